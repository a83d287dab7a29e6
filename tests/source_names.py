"""The project's source -> the names that its documentation has to explain: ids of problems, kinds of doubts."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

RAISED = dict.fromkeys(
    ("Problem", "PydanticCustomError", "refuse_input", "refusal", "add_problem", "_Said"), 0
)
RAISED |= {"wrong_key": 1}
"""What takes a problem's id, and at which place of its arguments."""


@dataclass(frozen=True, slots=True)
class Named:
    """An id in the source; `*` stands for a part that is worked out. `severity` is None where it is a variable."""

    id: str
    severity: str | None
    where: str


def problem_ids(folders: tuple[Path, ...]) -> Iterator[Named]:
    """Every id that a Problem is made with, also by way of a function that is given it."""
    for path in sorted(file for folder in folders for file in folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        makers = dict(RAISED)
        severities: dict[str, str | None] = dict.fromkeys(("refuse_input", "_Said", "refusal"), "refused")
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                parameters = [one.arg for one in function.args.args if one.arg != "self"]
                for call in _calls(function, RAISED):
                    name = _argument(call, 0, "id")
                    if isinstance(name, ast.Name) and name.id in parameters:
                        makers[function.name] = parameters.index(name.id)
                        severities[function.name] = severities.get(_called(call)) or _text(
                            _argument(call, 1, "severity")
                        )
        for call in _calls(tree, makers):
            called = _called(call)
            for id in _texts(_argument(call, makers[called], "id")):
                severity = severities.get(called)
                if called in ("Problem", "add_problem"):
                    severity = _text(_argument(call, 1, "severity"))
                yield Named(id.replace("_", "-"), severity, f"{path.name}:{call.lineno}")


def doubt_kinds(folder: Path) -> set[str]:
    """Every kind of doubt that the importer names: given to `doubt`, or yielded first by a function of `_Doubts`."""
    makers = {"doubt": 0}
    kinds = set()
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        kinds |= {_text(_argument(call, makers[_called(call)], "kind")) for call in _calls(tree, makers)}
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and getattr(function.returns, "id", "") == "_Doubts":
                rows = (node.value for node in ast.walk(function) if isinstance(node, ast.Yield))
                kinds |= {_text(row.elts[0]) for row in rows if isinstance(row, ast.Tuple)}
    return {kind for kind in kinds if kind is not None}


def _calls(tree: ast.AST, makers: Mapping[str, int]) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in makers)


def _called(call: ast.Call) -> str:
    called = call.func
    return (
        called.id
        if isinstance(called, ast.Name)
        else called.attr
        if isinstance(called, ast.Attribute)
        else ""
    )


def _argument(call: ast.Call, place: int, keyword: str) -> ast.expr | None:
    if place < len(call.args):
        return call.args[place]
    return next((one.value for one in call.keywords if one.arg == keyword), None)


def _texts(node: ast.expr | None) -> Iterator[str]:
    """The text of a node, or the two of one that chooses."""
    for choice in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
        if (text := _text(choice)) is not None:
            yield text


def _text(node: ast.expr | None) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(value) or "*" for value in values)
    return None
