"""What a stream of a PDF unpacks to: each filter, one over the other, never more than a bound."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from content.pdf.streams import Undecoded, decode_stream, filter_names, is_whole, unpack_stream
from tests.finished import one_page, pdf, stream

TEXT = b"0 0 9 9 re f\n" * 40
RUNS = b"".join(bytes([12]) + TEXT[:13] for _ in range(40)) + b"\x80"
LZW = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"
"""ISO 32000-1 7.4.4.2, example 2."""


@pytest.fixture
def held() -> Iterator[list[pikepdf.Pdf]]:
    """Files that stay open while their streams are read."""
    files: list[pikepdf.Pdf] = []
    yield files
    for file in files:
        file.close()


def packed(held: list[pikepdf.Pdf], data: bytes, entries: bytes) -> Any:
    held.append(pikepdf.open(io.BytesIO(pdf(one_page(b"", more={4: stream(data, entries)})))))
    return held[-1].pages[0].Contents


def a85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


@pytest.mark.parametrize(
    ("data", "entries", "found"),
    [
        (TEXT, b"", TEXT),
        (zlib.compress(TEXT), b"/Filter /FlateDecode", TEXT),
        (zlib.compress(TEXT), b"/Filter [/Fl]", TEXT),
        (a85(TEXT), b"/Filter /ASCII85Decode", TEXT),
        (TEXT.hex().encode() + b">", b"/Filter /AHx", TEXT),
        (RUNS, b"/Filter /RunLengthDecode", TEXT),
        (LZW, b"/Filter /LZWDecode", b"-----A---B"),
        (a85(zlib.compress(TEXT)), b"/Filter [/A85 /FlateDecode] /DecodeParms [null null]", TEXT),
        (b" \r\n", b"/Filter /FlateDecode", b""),
    ],
)
def test_a_stream_is_unpacked_by_all_its_filters(
    held: list[pikepdf.Pdf], data: bytes, entries: bytes, found: bytes
) -> None:
    made = packed(held, data, entries)
    assert decode_stream(made) == found
    assert decode_stream(made, len(found)) == found
    if found:
        with pytest.raises(Undecoded, match="too long"):
            decode_stream(made, len(found) - 1)


@pytest.mark.parametrize(
    ("data", "entries", "fault"),
    [
        (b"noise", b"/Filter /FlateDecode", "damaged"),
        (zlib.compress(TEXT)[:-5], b"/Filter /FlateDecode", "cut short"),
        (b"\xff\xfe", b"/Filter /ASCII85Decode", "damaged"),
        (b"xyz>", b"/Filter /ASCIIHexDecode", "damaged"),
        (b"\xff\xff\xff\x99", b"/Filter /LZWDecode", "damaged"),
        (TEXT, b"/Filter /Crypt", "unknown filter"),
        (TEXT, b"/Filter /DCTDecode", "unknown filter"),
        (TEXT, b"/Filter [" + b"/AHx " * 7 + b"]", "too many filters"),
    ],
)
def test_what_cannot_be_unpacked_says_why(
    held: list[pikepdf.Pdf], data: bytes, entries: bytes, fault: str
) -> None:
    made = packed(held, data, entries)
    with pytest.raises(Undecoded) as caught:
        decode_stream(made)
    assert caught.value.fault == fault
    assert unpack_stream(made) is None


@pytest.mark.parametrize(
    ("rows", "parameters", "found"),
    [
        (b"\2abc\2\1\1\1", b"/Predictor 12 /Columns 3", b"abcbcd"),
        (b"a\1\1", b"/Predictor 2 /Columns 3", b"abc"),
    ],
)
def test_rows_that_are_differences_are_added_up(
    held: list[pikepdf.Pdf], rows: bytes, parameters: bytes, found: bytes
) -> None:
    made = packed(held, zlib.compress(rows), b"/Filter /FlateDecode /DecodeParms << " + parameters + b" >>")
    assert decode_stream(made) == found


@pytest.mark.parametrize(
    ("data", "entries"),
    [(b"\x81\0" * 9_000, b"/Filter /RunLengthDecode"), (b"z" * 300_000, b"/Filter /ASCII85Decode")],
)
def test_a_bomb_is_measured_and_not_unpacked(
    held: list[pikepdf.Pdf], data: bytes, entries: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = packed(held, data, entries)
    assert len(decode_stream(made)) > 1_000_000
    monkeypatch.delattr("content.pdf.streams.pikepdf.new")
    with pytest.raises(Undecoded, match="too long"):
        decode_stream(made, 1_000_000)


def test_data_are_had_before_a_filter_too(held: list[pikepdf.Pdf]) -> None:
    made = packed(held, a85(b"\xff\xd8picture"), b"/Filter [/A85 /DCT]")
    assert filter_names(made) == ("ASCII85Decode", "DCTDecode")
    assert decode_stream(made, until="DCTDecode") == b"\xff\xd8picture"


def test_flate_data_are_whole_to_their_check_sum() -> None:
    data = zlib.compress(TEXT)
    assert is_whole(data, 10_000)
    assert not is_whole(data[:-1], 10_000)
    assert not is_whole(data[:-1] + bytes([data[-1] ^ 1]), 10_000)
    # Of what is longer than anyone looks at nothing bad is known.
    assert is_whole(zlib.compress(bytes(2_000_000))[:-1], 1_000_000)
