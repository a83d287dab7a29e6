"""Turns the table of rooms into import-linter contracts: a room imports itself and what its row names, no more; of a
room with a public face others import the face alone.

import-linter's own contracts name what is forbidden, so a new module would be free until someone forbids it.
Here a row names what is allowed, as the table in the design does, and everything else of the project is forbidden.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def outside_row(
    graph: ImportGraph, room: frozenset[str], may_import: frozenset[str], outsiders: frozenset[str]
) -> list[tuple[str, str, int]]:
    """Each direct import from `room` to a module outside the row: importer, imported, line (from 1), sorted.

    `outsiders` are the libraries that are not the project's own: other contracts speak of them.
    """
    return sorted(
        (importer, imported, detail["line_number"])
        for importer in room
        for imported in graph.find_modules_directly_imported_by(importer) - room - may_import - outsiders
        for detail in graph.get_import_details(importer=importer, imported=imported)
    )


class RoomContract(Contract):
    """A row of the table: the modules of `room` import each other and `may_import`, nothing else of the project.

    `room` and `may_import` are lists of module names; a name stands for the module and all that lies in it.
    """

    type_name = "room"

    room = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        outsiders = frozenset(module for module in graph.modules if graph.is_module_squashed(module))
        room = modules(graph, self.room)
        illegal = outside_row(graph, room, modules(graph, self.may_import), outsiders)
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, line in check.metadata["illegal"]:
            output.print_error(f"{importer} may not import {imported} (line {line})", bold=False)


class FaceContract(Contract):
    """A room with a public face: who lives outside imports the `face` itself, and none of the modules below it.

    `insiders` are lists of modules that may all the same, as tests do.
    """

    type_name = "face"

    face = fields.StringField()
    insiders = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        behind = modules(graph, [self.face]) - {self.face}
        inside = modules(graph, [self.face]) | modules(graph, self.insiders)
        illegal = sorted(
            (importer, imported, detail["line_number"])
            for imported in behind
            for importer in graph.find_modules_that_directly_import(imported) - inside
            for detail in graph.get_import_details(importer=importer, imported=imported)
        )
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, line in check.metadata["illegal"]:
            output.print_error(
                f"{importer} may not import {imported} (line {line}), but its face", bold=False
            )


def modules(graph: ImportGraph, names: object) -> frozenset[str]:
    """The modules of `graph` that a contract's names stand for.

    Raises ValueError for a name that no module has: a row about a room that was renamed would hold nothing.
    """
    assert isinstance(names, list)
    if unknown := [name for name in names if name not in graph.modules]:
        raise ValueError(f"the table of rooms names {', '.join(unknown)}: there is no such module")
    return frozenset(module for name in names for module in {name, *graph.find_descendants(name)})
