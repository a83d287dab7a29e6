"""The table of rooms is held by a contract that can fail."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from grimp import ImportGraph, build_graph
from pytest import fixture, mark, raises

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


def circle(imports: Mapping[str, Set[str]]) -> list[str]:
    """A circle of imports, each name behind one that it imports; nothing where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def imports_of_modules(graph: ImportGraph) -> dict[str, Set[str]]:
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def imports_of_floor(graph: ImportGraph, folder: str) -> dict[str, Set[str]]:
    """What the modules and folders that lie in a folder import of each other, a folder with all that is in it."""
    children = graph.find_children(folder)
    holders = {module: child for child in children for module in (child, *graph.find_descendants(child))}
    return {
        child: {
            holders[imported]
            for module in (child, *graph.find_descendants(child))
            for imported in graph.find_modules_directly_imported_by(module)
            if holders.get(imported, child) != child
        }
        for child in children
    }


@fixture(scope="module")
def house() -> ImportGraph:
    return build_graph("content", "fonts", "layout", cache_dir=None)


def test_no_modules_import_each_other_in_a_circle(house: ImportGraph) -> None:
    assert circle(imports_of_modules(house)) == []


FLOORS = sorted(
    ".".join(file.parent.relative_to(ROOT).parts)
    for top in ("content", "fonts", "layout")
    for file in (ROOT / top).rglob("__init__.py")
)


@mark.parametrize("folder", FLOORS)
def test_no_rooms_on_one_floor_import_each_other_in_a_circle(house: ImportGraph, folder: str) -> None:
    assert circle(imports_of_floor(house, folder)) == []


def test_a_circle_is_found_between_modules_and_between_rooms(graph: ImportGraph) -> None:
    assert circle(imports_of_modules(graph)) == []
    graph.add_module("plant.press")
    graph.add_import(importer="plant.press", imported="desk.models")
    # No module imports itself through others; the two rooms do.
    assert circle(imports_of_modules(graph)) == []
    for room in (
        "house",
        "house.desk",
        "house.desk.models",
        "house.plant",
        "house.plant.plate",
        "house.plant.press",
    ):
        graph.add_module(room)
    graph.add_import(importer="house.desk.models", imported="house.plant.plate")
    assert circle(imports_of_floor(graph, "house")) == []
    graph.add_import(importer="house.plant.press", imported="house.desk.models")
    assert set(circle(imports_of_floor(graph, "house"))) == {"house.desk", "house.plant"}
    assert circle(imports_of_modules(graph)) == []
    graph.add_import(importer="plant.plate", imported="desk.models")
    assert set(circle(imports_of_modules(graph))) == {"plant.plate", "desk.models"}
