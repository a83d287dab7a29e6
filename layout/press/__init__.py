"""Scene to press PDF with ReportLab: fonts, page content, pictures in press inks, and what names the file."""
