"""A problem of make-up names the line that an editor opens: of a key of edition.yaml or paper.yaml, or of the copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from content.problems import Problem, Refused
from layout.publish import set_edition
from tests.editions import Draft, block, paper_with, prose, running, story
from tests.makeup.test_whole import save_code
from tests.snippets import ROOT
from tests.source_names import problem_ids

LONG = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"


def of_story(text: str = running(300), paper: dict[str, Any] | None = None, **more: Any) -> Draft:
    front = more.pop("front", {})
    draft = Draft(
        [block("a", **{"columns": "1-2", "lines": "1-40", **more})], {"a": story("标题", text, **front)}
    )
    draft.paper = paper or draft.paper
    return draft


def of_photo(caption: str = "图说", size: tuple[int, int] = (1200, 900), **more: Any) -> Draft:
    placed = {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "1-20", **more}
    return Draft([placed], photos={"p": {"file": "p.jpg", "caption": caption}}, pictures={"p.jpg": size})


def of_advert(**more: Any) -> Draft:
    placed = {"kind": "advert", "advert": "sale", "columns": "1-3", "lines": "1-20", **more}
    return Draft([placed], adverts={"sale": {"file": "sale.png", "alt": "广告"}})


def of_code(**more: Any) -> Draft:
    placed = {"kind": "photo", "photo": "p", "columns": "2", "lines": "11-20", **more}
    return Draft([placed], photos={"p": {"file": "p.png", "code": "qr"}})


def over_fold(left: str, right: str) -> Draft:
    """A photo over two facing pages, in lines of each."""
    placed = {"kind": "photo", "photo": "p", "columns": "1-6"}
    pages = [
        {"name": "A02", "blocks": [{**placed, "lines": left, "spread_to": "A03"}]},
        {"name": "A03", "blocks": [{**placed, "lines": right, "spread_from": "A02"}]},
    ]
    return Draft(pages=pages, photos={"p": {"file": "p.jpg"}}, pictures={"p.jpg": (2400, 1800)})


def head_on_photo(lines: str) -> Draft:
    draft = of_photo(columns="1-6", lines=lines)
    draft.blocks.append(block("a", "1-6", "22-36", head={"on": "p"}))
    draft.stories["a"] = story(["山里的早晨", "从六点开始"], running(560))
    return draft


def drawn_nameplate() -> Draft:
    placed = {"kind": "nameplate", "columns": "1-4", "lines": "1-6", "picture": "sale"}
    return Draft([placed], adverts={"sale": {"file": "sale.png", "alt": "一幅画"}})


def trimmed() -> dict[str, Any]:
    return paper_with(press={"preset": "trimmed", "marks": []})


def at_foot() -> Draft:
    draft = of_photo(columns="1-6", lines="30-50", bleed=["bottom"])
    draft.paper = trimmed()
    return draft


def of_group() -> Draft:
    sheets = {name: {"file": f"{name}.jpg", "caption": "图说"} for name in "pq"}
    placed = {"kind": "photo-group", "photos": ["p", "q"], "columns": "1", "lines": "1-20", "gap_em": 10}
    return Draft([placed], photos=dict(sheets), pictures={f"{name}.jpg": (1200, 900) for name in "pq"})


def of_panel(*texts: str, **more: Any) -> Draft:
    bits = [{"text": text, "style": "kicker"} for text in texts]
    return Draft([{"kind": "label", "columns": "1-2", "lines": "1-9", "text": bits, **more}])


def crowded_quote() -> Draft:
    """A quote of two lines in a story, with room for its own lines alone."""
    quote = {"kind": "quote", "story": "a", "inside": "a", "columns": "2", "lines": "9-10", "style": "kicker"}
    return Draft(
        [block("a", "1-3", "1-20"), {**quote, "text": "潮水不等人"}],
        {"a": story("标题", prose(200) + "潮水不等人。" + prose(200))},
    )


def of_folio(**more: Any) -> Draft:
    return Draft([{"kind": "folio", "columns": "1-3", "lines": "1", **more}])


def in_head(size: float) -> Draft:
    draft = Draft([{"kind": "folio", "place": "head", "left": "报眉"}])
    draft.paper = paper_with(styles={"folio": {"face": "song", "size": size}})
    return draft


def of_index(title: str | None, page: str = "{page}", heading: str = "题目") -> Draft:
    entries = [{"story": "b", "title": "一"}, {"story": "a", **({"title": title} if title else {})}]
    index = {"kind": "index", "columns": "1", "lines": "1-20", "entries": entries, "page": page}
    pages = [
        {"name": "A01", "blocks": [index]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-20"), block("b", "4-6", "1-20")]},
    ]
    return Draft(pages=pages, stories={"a": story(heading, running(300)), "b": story("题", running(300))})


def of_quote(text: str, **more: Any) -> Draft:
    quote = {
        "kind": "quote",
        "story": "a",
        "columns": "6",
        "lines": "1-20",
        "text": text,
        "style": "headline",
    }
    return Draft([block("a", "1-4", "1-40"), {**quote, **more}], {"a": story("题目", running(200) + text)})


def of_wide_table() -> Draft:
    table = {"columns": [{}] * 20, "rows": [["3.42"] * 20]}
    return Draft([{"kind": "table", "table": "t", "columns": "1", "lines": "1-20"}], tables={"t": table})


def of_table(cell: str = "一", lines: str = "1-20") -> Draft:
    table = {"columns": [{"heading": "站"}, {"heading": "米"}], "rows": [["东闸", "3"], ["西闸", cell]]}
    return Draft([{"kind": "table", "table": "t", "columns": "1", "lines": lines}], tables={"t": table})


def over_head() -> Draft:
    motto = {"kind": "motto", "columns": "2", "lines": "2-6", "inside": "a"}
    draft = of_story(columns="1-4")
    draft.blocks.append({**motto, "text": [{"text": "语", "style": "kicker"}]})
    return draft


def jumping(text: str, lines: str) -> Draft:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-2", lines, jump_to="A02")]},
        {"name": "A02", "blocks": [block("a", "1-2", "1-50", jump_from="A01")]},
    ]
    return Draft(pages=pages, stories={"a": story("题", text)})


def without_kicker() -> dict[str, Any]:
    paper = paper_with()
    del paper["styles"]["kicker"]
    return paper


EDITION, PAPER, STORY = "edition.yaml", "paper.yaml", "stories/a.md"

CASES: list[tuple[str, Callable[[], Draft], str, str]] = [
    ("no-room", lambda: of_story(lines="1-3"), EDITION, "lines: 1-3"),
    ("no-room", lambda: of_story(legs=40), EDITION, "legs: 40"),
    ("overset", lambda: of_story(running(2000)), STORY, LONG),
    ("underset", of_story, EDITION, "lines: 1-40"),
    ("no-style", lambda: of_story(paper=without_kicker(), front={"kicker": "引题"}), EDITION, "kind: story"),
    (
        "other-language",
        lambda: of_story(front={"lang": "ja"}, body_style="body"),
        EDITION,
        "body_style: body",
    ),
    ("over-leading", lambda: of_story("::: headline\n天\n:::"), STORY, "天"),
    ("no-style", lambda: of_story("::: nowhere\n天\n:::"), STORY, "天"),
    ("no-leg-end", lambda: of_story("天。\n\n<||>\n\n地。", legs=1), STORY, "地。"),
    ("parted-group", lambda: of_story(f"::: keep\n{running(600)}\n:::", columns="1-2"), STORY, "天地"),
    ("long-signature", lambda: of_story(columns="1", front={"signature": LONG}), STORY, LONG),
    ("no-room", lambda: of_story(intro={"legs": 40}), EDITION, "intro:"),
    ("crowded-block", crowded_quote, EDITION, "lines:"),
    ("over-head", over_head, EDITION, "kind: story"),
    ("too-deep", lambda: of_story(head={"lines": "1-1", "columns": "1-1"}), EDITION, "head:"),
    ("no-place-to-jump", lambda: jumping(running(3000), "1-20"), EDITION, "jump_to: A02"),
    ("jump-in-a-sentence", lambda: jumping(prose(3000).replace("。", "，"), "1-20"), EDITION, "jump_to: A02"),
    (
        "headline-too-long",
        lambda: Draft([block("a", "1", "1-40")], {"a": story(LONG * 3, running(99))}),
        STORY,
        LONG,
    ),
    (
        "headline-broken",
        lambda: Draft([block("a", "1-2", "1-40")], {"a": story(LONG, running(99))}),
        STORY,
        LONG,
    ),
    ("missing-character", lambda: of_story("天\ue000"), STORY, "天\ue000"),
    ("missing-character", lambda: of_panel("天\ue000"), EDITION, "天"),
    ("no-room", lambda: of_photo(LONG * 40), EDITION, "lines: 1-20"),
    ("no-room", lambda: of_photo(caption_legs=8), EDITION, "caption_legs: 8"),
    ("no-room", lambda: of_photo(caption_place="left", caption_em=99), EDITION, "caption_em: 99"),
    (
        "faint-on-picture",
        lambda: of_photo(caption_place="on", caption_tint="black"),
        EDITION,
        "caption_place:",
    ),
    ("cropped-photo", lambda: of_photo(size=(9000, 900)), EDITION, "lines: 1-20"),
    ("no-bleed", lambda: of_photo(columns="1-6", bleed=["top"]), EDITION, "bleed:"),
    ("caption-at-edge", at_foot, EDITION, "bleed:"),
    ("spread-uneven", lambda: over_fold("1-30", "1-20"), EDITION, "lines: 1-30"),
    ("whole-at-edge", lambda: of_code(columns="1", bleed=["left"]), EDITION, "bleed:"),
    ("small-code", lambda: of_code(lines="11-12"), EDITION, "lines: 11-12"),
    ("cropped-code", lambda: of_code(show="crop"), EDITION, "show: crop"),
    ("off-picture", lambda: head_on_photo("1-3"), EDITION, "head:"),
    ("nameplate-alt", drawn_nameplate, EDITION, "picture: sale"),
    (
        "faint-on-ground",
        lambda: of_story(head={"ground": {"ink": "black", "type_ink": "black"}}),
        EDITION,
        "ground:",
    ),
    (
        "faint-on-ground",
        lambda: of_panel("题", ground={"ink": "black", "type_ink": "black"}),
        EDITION,
        "ground:",
    ),
    ("low-resolution", lambda: of_photo(size=(120, 90)), "photos/p.yaml", "file: p.jpg"),
    ("missing-character", lambda: of_photo("天\ue000"), "photos/p.yaml", "caption:"),
    ("no-room", of_group, EDITION, "photos:"),
    ("no-room", lambda: of_advert(frame={"padding_em": 10}, columns="1", lines="1-9"), EDITION, "frame:"),
    ("advert-size", lambda: of_advert(scale="none"), EDITION, "scale: none"),
    ("too-deep", lambda: of_panel(*"一二三四五六七八九十", lines="1-3"), EDITION, "lines: 1-3"),
    ("overfull", lambda: of_panel("题", LONG), EDITION, LONG),
    ("overfull", lambda: of_folio(center=LONG * 2), EDITION, "center:"),
    ("folio-collides", lambda: of_folio(left=LONG, right="右边的文"), EDITION, "right: 右边的文"),
    ("no-head-margin", lambda: in_head(60), EDITION, "place: head"),
    ("overfull", lambda: of_index("W" * 40), EDITION, "W" * 40),
    ("index-waits", lambda: of_index(None, heading=""), EDITION, "story: a"),
    ("overfull", lambda: of_quote("短句", by="W" * 40), EDITION, "by: W"),
    ("too-deep", lambda: of_quote(LONG, lines="1-2"), EDITION, "lines: 1-2"),
    ("overset", lambda: of_table(lines="1-2"), "tables/t.yaml", "西闸"),
    ("no-columns", lambda: of_table("W" * 40), "tables/t.yaml", "西闸"),
    ("no-columns", of_wide_table, EDITION, "columns: "),
    ("underset", lambda: of_table(lines="1-40"), EDITION, "lines: 1-40"),
    (
        "no-face",
        lambda: of_story(paper=paper_with(styles={"deck": {"face": "nowhere", "size": 9}})),
        PAPER,
        "face: nowhere",
    ),
    (
        "unknown-feature",
        lambda: of_story(paper=paper_with(styles={"deck": {"size": 9, "features": {"zzzz": True}}})),
        PAPER,
        "zzzz: true",
    ),
]

OF_LINES = {
    "crowded-ruby",
    "forced-break",
    "hanging-subhead",
    "lone-line",
    "loose-line",
    "no-initial",
    "parted-end",
    "short-line",
}
"""Problems of lines that were set: they name a part of the copy and a character in it, as those of heads do."""

OF_FACES = {"bad-font", "face-fallback", "stand-in-character", "unknown-variant"}
"""Problems of faces: what is found depends on the fonts that are there (tests/makeup/test_faces.py)."""

AS_OTHERS = {"advert-white": "advert-size", "headline-stepped-down": "headline-broken"}
"""Problems whose place is worked out with that of another."""


def problems_of(draft: Draft, root: Path) -> tuple[Problem, ...]:
    draft.write(root)
    if draft.adverts:
        (root / "adverts").mkdir(exist_ok=True)
        Image.linear_gradient("L").resize((800, 700)).save(root / "adverts" / "sale.png")
    for sheet in draft.photos.values():
        if isinstance(sheet, dict) and "code" in sheet:
            save_code(root / "photos" / str(sheet["file"]), 16, 4)
    try:
        return set_edition(root)[0].problems
    except Refused as refusal:
        return refusal.problems


@pytest.mark.parametrize(
    ("id", "make", "file", "row"), CASES, ids=[f"{case[0]}-{at}" for at, case in enumerate(CASES)]
)
def test_the_line_is_that_of_what_is_to_be_changed(
    id: str, make: Callable[[], Draft], file: str, row: str, tmp_path: Path
) -> None:
    found = [problem for problem in problems_of(make(), tmp_path / "edition") if problem.id == id]
    assert found
    rows = (tmp_path / "edition" / file).read_text("utf-8").splitlines()
    places = [
        (problem.where.file, rows[(problem.where.line or 1) - 1]) for problem in found if problem.where.line
    ]
    assert any(where == file and row in text for where, text in places), places
    assert all(problem.where.field for problem in found)


def test_every_problem_of_make_up_is_among_them() -> None:
    known = {case[0] for case in CASES} | OF_LINES | OF_FACES | AS_OTHERS.keys()
    assert {one.id for one in problem_ids((ROOT / "layout" / "makeup",))} <= known
    assert set(AS_OTHERS.values()) <= {case[0] for case in CASES}
