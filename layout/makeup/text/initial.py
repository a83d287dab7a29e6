"""The first letter of a body (首字下沉) -> the letter several lines deep, and the paragraph that goes on beside it.

A letter of a script with capitals is so large that it reaches from the tops of the first line's capitals to the
baseline of the last line beside it; a Han character that its em box reaches from the first line's to the last one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import category, east_asian_width

from content.characters.kinds import clusters
from layout.makeup.desk import Job
from layout.makeup.text.paragraphs import BodyText
from layout.makeup.text.sentences import cut_inlines
from layout.makeup.text.text import Look, natural_width, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.grid import Grid, ascent
from layout.scene import Mpt
from layout.typeset import SetLine

GAP_EM = 0.25
"""White between the letter and the lines beside it, at least, in ems of the body."""

_OPENING = ("Ps", "Pi")


@dataclass(frozen=True, slots=True)
class Initial:
    """A letter set for the first paragraph of a body: text `at` of its texts, which is the paragraph's `rest` now.

    `lines` lines beside it are `less` shorter. `hangs` says that it stands on the last one's baseline, and not in the
    middle of them.
    """

    at: int
    rest: BodyText
    line: SetLine
    look: Look
    dress: Dress
    lines: int
    less: Mpt
    hangs: bool

    def baseline(self, grid: Grid, first: int) -> Mpt:
        """Its baseline where its first line is on a line of the grid."""
        if self.hangs and not self.dress.vertical:
            return grid.baseline(first + self.lines - 1)
        top = grid.line_y(first) + grid.inset
        return top + ascent(self.dress.em_depth, vertical=self.dress.vertical)


def initial_of(job: Job, texts: Sequence[BodyText]) -> Initial | None:
    """The initial that a story's block asks for; None where it asks for none, or the body has no place for one."""
    lines = job.block.drop_cap
    at = next((at for at, text in enumerate(texts) if not text.rigid), None)
    if not lines or job.jump.begin is not None or at is None or texts[at].offset:
        return None
    text = texts[at]
    contents = text.prepared.inlines
    letter = _letter(contents[0].text) if contents and contents[0].mark is None else ""
    if not letter or len(letter) == len(text.prepared.text):
        return None
    desk = job.desk
    body = desk.wardrobe[job.block.body_style]
    asked = desk.wardrobe.get(job.block.drop_cap_style or job.block.body_style, body)
    wide = east_asian_width(letter[-1]) in "WF"
    size = _size(asked, letter, lines, desk.grid, wide)
    dress = asked.at_size(size / 1000)
    width, em = natural_width(letter, dress), body.em
    less = width + round(GAP_EM * em)
    if body.paragraph.profile.lang.startswith(("zh", "ja")):
        less = -(-less // em) * em  # the lines beside it hold whole characters
    rest = desk.kept.prepare(cut_inlines(contents, len(letter)), replace(text.prepared.style, indent=0))
    look = replace(text.look, inks={**text.look.inks, 0: dress.ink})
    return Initial(
        at=at,
        rest=replace(text, prepared=rest, offset=len(letter)),
        line=set_one_line(letter, dress, max(1, width), "start"),
        look=look,
        dress=dress,
        lines=lines,
        less=less,
        hangs=not wide,
    )


def _letter(text: str) -> str:
    """The first letter of a text, with the opening mark before it."""
    found = ""
    for cluster in clusters(text):
        found += cluster
        if category(cluster[0]) not in _OPENING and cluster not in "\"'":
            return found if not cluster.isspace() else ""
    return ""


def _size(dress: Dress, letter: str, lines: int, grid: Grid, wide: bool) -> Mpt:
    """The size at which a letter is `lines` lines of the grid deep."""
    between = (lines - 1) * grid.leading
    across = dress.paragraph.type_across
    if wide or dress.vertical:
        return (between + grid.em_depth) * 1000 // across
    face = dress.font.face
    glyph = face.glyphs("H", "en")[0]
    capitals = max(1, face.ink(glyph).y_max)
    # The tops of the body's capitals are as far over its baseline.
    return (between * face.upem + grid.em_depth * capitals) * 1000 // (capitals * across)
