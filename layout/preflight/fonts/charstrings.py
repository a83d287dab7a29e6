"""A charstring of a CFF program -> the advance that it begins with (Adobe TN 5177 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from layout.preflight.fonts.program import BrokenProgram

_HINTS: Final = {1, 3, 18, 23, 19, 20}
"""hstem, vstem, hstemhm, vstemhm, hintmask, cntrmask: they take operands in pairs."""

DEEPEST: Final = 10
"""Levels of subroutines (TN 5177, appendix B)."""


@dataclass(frozen=True, slots=True)
class PrivateDict:
    """What charstrings need of a Private DICT: the usual width, the one that widths are counted from, subroutines."""

    usual: float
    nominal: float
    subrs: Sequence[bytes]


def take_bytes(data: bytes, at: int, length: int) -> bytes:
    if at < 0 or at + length > len(data):
        raise BrokenProgram("is cut short")
    return data[at : at + length]


def read_advance(charstring: bytes, private: PrivateDict, shared: Sequence[bytes]) -> float | None:
    """The advance that a charstring begins with (TN 5177 3.1): one operand more than its first operator takes."""
    calls: list[tuple[bytes, int]] = []
    code, at = charstring, 0
    stack: list[float] = []
    while True:
        if at >= len(code):
            if not calls:
                raise BrokenProgram("has a charstring without an end")
            code, at = calls.pop()
            continue
        byte = code[at]
        at += 1
        if byte >= 32 or byte == 28:
            if byte == 255:  # 16.16
                value, at = int.from_bytes(take_bytes(code, at, 4), "big", signed=True) / 65536, at + 4
            else:
                value, at = read_number(code, at - 1)
            stack.append(value)
            if len(stack) > 513:
                raise BrokenProgram("has a charstring of too many operands")
        elif byte in (10, 29):
            subrs = private.subrs if byte == 10 else shared
            bias = 107 if len(subrs) < 1240 else 1131 if len(subrs) < 33900 else 32768
            which = int(stack.pop()) + bias if stack else -1
            if not 0 <= which < len(subrs) or len(calls) >= DEEPEST:
                raise BrokenProgram("has a charstring that calls what is not there")
            calls.append((code, at))
            code, at = subrs[which], 0
        elif byte == 11:
            if not calls:
                raise BrokenProgram("has a charstring without an end")
            code, at = calls.pop()
        else:
            return _advance_of_stack(byte, stack, private)


def _advance_of_stack(operator: int, stack: Sequence[float], private: PrivateDict) -> float | None:
    """What the first operator leaves of its operands: the width, if it is one more than it takes."""
    if operator in _HINTS:
        extra = len(stack) % 2 == 1
    elif operator == 14:
        extra = len(stack) in (1, 5)
    elif operator == 21:
        extra = len(stack) > 2
    elif operator in (4, 22):
        extra = len(stack) > 1
    else:
        # Arithmetic before the first move, or a line from nowhere: no program of a type shop has it.
        return None
    return private.nominal + stack[0] if extra else private.usual


def read_number(code: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a byte 28 or 32 to 254, and where the next thing begins (TN 5176 4, TN 5177 3.2)."""
    byte = code[at]
    if byte == 28:
        return int.from_bytes(take_bytes(code, at + 1, 2), "big", signed=True), at + 3
    if byte <= 246:
        return byte - 139, at + 1
    more = take_bytes(code, at + 1, 1)[0]
    return (byte - 247) * 256 + more + 108 if byte <= 250 else -(byte - 251) * 256 - more - 108, at + 2
