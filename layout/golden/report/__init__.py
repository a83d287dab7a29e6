"""A comparison with goldens -> one HTML file to look at it: `report_html`."""

from layout.golden.report.document import report_html

__all__ = ["report_html"]
