"""A problem of any kind has its place on the page: its own area, its block's, its copy's, or the page's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.problems import Place, Problem, Severity
from layout.overlays.drawing import draw_overlays
from layout.publishing.overlays import Wrong, pointed_at
from layout.scene import Rect, Scene
from layout.scene.overlay import Patch
from layout.scene.problemplaces import is_of, on_page, places_of
from tests.editions import Draft, block, running, story

MM = 72_000 / 25.4


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Two pages, on which a story, two photos, a group, a table and an advertisement stand."""
    front = [
        block("a", "1-3", "1-20", more=[{"columns": "1-2", "lines": "21-26"}]),
        block("b", "4-6", "1-20", kind="sidebar", id="box"),
        {"kind": "photo", "photo": "p", "id": "shot", "columns": "1-2", "lines": "30-40"},
        {"kind": "photo", "photo": "a", "id": "namesake", "columns": "3", "lines": "30-40"},
        {"kind": "photo-group", "id": "group", "photos": ["q", "r"], "columns": "4-6", "lines": "30-40"},
        {"kind": "table", "table": "t", "columns": "1-2", "lines": "41-50"},
        {"kind": "advert", "advert": "ad", "columns": "3-4", "lines": "41-50"},
    ]
    draft = Draft(
        stories={name: story("标题", running(80)) for name in "abc"},
        photos={name: {"file": f"{name}.jpg", "caption": "图说"} for name in "apqr"},
        pictures={f"{name}.jpg": (600, 600) for name in "apq"},
        tables={"t": {"columns": [{}], "rows": [["一"]]}},
        adverts={"ad": {"file": "ad.pdf", "alt": "大减价"}},
        pages=[{"name": "A01", "blocks": front}, {"name": "A02", "blocks": [block("c", "1-3", "1-20")]}],
    )
    return draft.set(tmp_path_factory.mktemp("places")).made.scene


def problem(**where: object) -> Problem:
    return Problem("some-id", "warning", "Something is wrong.", Place(**where), "mend it")  # type: ignore[arg-type]


OF_A_BLOCK = [
    ({"page": "A01", "block": "box"}, "box"),
    ({"page": "A01", "block": "box", "story": "a"}, "box"),  # its block goes before what it shows
    ({"page": "A01", "story": "a"}, "a"),
    ({"story": "a", "field": "body[0]"}, "a"),
    ({"file": "stories/a.md", "line": 3}, "a"),
    ({"file": "stories/b.md"}, "box"),
    ({"photo": "p"}, "shot"),
    ({"file": "photos/p.yaml"}, "shot"),
    ({"file": "photos/p.jpg"}, "shot"),
    ({"file": "photos/a.yaml"}, "namesake"),
    ({"photo": "q"}, "group"),
    ({"file": "photos/r.yaml"}, "group"),
    ({"file": "tables/t.yaml", "line": 2}, "t"),
    ({"file": "adverts/ad.yaml"}, "ad"),
    ({"page": "A01", "advert": "ad"}, "ad"),
]


@pytest.mark.parametrize(("where", "name"), OF_A_BLOCK)
def test_a_problem_of_a_block_or_of_what_it_shows_is_at_the_block(
    scene: Scene, where: dict[str, object], name: str
) -> None:
    front, back = scene.pages
    own = next(region for region in front.regions if region.id == name)
    assert places_of(problem(**where), front) == own.places
    assert [region.id for region in front.regions if is_of(problem(**where), region)] == [name]
    assert places_of(problem(**where), back) == ()


def test_every_rectangle_of_a_block_is_a_place(scene: Scene) -> None:
    assert len(places_of(problem(file="stories/a.md"), scene.pages[0])) == 2


@pytest.mark.parametrize(
    "where",
    [
        {"file": "stories/c.md"},  # on the other page
        {"page": "A02", "block": "a"},
        {"page": "A02"},
        {"page": "A01", "block": "gone"},
        {"block": "a"},  # of no page
        {"file": "stories/a.yaml"},
        {"file": "photos/a.md"},
        {"file": "edition.yaml", "line": 2},
        {"file": "paper.yaml"},
        {},
    ],
)
def test_what_is_not_of_a_page_has_no_place_on_it(scene: Scene, where: dict[str, object]) -> None:
    assert places_of(problem(**where), scene.pages[0]) == ()


@pytest.mark.parametrize(
    ("where", "severity", "pages"),
    [
        ({"file": "stories/a.md", "story": "a"}, "warning", ["A01"]),
        ({"file": "stories/c.md", "story": "c"}, "warning", ["A02"]),
        ({"file": "photos/r.yaml"}, "press", ["A01"]),  # a picture that is missing
        ({"file": "adverts/ad.yaml", "advert": "ad"}, "press", ["A01"]),
        ({"page": "A02"}, "warning", ["A02"]),
        ({"page": "A03"}, "press", []),
        ({"file": "stories/pool.md", "story": "pool"}, "warning", []),
        ({"file": "adverts/lost.yaml"}, "press", ["A01", "A02"]),  # it holds the press, and no page shows it
        ({"file": "stories/held.md"}, "refused", ["A01", "A02"]),
        ({"file": "paper.yaml"}, "warning", ["A01", "A02"]),
        ({}, "warning", ["A01", "A02"]),
    ],
)
def test_a_proof_lists_what_is_wrong_with_its_own_files_and_with_the_edition(
    scene: Scene, where: dict[str, object], severity: Severity, pages: list[str]
) -> None:
    one = replace(problem(**where), severity=severity)
    assert [page.name for page in scene.pages if on_page([one], page, scene.pages) == (one,)] == pages


def test_a_problem_of_a_page_is_at_its_type_area_or_at_the_area_that_it_names(scene: Scene) -> None:
    front = scene.pages[0]
    assert front.grid is not None
    assert places_of(problem(page="A01", file="edition.yaml"), front) == (front.grid.area,)
    assert places_of(problem(page="A01"), replace(front, grid=None)) == (
        Rect(0, 0, front.width, front.height),
    )
    [place] = places_of(problem(page="A01", block="a", area_mm=(10, 20, 30, 60)), front)
    assert (place.x, place.y) == (round(10 * MM), round(20 * MM))
    assert (place.right, place.bottom) == (round(30 * MM), round(60 * MM))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"file": "stories/a.md"}, 2),
        ({"page": "A01", "block": "box"}, 1),
        ({"photo": "p"}, 1),
        ({"page": "A01"}, 1),
        ({}, 0),
    ],
)
def test_the_overlay_tints_the_place_of_each_problem(
    scene: Scene, where: dict[str, object], count: int
) -> None:
    front = scene.pages[0]
    [pointed] = pointed_at(front, Wrong((problem(**where),)))
    assert len(pointed.places) == count
    hand = _Hand()
    [overlay] = draw_overlays(["objections"], scene, front, (pointed,), hand)
    tinted = [item.rect for item in overlay.items if isinstance(item, Patch)]
    assert tinted == [*pointed.places]


class _Hand:
    """Lettering whose every character is half an em wide."""

    def width(self, text: str, size: int) -> int:
        return len(text) * size // 2

    def letters(self, text: str) -> str:
        return text
