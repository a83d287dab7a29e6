"""A name means one thing in the whole house: no public class or alias of a type is defined in two modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("content", "fonts", "layout")
OF_GENERICS = ("TypeVar", "ParamSpec")
"""What these make is a letter of one signature, and no name of a thing."""


def type_names(source: str) -> Iterator[str]:
    """The public classes and aliases of types that a module defines at its top."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            made_by = node.value.func if isinstance(node.value, ast.Call) else None
            if isinstance(made_by, ast.Name) and made_by.id in OF_GENERICS:
                continue
            yield from (
                target.id for target in node.targets if isinstance(target, ast.Name) and is_type(target.id)
            )


def is_type(name: str) -> bool:
    return name[:1].isupper() and not name.isupper()


def defined_twice(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that more than one module defines, with these modules."""
    modules: defaultdict[str, list[str]] = defaultdict(list)
    for module, source in sources.items():
        for name in type_names(source):
            if not name.startswith("_"):
                modules[name].append(module)
    return {name: found for name, found in modules.items() if len(found) > 1}


def test_no_public_class_is_defined_in_two_modules() -> None:
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    sources = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}
    assert len(sources) > 300
    assert defined_twice(sources) == {}


def test_a_name_of_two_modules_is_found() -> None:
    sources = {
        "a.py": "class Sheet: ...\nclass _Own: ...\nBox = tuple[int, int]\nT = TypeVar('T')\nMOST = 3",
        "b.py": "class _Own: ...\nBox = list[int]\nT = TypeVar('T')\nMOST = 4",
        "c.py": "class Sheet: ...",
    }
    assert defined_twice(sources) == {"Sheet": ["a.py", "c.py"], "Box": ["a.py", "b.py"]}
