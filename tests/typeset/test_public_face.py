"""The setter's public face: what it names is there, and the documentation and its own head speak of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, get_origin

import layout.typeset as face

ROOT = Path(__file__).parent.parent.parent


def test_every_name_is_there_once_and_explained() -> None:
    assert len(face.__all__) == len(set(face.__all__))
    for name in face.__all__:
        one = getattr(face, name)
        # Names for a few words have their explanation below them, where Python keeps none.
        assert one.__doc__ or get_origin(one) is Literal, f"{name} has no docstring"


def test_the_ways_in_are_documented() -> None:
    page = (ROOT / "docs" / "setting.md").read_text("utf-8")
    for name in (
        "set_paragraph",
        "set_lines",
        "measure_paragraph",
        "find_ways",
        "trace",
        "break_opportunities",
    ):
        assert re.search(rf"\b{name}\b", page), f"docs/setting.md does not speak of {name}"


def test_it_is_the_face_that_others_see() -> None:
    """A name that is taken away, or added in passing, is a change that somebody relies on."""
    assert {name for name in face.__all__ if name.islower()} == {
        "break_opportunities",
        "display_profile",
        "find_expressions",
        "find_first_piece",
        "find_parted_ends",
        "find_ways",
        "free_breaks",
        "hold_ends",
        "load_profile",
        "measure_paragraph",
        "name_face",
        "orientation",
        "prepare_paragraph",
        "profile_names",
        "set_lines",
        "set_paragraph",
        "set_text",
        "set_way",
        "trace",
        "trim_to_ink",
    }
