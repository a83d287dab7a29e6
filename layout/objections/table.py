"""Everything that a desk objects to: its id, the trade's name, whose rule it is, how grave it is, and its check.

`raise_objections` looks for all of it on the pages of a scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from layout.objections.cuts import broken_page, harakiri, running_gutter
from layout.objections.edges import near_edge
from layout.objections.flow import nakiwakare, ryounagare, tobiori
from layout.objections.heads import entotsu, outweighed_lead, rank, tombstone
from layout.objections.legs import dog_leg, grey, short_leg
from layout.objections.offence import Offence
from layout.objections.photos import caption_apart, missing_credit, photo_apart, wide_caption
from layout.objections.seen import SeenPage, look_at
from layout.objections.white import orphaned_rule, white_hole
from layout.plan.objectiontable import Objection, ObjectionId, ObjectionLimits, Weight
from layout.scene import Scene

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
"""Whose rules they are: what an objection's `source` names."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How grave an objection is by the paper's language: Chinese, Japanese, any other."""

    zh: Weight
    ja: Weight
    other: Weight

    def of_language(self, lang: str) -> Weight:
        """How grave it is for a paper of that language, a BCP 47 tag, unless the paper says otherwise."""
        return {"zh": self.zh, "ja": self.ja}.get(lang.partition("-")[0].lower(), self.other)


WARNING: Final = Weights("warning", "warning", "warning")
JAPANESE: Final = Weights("off", "warning", "off")


@dataclass(frozen=True, slots=True)
class ObjectionRule:
    """An entry of the table: the trade's name, what is objected to, whose rule it is, how grave it is, and the check
    that looks for it on one page.
    """

    trade: str
    meaning: str
    source: str
    weights: Weights
    check: Callable[[SeenPage], Iterator[Offence]]


OBJECTIONS: Final[dict[ObjectionId, ObjectionRule]] = {
    "tombstone": ObjectionRule(
        "碰题 · 横並び",
        "two heads side by side with nothing between, alike in size and face",
        "zonble; kyoto; buskin",
        WARNING,
        tombstone,
    ),
    "broken-page": ObjectionRule(
        "断版",
        "one straight white or rule parts the page across its whole width",
        "desk",
        Weights("note", "off", "off"),
        broken_page,
    ),
    "running-gutter": ObjectionRule(
        "通缝",
        "one gutter runs down the whole page",
        "desk",
        Weights("note", "off", "note"),
        running_gutter,
    ),
    "outweighed-lead": ObjectionRule(
        "倒头条",
        "a head in the lower half is heavier than any in the upper",
        "desk",
        WARNING,
        outweighed_lead,
    ),
    "rank": ObjectionRule(
        "轻重倒置",
        "a story in a lower place has a larger head than one in a higher place",
        "desk; kyoto",
        Weights("warning", "note", "warning"),
        rank,
    ),
    "short-leg": ObjectionRule(
        "short leg", "a leg of a story has hardly a line", "desk; buskin", WARNING, short_leg
    ),
    "dog-leg": ObjectionRule(
        "dog-leg",
        "legs of a story end at different depths, or a few lines wrap under a picture",
        "desk; buskin",
        WARNING,
        dog_leg,
    ),
    "wide-caption": ObjectionRule(
        "图说", "a caption or credit is wider than its photo", "desk", WARNING, wide_caption
    ),
    "caption-apart": ObjectionRule(
        "图说", "a caption stands apart from its photo", "desk", WARNING, caption_apart
    ),
    "missing-credit": ObjectionRule(
        "摄影署名",
        "a photo, or a whole group of photos, has no credit",
        "desk",
        Weights("warning", "note", "warning"),
        missing_credit,
    ),
    "photo-apart": ObjectionRule(
        "图文分离", "a photo stands apart from its story", "desk", WARNING, photo_apart
    ),
    "near-edge": ObjectionRule(
        "错边",
        "a picture or box misses by a little the edge of what it stands on",
        "desk",
        WARNING,
        near_edge,
    ),
    "orphaned-rule": ObjectionRule("无用线", "a rule parts nothing", "desk", WARNING, orphaned_rule),
    "white-hole": ObjectionRule("天窗", "a hole of white on the page", "desk", WARNING, white_hole),
    "harakiri": ObjectionRule(
        "腹切り",
        "the white between two dan runs across the whole page",
        "homemate; chemicaldaily",
        JAPANESE,
        harakiri,
    ),
    "nakiwakare": ObjectionRule(
        "泣き別れ",
        "a leg of flowing copy ends with a paragraph: does it go on, and where?",
        "homemate; mono-hon",
        JAPANESE,
        nakiwakare,
    ),
    "ryounagare": ObjectionRule(
        "両流れ",
        "two stories flow into one dan side by side with nothing between",
        "kikanshi-osaka; mono-hon",
        JAPANESE,
        ryounagare,
    ),
    "tobiori": ObjectionRule(
        "飛び降り",
        "copy goes on further left than it should, or leaves out a dan",
        "kikanshi-osaka",
        JAPANESE,
        tobiori,
    ),
    "entotsu": ObjectionRule(
        "煙突", "upright heads stand one right under the other", "kyoto; sawajan", JAPANESE, entotsu
    ),
    "grey": ObjectionRule(
        "白い",
        "a field of copy with no head, subhead or picture in it",
        "sawajan",
        Weights("off", "warning", "note"),
        grey,
    ),
}
"""Everything that is looked for, by id, in the order of reports."""


def raise_objections(
    scene: Scene, weights: Mapping[str, Weight], limits: ObjectionLimits
) -> tuple[Objection, ...]:
    """Everything that a desk objects to: page by page, in the order of the table, from the head of the page down.

    `weights` are the paper's own by id; where it has none, that of its language counts. What is `off` is not looked
    for.
    """
    found: list[Objection] = []
    for page in scene.pages:
        seen = look_at(page, scene.lang, limits)
        for id, rule in OBJECTIONS.items():
            weight = weights.get(id, rule.weights.of_language(scene.lang))
            if weight == "off":
                continue
            here = [
                Objection(
                    id=id,
                    severity=weight,
                    page=page.name,
                    blocks=tuple(dict.fromkeys(offence.blocks)),
                    places=tuple(offence.places),
                    message=offence.message,
                    hint=offence.hint,
                    source=rule.source,
                )
                for offence in rule.check(seen)
            ]
            found += sorted(here, key=_place)
    return tuple(found)


def _place(objection: Objection) -> tuple[tuple[int, int], tuple[str, ...]]:
    places = [(place.y, place.x) for place in objection.places]
    return min(places, default=(0, 0)), objection.blocks
