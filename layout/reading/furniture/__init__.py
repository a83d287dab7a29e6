"""Words of folios, panels and imprints: fields written out, dates and pages checked against the edition."""
