"""A function in a process of its own: what it makes, what it raises, and how it ends where it takes too much."""

from __future__ import annotations

import time

import pytest

from content.pdf.limited import Exceeded, Unreadable, run_limited, working_at
from content.problems import Refused


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
    assert run_limited(doubled, 21, more=3, seconds=5) == 45


def test_what_a_function_raises_is_raised() -> None:
    with pytest.raises(Unreadable, match="is damaged"):
        run_limited(raising, "is damaged", seconds=5)


def test_computing_is_counted_and_not_the_clock() -> None:
    begun = time.process_time()
    with pytest.raises(Exceeded) as caught:
        run_limited(spinning, 7, seconds=1)
    assert (caught.value.what, caught.value.where) == ("takes more than 1 seconds of computing", "page 7")
    assert time.process_time() - begun < 1
    # Waiting is no computing.
    run_limited(time.sleep, 1.2, seconds=1)


def test_memory_is_bounded() -> None:
    assert run_limited(filling, 10, seconds=5) == 10 << 20
    with pytest.raises(Exceeded, match="takes more than 1,000 MB of memory") as caught:
        run_limited(filling, 2_000, seconds=5)
    assert caught.value.where == "page 3"


def test_a_function_that_falls_brings_nobody_down() -> None:
    with pytest.raises(Exceeded, match="brings the program that reads it to fall") as caught:
        run_limited(falling, seconds=5)
    assert caught.value.where == "page 9"


def test_a_full_disk_is_no_fault_of_the_file() -> None:
    """A file that is handed over, and one that is made, have no room: a small file, in a process that may write less."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        assert run_limited(len, b"x" * 10_000, seconds=5) == 10_000
        for call, given in ((len, b"x" * 200_000), (bytes, 200_000)):
            with pytest.raises(Refused) as caught:
                run_limited(call, given, seconds=5)
            assert [one.id for one in caught.value.problems] == ["no-temporary-room"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
