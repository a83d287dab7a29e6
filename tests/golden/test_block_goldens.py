"""Every kind of block by itself on a small page, against a golden of its own: three columns of 10 em, 16 lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from layout.plan.blocks import BLOCK_MODELS, kinds_of
from layout.preflight.examine import examine
from layout.press.document import Resources, write_pdf
from layout.publish import set_edition
from layout.publishing.plants import plant_of
from layout.scene.tojson import from_json, to_json
from tests.editions import Draft, block, paper_with, prose, running, story
from tests.golden.golden_pages import check_golden

PAPER = paper_with(
    trim={"width_mm": 130, "height_mm": 105},
    grid={"columns": 3, "lines": 16, "top_mm": 10},
    styles={
        "nameplate": {"face": "song", "weight": 900, "size": 48, "ink": "red", "align": "center"},
        "motto": {"face": "song", "weight": 700, "size": 18, "align": "center"},
        "label": {"face": "hei", "weight": 700, "size": 12, "ink": "white", "align": "center"},
        "small": {"face": "hei", "size": 8, "leading": 12},
    },
)
AREA = {"columns": "1-3", "lines": "1-16"}


def text(words: str, style: str) -> list[dict[str, Any]]:
    return [{"text": words, "style": style}]


def photos(*names: str) -> dict[str, Any]:
    return {
        "photos": {
            name: {"file": f"{name}.jpg", "caption": f"图说{name}，一句话。", "credit": "某某摄"}
            for name in names
        },
        "pictures": {f"{name}.jpg": (1200, 900) for name in names},
    }


def a_story() -> Draft:
    front = {"kicker": "引题一行", "deck": "副题也是一行", "byline": "某某", "lead_in": "本报讯"}
    body = (prose(120), "## 小标题", prose(110))
    return Draft([block("a", "1-3", "1-16")], {"a": story("主题占一行", *body, **front)})


def a_sidebar() -> Draft:
    frame = {"border": "fret", "border_pt": 5, "border_ink": "red", "tint": "tint"}
    boxed = {**block("a", "1-3", "1-12", legs=2, frame=frame), "kind": "sidebar"}
    return Draft([boxed], {"a": story("加框稿", prose(180))})


def a_photo() -> Draft:
    return Draft([{"kind": "photo", "photo": "p", **AREA}], **photos("p"))


def a_group() -> Draft:
    return Draft(
        [{"kind": "photo-group", "photos": ["p", "q"], "shares": [2, 1], **AREA}], **photos("p", "q")
    )


def an_advert() -> Draft:
    sheet = {"file": "sale.png", "alt": "广告", "client": "某店"}
    placed = {"kind": "advert", "advert": "sale", "columns": "1-2", "lines": "1-12", "scale": "fit"}
    return Draft([{**placed, "frame": {"stroke": {"width_pt": 1}}}], adverts={"sale": sheet})


def a_nameplate() -> Draft:
    ear = {
        "kind": "ear",
        "columns": "3",
        "lines": "1-6",
        "text": text("报眼", "motto"),
        "frame": {"border": "wave"},
    }
    return Draft(
        [{"kind": "nameplate", "columns": "1-2", "lines": "1-6", "text": text("方格报", "nameplate")}, ear]
    )


def an_ear() -> Draft:
    words = [*text("报眼在报头边上", "motto"), *text("两行字，靠上", "small")]
    boxed = {"stroke": {"width_pt": 1}, "tint": "tint"}
    ear = {"kind": "ear", "columns": "2-3", "lines": "3-8", "text": words, "place": "top", "frame": boxed}
    return Draft([ear])


def a_folio() -> Draft:
    return Draft(
        [
            {"kind": "folio", "place": "head", "left": "2024年11月25日", "center": "要闻", "right": "A01"},
            {
                "kind": "folio",
                "columns": "1-3",
                "lines": "3",
                "left": "版",
                "above": {"width_pt": 1},
                "below": None,
            },
        ]
    )


def an_imprint() -> Draft:
    lines = [*text("国内统一连续出版物号 CN 32-0042", "small"), *text("今日{pages}版　{date}", "small")]
    return Draft([{"kind": "imprint", "columns": "1-3", "lines": "1-3", "text": lines}])


def an_index() -> Draft:
    index = {"kind": "index", "columns": "1", "lines": "1-12", "title": "导读", "page": "{number}版"}
    entries = [{"story": "a"}, {"story": "b", "title": "题目长得在这一栏里一行排不下的一条"}]
    pages = [
        {"name": "A01", "blocks": [{**index, "style": "body", "entries": entries}]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-8"), block("b", "1-3", "9-16")]},
    ]
    return Draft(pages=pages, stories={name: story(f"第{name}篇", prose(60)) for name in "ab"})


def a_label() -> Draft:
    tinted = {"kind": "label", "columns": "1", "lines": "1-2", "frame": {"tint": "red"}}
    return Draft([{**tinted, "text": text("栏题", "label")}])


def a_motto() -> Draft:
    upright = {
        "kind": "motto",
        "columns": "2",
        "lines": "1-14",
        "writing": "vertical",
        "frame": {"border": "twist"},
    }
    return Draft([{**upright, "text": [*text("一格一个数", "motto"), *text("一天两行字", "motto")]}])


def a_rule() -> Draft:
    level = {"kind": "rule", "columns": "1-3", "lines": "4", "rule": {"width_pt": 1, "ink": "red"}}
    return Draft([level, {"kind": "rule", "columns": "2", "lines": "6-14", "place": "middle"}])


def a_table() -> Draft:
    table = {
        "title": "一周水位",
        "columns": [
            {"heading": "站点"},
            {"heading": "米", "align": "decimal"},
            {"heading": "涨落", "align": "end"},
        ],
        "rows": [["东闸", "3.42", "涨"], ["西闸", "12.4", "落"], ["老桥下游", "3", "平"]],
        "note": "每日六时观测。",
        "source": "记录本",
    }
    placed = {"kind": "table", "table": "t", "columns": "1-2", "lines": "1-10", "style": "body"}
    return Draft([{**placed, "heading_tint": "tint", "note_style": "small"}], tables={"t": table})


def a_quote() -> Draft:
    quoted = {"kind": "quote", "story": "a", "inside": "a", "columns": "2", "lines": "7-11", "style": "motto"}
    return Draft(
        [block("a", "1-3", "1-16"), {**quoted, "text": "潮水不等人"}],
        {"a": story("题目", prose(200) + "潮水不等人。" + prose(80))},
    )


def white() -> Draft:
    """A block that is left white has a place in the scene, and nothing in it."""
    return Draft(
        [block("a", "1-2", "1-16"), {"kind": "white", "columns": "3", "lines": "1-16", "why": "留白"}],
        {"a": story("题目", running(240))},
    )


BLOCKS: dict[str, Callable[[], Draft]] = {
    "story": a_story,
    "sidebar": a_sidebar,
    "photo": a_photo,
    "photo-group": a_group,
    "advert": an_advert,
    "nameplate": a_nameplate,
    "ear": an_ear,
    "folio": a_folio,
    "imprint": an_imprint,
    "index": an_index,
    "label": a_label,
    "motto": a_motto,
    "rule": a_rule,
    "table": a_table,
    "quote": a_quote,
    "white": white,
}


KINDS = [kind for model in BLOCK_MODELS for kind in kinds_of(model)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_is_as_its_golden(kind: str, tmp_path: Path) -> None:
    assert kind in BLOCKS, (
        f"the kind of block `{kind}` has no golden page: write a function here that gives a page with one, put it into "
        "BLOCKS, and run `make golden-update`"
    )
    draft = BLOCKS[kind]()
    draft.paper = PAPER
    root = draft.write(tmp_path / "blocks")
    if draft.adverts:
        Image.linear_gradient("L").resize((800, 700)).save(root / "adverts" / "sale.png", dpi=(300, 300))
    outcome, catalogue = set_edition(root)
    assert not [problem for problem in outcome.problems if problem.severity != "warning"]
    assert from_json(to_json(outcome.made.scene)) == outcome.made.scene, (
        "a built folder is compared by its scene"
    )
    scene = replace(outcome.made.scene, pages=outcome.made.scene.pages[:1])
    assert kind in {region.kind for region in scene.pages[0].regions}
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes), root=root
    )
    data = write_pdf(scene, scene.pages, resources)
    check_golden(f"block-{kind}", scene, data)
    plant = plant_of(outcome.edition.paper)
    assert [finding for finding in examine(data, plant).findings if finding.severity == "error"] == []


def test_there_are_no_pages_of_kinds_that_are_gone() -> None:
    assert BLOCKS.keys() == set(KINDS)
