"""A profile's name, or the file of a paper's own profile -> the setting profile, with what it takes from others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from content.files import inside, read_text, shorten
from content.nearest import meant
from content.problems import Place, Problem, Refused
from content.reading import Read, read_model_text
from layout.plan.profile import Profile, UnknownProfile, double_classes, extend_profile, load_profile
from layout.plan.style import dictionary_name

ReadProfile = Callable[[str, Place], Profile]
"""Finds a profile by its name; the place is that of the name. Raises Refused."""

_MOST_STEPS = 8
"""Profiles that start from each other in a longer row than this are refused."""


def find_profile(name: str, where: Place) -> Profile:
    """A profile that comes with the program; `where` is the place that names it. Raises Refused."""
    try:
        return load_profile(name)
    except UnknownProfile as error:
        hint = meant(
            name, error.known, f"name one of {', '.join(error.known)}, or a file such as my-profile.yaml"
        )
        what = f"There is no setting profile {shorten(name)!r}."
        raise Refused([Problem("unknown-profile", "refused", what, where, hint)]) from None


def profiles_beside(folder: Path) -> ReadProfile:
    """Finds profiles by name, and by file in the paper's folder: `my-profile.yaml`, checked against its model.

    Its refusals name file, line and field: an unknown key, a wrong value, a file that is not there or leads out of the
    folder, a profile that starts from itself or from one that does not exist, a mark in two classes, a language
    without a dictionary.
    """

    def find(name: str, where: Place) -> Profile:
        return _read_profile(folder, PurePosixPath(where.file or "").parent, name, where, ())

    return find


def _read_profile(
    folder: Path, called: PurePosixPath, name: str, where: Place, above: tuple[Path, ...]
) -> Profile:
    """The profile `name`; a file's path begins in the paper's folder, which messages call so. `above` are the files
    that start from it.
    """
    if not name.endswith((".yaml", ".yml")):
        return find_profile(name, where)
    path = inside(folder, name, where=where).resolve()
    if path in above or len(above) >= _MOST_STEPS:
        what = f"The profile {shorten(name)!r} starts from itself, or from too many others."
        hint = "let `extends` name a profile of the program, or leave it out"
        raise Refused([Problem("circular-profile", "refused", what, where, hint)])
    file = (called / name).as_posix()
    read = read_model_text(read_text(path, file), Profile, file=file)
    _check_dictionary(read)
    base = read.value.extends
    if not base:
        return read.value
    if base.endswith((".yaml", ".yml")):
        base = (PurePosixPath(name).parent / base).as_posix()
    whole = extend_profile(
        read.value, _read_profile(folder, called, base, read.place("extends"), (*above, path))
    )
    _check_classes(read, whole)
    return whole


def _check_classes(read: Read[Profile], whole: Profile) -> None:
    """Refuses a class that names a mark which another class has from the profile that this one starts from."""
    said = read.value.classes.model_fields_set
    for char, names in double_classes(whole.classes):
        own = next(name for name in reversed(names) if name in said)
        other = next(name for name in names if name != own)
        what = f"{char!r} is in the class {own}, and in {other} of the profile that this one starts from."
        hint = f"a character has one class: write `{other}` here, too, without it"
        raise Refused([Problem("double-class", "refused", what, read.place("classes", own), hint)])


def _check_dictionary(read: Read[Profile]) -> None:
    hyphens = read.value.hyphens
    if hyphens is None or dictionary_name(hyphens.lang) is not None:
        return
    what = f"There is no dictionary of divisions for {hyphens.lang!r}."
    hint = "name a language such as en_US, en_GB, de_DE or fr, or leave `hyphens` out"
    raise Refused([Problem("no-dictionary", "refused", what, read.place("hyphens", "lang"), hint)])
