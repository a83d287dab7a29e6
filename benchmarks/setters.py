"""The programs that are compared, by name, in the order of the report."""

from __future__ import annotations

from benchmarks.duikai import AGAIN, ALONE, COMMAND, DUIKAI
from benchmarks.setter import Setter
from benchmarks.typst_setter import TYPST
from benchmarks.weasyprint_setter import LAYOUT_ALONE, WEASYPRINT

SETTERS: dict[str, Setter] = {
    setter.name: setter for setter in (DUIKAI, ALONE, COMMAND, AGAIN, TYPST, WEASYPRINT, LAYOUT_ALONE)
}
