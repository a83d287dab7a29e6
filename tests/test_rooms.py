"""The table of rooms is held by a contract that can fail."""

from __future__ import annotations

import tomllib
from pathlib import Path

from grimp import ImportGraph
from pytest import fixture, raises

from tests.rooms import FaceContract, RoomContract, modules


@fixture
def graph() -> ImportGraph:
    """Two rooms of a house, and a library: `desk.models` imports `plant.plate` on line 3, and the library."""
    house = ImportGraph()
    for module in ("desk", "desk.models", "plant", "plant.plate"):
        house.add_module(module)
    house.add_module("library", is_squashed=True)
    for importer, imported in (("desk.models", "plant.plate"), ("desk", "desk.models"), ("desk", "library")):
        house.add_import(
            importer=importer, imported=imported, line_number=3, line_contents=f"import {imported}"
        )
    return house


def contract(room: list[str], may_import: list[str]) -> RoomContract:
    return RoomContract("a row", {}, {"room": room, "may_import": may_import})


def test_an_import_outside_the_row_breaks_it_and_is_named(graph: ImportGraph) -> None:
    check = contract(["desk"], []).check(graph, verbose=False)
    assert not check.kept
    assert check.metadata["illegal"] == [("desk.models", "plant.plate", 3)]


def test_a_row_lets_its_room_import_itself_what_it_names_and_libraries(graph: ImportGraph) -> None:
    assert contract(["desk"], ["plant"]).check(graph, verbose=False).kept
    assert contract(["plant"], []).check(graph, verbose=False).kept


def test_a_row_of_one_part_holds_that_part_alone(graph: ImportGraph) -> None:
    assert contract(["desk.models"], ["plant.plate"]).check(graph, verbose=False).kept
    assert not contract(["desk.models"], ["desk"]).check(graph, verbose=False).kept


def test_a_row_about_a_room_that_is_not_there_is_refused(graph: ImportGraph) -> None:
    with raises(ValueError, match=r"layout\.press"):
        modules(graph, ["desk", "layout.press"])


def test_what_lies_behind_a_face_is_its_own_rooms_business(graph: ImportGraph) -> None:
    def check(face: str, insiders: list[str]) -> list[tuple[str, str, int]]:
        found = FaceContract("a face", {}, {"face": face, "insiders": insiders}).check(graph, verbose=False)
        assert found.kept == (not found.metadata["illegal"])
        return list(found.metadata["illegal"])

    assert check("plant", []) == [("desk.models", "plant.plate", 3)]
    assert check("plant", ["desk"]) == []
    assert check("desk", []) == []
    graph.add_import(importer="plant", imported="desk", line_number=1, line_contents="import desk")
    assert check("desk", []) == []  # the face itself


ROOT = Path(__file__).parents[1]
STAGES = {"layout", "layout.publish", "layout.prove"}
"""Beside the rooms: they may import all of layout."""


def rows() -> list[str]:
    """The modules that some row below layout/ is about, as the table names them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [name for row in table if row["type"] == "room" for name in row["room"] if name != "layout"]


def below_layout() -> set[str]:
    """Each module below layout/ by its dotted name, packages too."""
    files = (ROOT / "layout").rglob("*.py")
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files
    }


def without_row(found: set[str], named: list[str]) -> set[str]:
    return {module for module in found if not any(f"{module}.".startswith(f"{name}.") for name in named)}


def test_every_module_below_layout_stands_in_a_row() -> None:
    assert without_row(below_layout(), rows()) == STAGES


def test_a_module_that_stands_in_no_row_is_found() -> None:
    assert without_row({"layout.scene.page", "layout.scenery", "layout.makeup"}, ["layout.scene"]) == {
        "layout.scenery",
        "layout.makeup",
    }


def test_a_module_is_in_one_row_only() -> None:
    named = rows()
    assert [
        name for name in named if any(f"{name}.".startswith(f"{other}.") for other in named if other != name)
    ] == []
    assert len(set(named)) == len(named)
