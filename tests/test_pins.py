"""What `make proof` and `make test` install is named exactly, by version and hash, and fits what the project asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from pytest import mark

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

FILES = {
    "constraints.txt": [*PROJECT["dependencies"], *EXTRAS["dev"]],
    "constraints-bench.txt": [*PROJECT["dependencies"], *EXTRAS["bench"]],
}


def pins(file: str) -> dict[str, tuple[Version, list[str]]]:
    """Version and SHA-256 sums of each distribution that a constraints file names. Comments are no part of it."""
    text = re.sub(r"(?m)^ *#.*$", "", (ROOT / file).read_text(encoding="utf-8"))
    found: dict[str, tuple[Version, list[str]]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.strip():
            head, *sums = entry.split(" --hash=sha256:")
            requirement = Requirement(head.strip())
            (pin,) = requirement.specifier
            assert pin.operator == "==", entry
            found[canonicalize_name(requirement.name)] = (
                Version(pin.version),
                [sum_.strip() for sum_ in sums],
            )
    return found


@mark.parametrize("file", FILES)
def test_every_dependency_is_pinned_to_a_version_the_project_accepts(file: str) -> None:
    pinned = pins(file)
    for text in FILES[file]:
        wanted = Requirement(text)
        version, _ = pinned[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), f"{file} pins {version}, pyproject.toml asks for {wanted}"


@mark.parametrize("file", FILES)
def test_every_pin_has_hashes(file: str) -> None:
    for name, (_, sums) in pins(file).items():
        assert sums and all(re.fullmatch(r"[0-9a-f]{64}", sum_) for sum_ in sums), name


@mark.parametrize("file", FILES)
def test_a_pin_says_what_and_not_where(file: str) -> None:
    """No index, no address, no option: a reader's own pip settings say where packages come from."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"://|@ |^-", text, re.MULTILINE)


def test_the_benchmark_compares_on_the_versions_that_the_tests_run_on() -> None:
    tested, compared = pins("constraints.txt"), pins("constraints-bench.txt")
    assert {name: tested[name] for name in tested.keys() & compared.keys()} == {
        name: compared[name] for name in tested.keys() & compared.keys()
    }
