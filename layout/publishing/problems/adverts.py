"""What is wrong with placed advertisements -> problems, each with the advertisement's file, page and block.

What can't be placed at all is refused, and stops a build as it would stop the press file. What could be plated and
would print badly holds the press, and the proof shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from content.problems import Place, Problem, Refused
from layout.preflight.finding import Finding
from layout.press.adverts.kit import Kit
from layout.press.adverts.placed import advert_kit, adverts_of
from layout.press.adverts.sheet import write_advert_page
from layout.publishing.problems.findings import advert_finding_problems
from layout.scene import Scene

Examine = Callable[[bytes], Iterable[Finding]]
"""A preflight: a PDF's bytes to what it objects to."""

_OLD_LEVEL: Final = "PDF/X-1a:2003"


def advert_problems(scene: Scene, root: Path, examine: Examine) -> tuple[Problem, ...]:
    """Every problem of the scene's placed PDFs; those that are `refused` can't be placed at all.

    `examine` is given each as it is printed, at its placed size (`sheet.write_advert_page`). The same part at the same
    size is examined once.
    """
    problems: list[Problem] = []
    examined: dict[bytes, tuple[Finding, ...]] = {}
    for advert, where in adverts_of(scene.pages):
        try:
            kit = advert_kit(advert, root, where)
        except Refused as refused:
            problems += refused.problems
            continue
        problems += kit_problems(kit, scene.condition.level, where)
        sheet = write_advert_page(advert, kit)
        if sheet not in examined:
            examined[sheet] = tuple(examine(sheet))
        problems += advert_finding_problems(examined[sheet], where)
    return tuple(problems)


def kit_problems(kit: Kit, level: str, where: Place) -> Iterator[Problem]:
    """What an advertisement is made of that a press file may not have, or that is not printed."""
    if kit.damage:
        what = f"The PDF is damaged and was mended to be read ({kit.damage})."
        hint = "ask for it again, and compare the proof with what was ordered"
        yield Problem("damaged-advert", "press", what, where, hint)
    if kit.needs and level == _OLD_LEVEL:
        what = f"The advertisement has {', '.join(kit.needs)}, which {level} does not allow."
        yield Problem("advert-level", "press", what, where, f"ask for it as {level}")
    if kit.layered:
        what = "The advertisement has layers (optional content), and what they hide would be printed."
        yield Problem("advert-layers", "press", what, where, "ask for it flattened, without layers")
    if kit.notes:
        what = f"The advertisement has {kit.notes} annotations or form fields, which are not printed."
        hint = "ask for it with these flattened into the page, or without them"
        yield Problem("advert-annotations", "press", what, where, hint)
