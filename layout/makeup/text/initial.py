"""The first letter of a body (首字下沉) -> the letter several lines deep, and the paragraph that goes on beside it.

Of words set in Latin letters it is one letter. Else it is the whole first piece that no line's end parts: a Han
character, a mark of two ems, a number with its unit. A letter of a script with capitals is so large that it reaches
from the tops of the first line's capitals to the baseline of the last line beside it; a Han character that its em box
reaches from the first line's to the last one's.
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
from layout.plan.profile import Profile
from layout.scene import Mpt
from layout.typeset import SetLine, find_first_piece

GAP_EM = 0.25
"""White between the letter and the lines beside it, at least, in ems of the body."""

_OPENING = ("Ps", "Pi")
_QUOTES = "\"'¿¡"
_LONGEST_CLUSTER = 32


@dataclass(frozen=True, slots=True)
class Initial:
    """A `letter` set for the first paragraph of a body: text `at` of its texts, which is the paragraph's `rest` now.

    It is `single` if it is one character but for the opening marks before it. `lines` lines beside it are `less`
    shorter. `hangs` says that it stands on the last one's baseline, and not in the middle of them.
    """

    at: int
    letter: str
    single: bool
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
    at = next((at for at, text in enumerate(texts) if text.is_prose), None)
    if not lines or job.jump.begin is not None or at is None or texts[at].offset:
        return None
    text = texts[at]
    contents = text.prepared.inlines
    desk = job.desk
    body = desk.wardrobe[job.block.body_style]
    profile = body.paragraph.profile
    letter = _letter(text.prepared.text, profile)
    marked = any(inline.mark is not None for inline in cut_inlines(contents, 0, len(letter)))
    if not letter or marked or len(letter) == len(text.prepared.text):
        return None
    asked = desk.wardrobe.get(job.block.drop_cap_style or job.block.body_style, body)
    wide = _is_wide(letter, profile)
    size = _size(asked, letter, lines, desk.grid, wide)
    dress = asked.at_size(size / 1000).display
    width, em = natural_width(letter, dress), body.em
    less = width + round(GAP_EM * em)
    if profile.lang.startswith(("zh", "ja")):
        less = -(-less // em) * em  # the lines beside it hold whole characters
    style = replace(text.prepared.style, indent=text.prepared.style.hanging)
    rest = desk.kept.prepare(cut_inlines(contents, len(letter)), style)
    look = replace(text.look, inks={**text.look.inks, 0: dress.ink})
    return Initial(
        at=at,
        letter=letter,
        single=len(clusters(letter[_opening(letter) :])) == 1,
        rest=replace(text, prepared=rest, offset=len(letter)),
        line=set_one_line(letter, dress, max(1, width), "start"),
        look=look,
        dress=dress,
        lines=lines,
        less=less,
        hangs=not wide,
    )


def _letter(text: str, profile: Profile) -> str:
    """What of a text is set large, with the opening marks before it; "" if it begins with a space."""
    opening = _opening(text)
    following = text[opening : opening + 1]
    if not following or following.isspace():
        return ""
    piece = find_first_piece(text, profile)
    if piece == text or (following.isalpha() and not profile.ambiguous_is_wide):
        return text[:opening] + clusters(text[opening : opening + _LONGEST_CLUSTER])[0]
    return piece


def _opening(text: str) -> int:
    """How many opening marks a text begins with."""
    return next((at for at in range(len(text)) if not _opens(text, at)), 0)


def _opens(text: str, at: int) -> bool:
    """Whether a mark at an offset opens what is behind it."""
    char = text[at]
    return category(char) in _OPENING or char in _QUOTES or (char == "’" and text[at + 1 : at + 2].isalnum())


def _is_wide(letter: str, profile: Profile) -> bool:
    """Whether the em box of a letter counts: of Han, and of the marks that are as wide."""
    if any(east_asian_width(char) in "WF" for char in letter):
        return True
    return profile.ambiguous_is_wide and not any(char.isalnum() for char in letter)


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
