"""Editions, built folders and PDFs, with a folder of goldens -> what differs; or new goldens, put in place whole."""

from layout.publishing.goldens.accept import accept_pages, put_goldens, refuse_under_ci
from layout.publishing.goldens.compare import compare_with_golden, diff_pdfs, refuse_report_places
from layout.publishing.goldens.sources import GoldenWish

__all__ = [
    "GoldenWish",
    "accept_pages",
    "compare_with_golden",
    "diff_pdfs",
    "put_goldens",
    "refuse_report_places",
    "refuse_under_ci",
]
