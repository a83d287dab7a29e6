"""A page and its golden (标准样) to a verdict: same, different and where, or not to be compared.

Three levels, cheapest first, each with a file of its own under `FOLDER/NAME/`:

1. `scene.txt`: the scene as text, a line for each set line (`layout.scene.astext`); compared exactly.
2. `ink.png` (`ink-2.png` … for further pages): gray at 100 dpi; no pixel may be more than 2 levels off.
   A share of pixels is never the measure: one wrong character on a broadsheet is 0.004 % of it.
3. `golden.json`: the hash of the PDF's parts, unpacked (`file.py` says why), and who rendered the ink.

`make golden` compares, `make golden-update` renews what fails; both are `pytest tests/golden/test_golden.py`, the
second with GOLDEN_UPDATE=1. A missing golden fails. Under CI nothing is renewed.
"""

from layout.golden.comparing import Actual, compare, exit_code, update
from layout.golden.earlier import Comparison, Difference, Level, PagePictures, Verdict
from layout.golden.report import write_report

__all__ = [
    "Actual",
    "Comparison",
    "Difference",
    "Level",
    "PagePictures",
    "Verdict",
    "compare",
    "exit_code",
    "update",
    "write_report",
]
