"""A random source -> an edition whose one story has a head of any kind, things standing in it, and copy that does not fit.

Whatever the fit does to such a story, nothing of it may come to lie over anything else.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.editions import Draft, block, paper_with, prose, running, story

COLUMNS, LINES, COLUMN_EM = 6, 40, 10

OUTLINES = (
    [[0.5, 0], [1, 1], [0, 1]],
    [[0.1, 0.1], [0.9, 0.2], [0.8, 0.9], [0.3, 0.7]],
    [[0, 0.4], [0.5, 0], [1, 0.4], [0.7, 1], [0.3, 1]],
)
"""Outlines of photos that text runs round, as parts of their width and height."""

_WORDS = "渡口早上六点到晚上十一点一天要开二十四班从村口走到桥头再回来"


def any_case(pick: Random) -> Draft:
    """An edition of one page with a story and what stands in it; some are refused, none may be made up wrongly."""
    vertical = pick.random() < 0.35
    columns = pick.randint(1, 4)
    first_column = pick.randint(1, COLUMNS - columns + 1)
    depth = pick.randint(14, 36)
    first_line = pick.randint(1, LINES - depth + 1)
    last_column, last_line = first_column + columns - 1, first_line + depth - 1
    host = block(
        "a",
        f"{first_column}-{last_column}",
        f"{first_line}-{last_line}",
        kind=pick.choice(["story", "story", "story", "sidebar"]),
        drop_cap=pick.choice([0, 0, 0, 2, 3]),
    )
    if pick.random() < 0.4:
        host["legs"] = max(1, columns + pick.choice([-1, 1, 0]))
    if pick.random() < 0.25:
        host["head"] = _head_place(pick, vertical, (first_column, last_column), (first_line, last_line))
    elif pick.random() < 0.15:
        host["head_lines"] = pick.randint(3, 9)
    head = _head(pick)
    legs = host.get("legs", columns)
    head_lines = 4 + sum(
        len(value) // (columns * COLUMN_EM) + 1 for key, value in head.items() if key != "headline"
    )
    if pick.random() < 0.25 and host["kind"] == "story":
        host["more"] = _more(pick, (first_column, last_column), (first_line, last_line))
    inside, taken = _inside(pick, (first_column, columns, legs), (first_line + head_lines, last_line))
    if host["kind"] == "sidebar" and pick.random() < 0.5:
        # A drawn border is wider than a rule, and what stands at its column would cover it.
        border = [] if inside else [{"border": "wave"}, {"border": "fret"}]
        host["frame"] = pick.choice([*border, {"tint": "tint"}, {"stroke": {"width_pt": 1}, "tint": "tint"}])
    room = columns * COLUMN_EM * max(4, depth - head_lines - 3) - taken
    count = max(30, round(room * pick.uniform(0.75, 1.12)))
    stories = {"a": story(head.pop("headline"), *_copy(pick, count), **head)}
    if any(one["kind"] == "sidebar" for one in inside):
        stories["b"] = story("框内", running(pick.randint(20, 120)))
    for one in inside:
        if one["kind"] == "photo" and pick.random() < 0.2:
            one["wrap"] = "outline"
    outlined = {one["photo"] for one in inside if "wrap" in one}
    photos: dict[str, dict[str, Any] | str] = {
        name: {"file": "p.jpg", "caption": running(pick.randint(4, 40)), "credit": "某 摄"}
        | ({"outline": pick.choice(OUTLINES)} if name in outlined else {})
        for one in inside
        for name in [one.get("photo"), *one.get("photos", [])]
        if name
    }
    paper = paper_with(
        grid={"lines": LINES, "writing": "vertical" if vertical else "horizontal"},
        fit={
            "headline_steps": pick.randint(0, 2),
            "subhead_lines": pick.randint(0, 2),
            "photo_lines": pick.choice([0, 2, 4, 8]),
            "level_legs": pick.random() < 0.7,
        },
        headlines={"steps_up": pick.randint(0, 2)},
        rules={"between_legs": pick.choice([None, {"width_pt": 0.25}])},
        styles={
            "headline": {
                "face": "hei",
                "weight": 700,
                "size": pick.choice([14, 18, 24, 30, 42]),
                "align": pick.choice(["center", "start"]),
            },
            "summary": {"face": "kai", "size": 9, "leading": pick.choice([11, 14]), "align": "start"},
            "quote": {"face": "kai", "size": 14, "align": "center"},
        },
    )
    return Draft([host, *inside], stories, photos, {"p.jpg": (60, 60)} if photos else {}, paper=paper)


def _more(pick: Random, columns: tuple[int, int], lines: tuple[int, int]) -> list[dict[str, Any]]:
    """A further rectangle of the story, under it or at a side of it, where the page has room for one."""
    found: list[dict[str, Any]] = []
    if lines[1] + 4 <= LINES:
        first = pick.randint(*columns)
        last = pick.randint(first, columns[1])
        foot = pick.randint(lines[1] + 4, LINES)
        found.append({"columns": f"{first}-{last}", "lines": f"{lines[1] + 1}-{foot}"})
    elif columns[1] < COLUMNS:
        top = pick.randint(lines[0], lines[1] - 4)
        found.append({"columns": f"{columns[1] + 1}", "lines": f"{top}-{lines[1]}"})
    return found


def _head(pick: Random) -> dict[str, str]:
    head = {"headline": (_WORDS * 2)[: pick.randint(4, 26)]}
    for tier, most in (("kicker", 12), ("deck", 24), ("summary", 60), ("byline", 9)):
        if pick.random() < 0.45:
            head[tier] = (_WORDS * 3)[: pick.randint(3, most)]
    return head


def _head_place(
    pick: Random, vertical: bool, columns: tuple[int, int], lines: tuple[int, int]
) -> dict[str, Any]:
    place: dict[str, Any] = {}
    if pick.random() < 0.6:
        place["side"] = pick.choice(["right", "top", "bottom"] if vertical else ["top", "left", "right"])
    if pick.random() < 0.5:
        first = pick.randint(*columns)
        place["columns"] = f"{first}-{pick.randint(first, columns[1])}"
    if pick.random() < 0.4:
        first = pick.randint(lines[0], lines[1] - 4)
        place["lines"] = f"{first}-{pick.randint(first + 2, lines[1])}"
    if pick.random() < 0.4:
        place["writing"] = pick.choice(["horizontal", "vertical"])
    return place


def _inside(
    pick: Random, across: tuple[int, int, int], lines: tuple[int, int]
) -> tuple[list[dict[str, Any]], int]:
    """What stands in the story, and about how many characters of room it takes."""
    first_column, columns, legs = across
    found: list[dict[str, Any]] = []
    taken = 0
    for number in range(pick.choice([0, 1, 1, 1, 2, 2, 3]) if lines[1] - lines[0] > 5 else 0):
        on_legs = pick.random() < 0.4
        count = legs if on_legs else columns
        begin = pick.randint(1, count)
        end = pick.randint(begin, count)
        shift = 0 if on_legs else first_column - 1
        depth = pick.randint(5, max(5, (lines[1] - lines[0]) * 2 // 3))
        foot = lines[1] - depth + 1
        top = pick.choice([foot, pick.randint(lines[0], foot), min(lines[0] + pick.randint(0, 2), foot)])
        kind = pick.choice(["photo", "photo", "photo", "photo", "quote", "sidebar", "photo-group"])
        if kind == "sidebar" and any(one["kind"] == "sidebar" for one in found):
            kind = "photo"
        one: dict[str, Any] = {
            "kind": kind,
            "columns": f"{begin + shift}-{end + shift}",
            "lines": f"{top}-{top + depth - 1}",
            "inside": "a",
        }
        if on_legs:
            one["columns_are"] = "legs"
        if kind == "photo":
            # One photo in three has the name of its story.
            one |= (
                {"photo": "a", "id": "own"}
                if number == 0 and pick.random() < 0.3
                else {"photo": f"p{number}"}
            )
        elif kind == "photo-group":
            one |= {"photos": [f"g{number}a", f"g{number}b"], "captions": pick.choice(["each", "together"])}
        elif kind == "quote":
            one |= {"story": "a", "text": "天地玄黄", "id": f"q{number}"}
        else:
            one |= {"story": "b", "legs": 1}
        found.append(one)
        taken += depth * COLUMN_EM * (end - begin + 1) * columns // count
    return found, taken


def _copy(pick: Random, count: int) -> list[str]:
    """So many characters in paragraphs, with subheads between some."""
    made = pick.choice([running, prose])
    found: list[str] = []
    while count > 0:
        length = min(count, pick.randint(30, 160))
        if found and pick.random() < 0.3:
            found.append("## 小标题")
        found.append(made(max(2, length)))
        count -= length
    return found
