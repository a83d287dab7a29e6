"""What a desk objects to on a made-up page, as values: the table of all ids, one objection, and a paper's limits.

`layout.objections` raises them from a Scene; reports and proofs show them. `SOURCES` says whose rules they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from content.problems import Gravity
from layout.plan.style import Model
from layout.scene import Rect

Weight = Literal[Gravity, "note", "off"]
"""How grave an objection is, or `off`: not looked for."""


SOURCES = {
    "desk": "practice of newspaper desks, without a text",
    "buskin": "martinbuskin.org, Layout & Graphics",
    "chemicaldaily": "chemicaldaily.co.jp, 新聞制作のタブー",
    "homemate": "homemate-research-newspaper-office.com, 新聞社用語集",
    "kikanshi-osaka": "kikanshi-osaka.com, 新聞作り入門〈レイアウト実技編〉Ⅲ 4",
    "kyoto": "note.com/kyotoshimbun, 新聞整理のオキテ⑤",
    "mono-hon": "mono-hon.net, 紙面レイアウトでやってはいけないタブー",
    "sawajan": "sawajan.run.buttobi.net, ビギナーのための新聞レイアウト",
    "zonble": "zonble.net, 週末新聞學",
}
"""What an objection's `source` stands for."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that a desk objects to on a page.

    `blocks` are those concerned, the one to change first; `places` the rectangles to look at, in thousandths of a point
    from the upper left corner of the trim. `message` stands alone; `hint` says what to do; `source` whose rule it is.
    """

    id: str
    severity: Literal[Gravity, "note"]
    page: str
    blocks: tuple[str, ...]
    places: tuple[Rect, ...]
    message: str
    hint: str
    source: str


@dataclass(frozen=True, slots=True)
class ObjectionRule:
    """An id of the table: the trade's name, what is objected to, whose rule it is, and how grave by the paper's
    language: Chinese, Japanese, any other.
    """

    trade: str
    meaning: str
    source: str
    zh: Weight
    ja: Weight
    other: Weight

    def weight(self, lang: str) -> Weight:
        """How grave it is for a paper of that language, a BCP 47 tag, unless the paper says otherwise."""
        return {"zh": self.zh, "ja": self.ja}.get(lang.partition("-")[0].lower(), self.other)


OBJECTIONS: dict[str, ObjectionRule] = {
    "tombstone": ObjectionRule(
        "碰题 · 横並び",
        "two heads side by side with nothing between, alike in size and face",
        "zonble; kyoto; buskin",
        "warning",
        "warning",
        "warning",
    ),
    "broken-page": ObjectionRule(
        "断版",
        "one straight white or rule parts the page across its whole width",
        "desk",
        "note",
        "off",
        "off",
    ),
    "running-gutter": ObjectionRule(
        "通缝", "one gutter runs down the whole page", "desk", "note", "off", "note"
    ),
    "outweighed-lead": ObjectionRule(
        "倒头条",
        "a head in the lower half is heavier than any in the upper",
        "desk",
        "warning",
        "warning",
        "warning",
    ),
    "rank": ObjectionRule(
        "轻重倒置",
        "a story in a lower place has a larger head than one in a higher place",
        "desk; kyoto",
        "warning",
        "note",
        "warning",
    ),
    "short-leg": ObjectionRule(
        "short leg", "a leg of a story has hardly a line", "desk; buskin", "warning", "warning", "warning"
    ),
    "dog-leg": ObjectionRule(
        "dog-leg",
        "legs of a story end at different depths, or a few lines wrap under a picture",
        "desk; buskin",
        "warning",
        "warning",
        "warning",
    ),
    "wide-caption": ObjectionRule(
        "图说", "a caption or credit is wider than its photo", "desk", "warning", "warning", "warning"
    ),
    "caption-apart": ObjectionRule(
        "图说", "a caption stands apart from its photo", "desk", "warning", "warning", "warning"
    ),
    "missing-credit": ObjectionRule(
        "摄影署名", "a photo, or a whole group of photos, has no credit", "desk", "warning", "note", "warning"
    ),
    "photo-apart": ObjectionRule(
        "图文分离", "a photo stands apart from its story", "desk", "warning", "warning", "warning"
    ),
    "orphaned-rule": ObjectionRule("无用线", "a rule parts nothing", "desk", "warning", "warning", "warning"),
    "white-hole": ObjectionRule(
        "天窗", "a hole of white on the page", "desk", "warning", "warning", "warning"
    ),
    "harakiri": ObjectionRule(
        "腹切り",
        "the white between two dan runs across the whole page",
        "homemate; chemicaldaily",
        "off",
        "warning",
        "off",
    ),
    "nakiwakare": ObjectionRule(
        "泣き別れ",
        "a leg of flowing copy ends with a paragraph: does it go on, and where?",
        "homemate; mono-hon",
        "off",
        "warning",
        "off",
    ),
    "ryounagare": ObjectionRule(
        "両流れ",
        "two stories flow into one dan side by side with nothing between",
        "kikanshi-osaka; mono-hon",
        "off",
        "warning",
        "off",
    ),
    "tobiori": ObjectionRule(
        "飛び降り",
        "copy goes on further left than it should, or leaves out a dan",
        "kikanshi-osaka",
        "off",
        "warning",
        "off",
    ),
    "entotsu": ObjectionRule(
        "煙突", "upright heads stand one right under the other", "kyoto; sawajan", "off", "warning", "off"
    ),
    "grey": ObjectionRule(
        "白い",
        "a field of copy with no head, subhead or picture in it",
        "sawajan",
        "off",
        "warning",
        "note",
    ),
}
"""Everything that is looked for, by id."""


class ObjectionLimits(Model):
    """The numbers of the checks."""

    stories: int = Field(
        default=3,
        ge=2,
        le=100,
        description="Stories that a page has at least before a straight cut through it counts: broken-page, "
        "running-gutter, harakiri.",
    )
    full_percent: float = Field(
        default=75,
        ge=0,
        le=100,
        description="A page of which less is taken, in percent of the type area, is not made up yet: broken-page, "
        "running-gutter, harakiri, white-hole.",
    )
    apart_percent: float = Field(
        default=25,
        ge=0,
        le=500,
        description="Two heads are told apart where the larger is larger by so many percent: tombstone.",
    )
    apart_em: float = Field(
        default=3,
        ge=0,
        le=100,
        description="Two heads are told apart by so much white between them, in ems of the smaller one: tombstone.",
    )
    outweighed_percent: float = Field(
        default=100,
        ge=1,
        le=1000,
        description="A head in the lower half may weigh so many percent of the lead's (the sum of its lines' lengths, "
        "each by its size): outweighed-lead.",
    )
    rank_percent: float = Field(
        default=20,
        ge=0,
        le=500,
        description="A head in a lower place may be larger by so many percent, about a step of the ladder of "
        "sizes: rank.",
    )
    short_leg_lines: int = Field(
        default=3, ge=1, le=50, description="Lines that a leg has at least: short-leg."
    )
    uneven_lines: int = Field(
        default=2,
        ge=0,
        le=100,
        description="Lines by which legs that begin level may end apart: dog-leg.",
    )
    wrap_lines: int = Field(
        default=6,
        ge=1,
        le=50,
        description="Lines that copy has at least where it wraps under or over something, in papers that are neither "
        "Chinese nor Japanese: dog-leg.",
    )
    caption_wider_mm: float = Field(
        default=0.5,
        ge=0,
        le=100,
        description="What a caption may be wider than its photo, in millimetres: wide-caption.",
    )
    caption_apart_em: float = Field(
        default=2,
        ge=0,
        le=50,
        description="White between a photo and its caption at most, in ems of the caption: caption-apart.",
    )
    photo_apart_lines: float = Field(
        default=3,
        ge=0,
        le=200,
        description="White between a photo and its story at most, in lines of the grid: photo-apart.",
    )
    rule_apart_lines: float = Field(
        default=4,
        ge=0,
        le=200,
        description="A rule parts what is so near on both sides of it, in lines of the grid: orphaned-rule.",
    )
    white_hole_percent: float = Field(
        default=1,
        gt=0,
        le=100,
        description="The largest empty rectangle, in percent of the type area: white-hole.",
    )
    grey_lines: int = Field(
        default=20, ge=2, le=400, description="Lines that copy may run on without a head: grey."
    )
    grey_legs: int = Field(
        default=3, ge=1, le=40, description="Legs side by side in which it runs on so: grey."
    )
