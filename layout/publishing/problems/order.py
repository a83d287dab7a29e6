"""Problems -> the order in which an editor reads them, with many warnings of one kind as one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from content.problems import Place, Problem, Severity
from layout.plan.edition import Pooled
from layout.publishing.problems.findings import OBJECTION

_GRAVEST_FIRST = get_args(Severity)

_FIRST = (
    "copy-lost",
    "no-room",
    "over-head",
    "overset",
    "no-place-to-jump",
    "headline-too-long",
    "overfull",
    "too-deep",
    "missing-character",
    "missing-photo",
    "missing-advert",
    "advert-never-placed",
    "hole",
)
"""What comes first of what is equally grave: what readers would miss or could not read, then what is not there yet. To
mend these often mends what comes after them.
"""

_LAST = (
    "hanging-subhead",
    "lone-line",
    "parted-end",
    "forced-break",
    "short-line",
    "loose-line",
    "headline-broken",
    "half-width-mark",
    "stray-mark",
    "not-composed",
    "unread-file",
    "sign-off-unused",
)
"""What comes last: single lines, and what is only to be read once more."""

FOLDED_FROM = 4
"""So many warnings of one kind are one line: three are read, ten are passed over."""

_KINDS = {
    "loose-line": "paragraphs or lines with wide gaps",
    "lone-line": "lines of a paragraph alone at the end of a leg",
    "parted-end": "words and numbers parted by the end of a leg",
    "hanging-subhead": "subheads at the end of a leg",
    "short-line": "lines that can't be filled",
    "forced-break": "lines that end where the rules forbid it",
    "headline-broken": "lines of heads that the program broke",
    "headline-stepped-down": "headlines set smaller than their style",
    "low-resolution": "photos that are not quite sharp",
    "half-width-mark": "half-width marks in Chinese",
    "stray-mark": "marks that are printed as they are",
    "doubtful-paragraph": "lines that may be paragraphs of their own",
    "read-as-mark": "pairs of * that may be copy",
    "not-composed": "characters that are not composed",
    "other-language": "stories in another language than their style's",
    "crowded-ruby": "ruby that stand in the next line",
    "face-fallback": "faces that another stands in for",
    "unread-file": "files that are not read",
}
"""What many warnings of a kind are called together; those of other kinds are called by their id."""

_EACH = ("underset", OBJECTION)
"""What begins so has a hint of its own in each place, and is never folded."""

_MOST_PLACES = 12


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The gravest first; of equal ones those with the graver consequences, then as they were found."""
    return tuple(sorted(problems, key=_rank))


def _rank(problem: Problem) -> tuple[int, int]:
    if problem.id in _FIRST:
        consequence = _FIRST.index(problem.id) - len(_FIRST)
    else:
        consequence = _LAST.index(problem.id) + 1 if problem.id in _LAST else 0
    return _GRAVEST_FIRST.index(problem.severity), consequence


def fold_alike(problems: Sequence[Problem], kept_in: str) -> list[Problem]:
    """The problems, many warnings of one kind as one, in the place of the first. `kept_in` says where all are."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "warning" and not problem.id.startswith(_EACH):
            kinds.setdefault(problem.id, []).append(problem)
    listed: list[Problem] = []
    folded: set[str] = set()
    for problem in problems:
        alike = kinds.get(problem.id, []) if problem.severity == "warning" else []
        if len(alike) < FOLDED_FROM:
            listed.append(problem)
        elif problem.id not in folded:
            folded.add(problem.id)
            listed.append(_fold(alike, kept_in))
    return listed


def _fold(alike: Sequence[Problem], kept_in: str) -> Problem:
    kind = _KINDS.get(alike[0].id, f"warnings of the kind {alike[0].id}")
    first = ", ".join(part for part in (_line(alike[0].where), alike[0].where.field) if part)
    what = (
        f"{len(alike)} {kind}: {_places(alike)}. The first{f' ({first})' if first else ''}: {alike[0].what}"
    )
    return Problem(alike[0].id, "warning", what, Place(), f"{alike[0].hint}; {kept_in}")


def _line(where: Place) -> str:
    return "" if where.file is None else where.file if where.line is None else f"{where.file}:{where.line}"


def _places(alike: Sequence[Problem]) -> str:
    """`A01 lead 3, green 2; A02 doctor`: by page, with a number where there are several."""
    counts: dict[str, dict[str, int]] = {}
    for where in (problem.where for problem in alike):
        page = counts.setdefault(where.page or "", {})
        thing = where.block or where.story or where.photo or where.file or "the edition"
        page[thing] = page.get(thing, 0) + 1
    shown, left = [], _MOST_PLACES
    for name, things in counts.items():
        if left <= 0:
            break
        names = [f"{thing} {count}" if count > 1 else thing for thing, count in things.items()]
        shown.append(f"{name} {', '.join(names[:left])}".strip())
        left -= len(names)
    return "; ".join(shown) + (" …" if left < 0 or len(shown) < len(counts) else "")


def pool_line(pool: Sequence[Pooled]) -> str:
    """The pool in one line: `In the pool: 2 stories (notes 312 characters, green), 1 photo (campus)`; none for none."""
    parts = []
    for kind, many in (("story", "stories"), ("photo", "photos"), ("table", "tables")):
        own = [pooled for pooled in pool if pooled.kind == kind]
        if own:
            names = [
                pooled.id if pooled.characters is None else f"{pooled.id} {pooled.characters}"
                for pooled in own
            ]
            more = f" and {len(own) - _MOST_PLACES} more" if len(own) > _MOST_PLACES else ""
            listed = ", ".join(names[:_MOST_PLACES])
            unit = " characters" if kind == "story" and own[0].characters is not None else ""
            parts.append(
                f"{len(own)} {kind if len(own) == 1 else many} ({listed}{unit if len(own) == 1 else ''}{more})"
            )
    return f"In the pool: {', '.join(parts)}" if parts else ""
