"""A function in a process of its own: what it makes, what it raises, and how it ends where it takes too much."""

from __future__ import annotations

import time

import pytest

from content.pdf.limited import Exceeded, limited, working_at
from content.pdf.values import Unreadable


def doubled(number: int, *, more: int = 0) -> int:
    print("what a library prints is no result")  # noqa: T201
    return 2 * number + more


def raising(words: str) -> None:
    raise Unreadable(words)


def spinning(page: int) -> None:
    working_at(f"page {page}")
    while True:
        pass


def filling(megabytes: int) -> int:
    working_at("page 3")
    return len(bytearray(megabytes << 20))


def falling() -> None:
    import ctypes

    working_at("page 9")
    ctypes.string_at(0)


def test_what_a_function_makes_comes_back() -> None:
    assert limited(doubled, 21, more=3, seconds=5) == 45


def test_what_a_function_raises_is_raised() -> None:
    with pytest.raises(Unreadable, match="is damaged"):
        limited(raising, "is damaged", seconds=5)


def test_computing_is_counted_and_not_the_clock() -> None:
    begun = time.process_time()
    with pytest.raises(Exceeded) as caught:
        limited(spinning, 7, seconds=1)
    assert (caught.value.what, caught.value.where) == ("takes more than 1 seconds of computing", "page 7")
    assert time.process_time() - begun < 1
    # Waiting is no computing.
    limited(time.sleep, 1.2, seconds=1)


def test_memory_is_bounded() -> None:
    assert limited(filling, 10, seconds=5) == 10 << 20
    with pytest.raises(Exceeded, match="takes more than 1,000 MB of memory") as caught:
        limited(filling, 2_000, seconds=5)
    assert caught.value.where == "page 3"


def test_a_function_that_falls_brings_nobody_down() -> None:
    with pytest.raises(Exceeded, match="brings the program that reads it to fall") as caught:
        limited(falling, seconds=5)
    assert caught.value.where == "page 9"
