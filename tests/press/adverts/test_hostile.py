"""A hostile or damaged advertisement ends in a refusal that names its place, soon, and in nothing else."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.advert import probe_pdf
from content.pdf.limited import Unreadable
from content.pdf.streams import Filter, Undecoded, inflate, undo_filter
from content.problems import Refused
from layout.press.adverts import placed, taking
from layout.press.adverts.kit import Kit
from layout.press.adverts.operators import read_operators
from layout.press.adverts.taking import take
from tests.finished import flate, one_page, pdf, rich, stream
from tests.press.adverts.placing import advert, pressed

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] "
IMAGE = b"/Type /XObject /Subtype /Image /Width 4 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8 "
DRAWS = b"/XObject << /Fm 5 0 R >>"


def nested(levels: int, times: int) -> dict[int, bytes]:
    """Forms one within the other, each painted so often by the next."""
    objects = one_page(b"/Fm Do", DRAWS)
    for at in range(levels):
        inner = b"/Resources << /XObject << /Fm %d 0 R >> >>" % (6 + at) if at + 1 < levels else b""
        objects[5 + at] = stream(b"/Fm Do " * times if inner else b"0 0 9 9 re f", FORM + inner)
    return objects


def with_form(data: bytes, entries: bytes = b"", **more: bytes) -> dict[int, bytes]:
    objects = one_page(b"/Fm Do", DRAWS)
    objects[5] = stream(data, FORM + entries)
    return objects


def image(data: bytes, entries: bytes) -> dict[int, bytes]:
    return one_page(b"/Fm Do", DRAWS, more={5: stream(data, entries)})


REFUSED = {
    "a form that paints itself": (
        with_form(b"/Fm Do", b"/Resources << /XObject << /Fm 5 0 R >> >>"),
        "paints itself",
    ),
    "two forms that paint each other": (
        with_form(b"/G Do", b"/Resources << /XObject << /G 6 0 R >> >>")
        | {6: stream(b"/Fm Do", FORM + b"/Resources << /XObject << /Fm 5 0 R >> >>")},
        "paints itself",
    ),
    "a pattern that paints itself": (
        one_page(
            b"/Pattern cs /P scn 0 0 9 9 re f",
            b"/Pattern << /P 5 0 R >>",
            more={
                5: stream(
                    b"/Pattern cs /P scn 0 0 9 9 re f",
                    b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
                    b"/Resources << /Pattern << /P 5 0 R >> >>",
                )
            },
        ),
        "paints itself",
    ),
    "a mask that paints itself": (
        one_page(
            b"/G gs",
            b"/ExtGState << /G 5 0 R >>",
            more={
                5: b"<< /SMask << /S /Luminosity /G 6 0 R >> >>",
                6: stream(b"/G gs", FORM + b"/Resources << /ExtGState << /G 5 0 R >> >>"),
            },
        ),
        "paints itself",
    ),
    "forms within forms": (nested(80, 1), "deep"),
    "a billion forms": (nested(12, 20), "without end"),
    "no operators": (
        one_page(b"", more={3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"}),
        "nothing is painted",
    ),
    "operators that are null": (
        one_page(b"", more={3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents null >>"}),
        "nothing is painted",
    ),
    "operators that are not there": (one_page(b"", more={4: b"null"}), "nothing is painted"),
    "only white space": (one_page(b" \n\r\t "), "nothing is painted"),
    "a part that is not there": (one_page(b"", more={4: b"[5 0 R 9 0 R]", 5: stream(b"f")}), "is missing"),
    "parts that go round": (one_page(b"", more={4: b"[5 0 R]", 5: b"[4 0 R]"}), "nothing is painted"),
    "a font that is not there": (one_page(b"BT /F1 9 Tf (x) Tj ET"), "a font 'F1'"),
    "a picture that is not there": (one_page(b"/Im Do"), "'Im'"),
    "a colour space that is null": (one_page(b"/S cs", b"/ColorSpace << /S 77 0 R >>"), "'S'"),
    "a picture without a size": (image(b"x", b"/Subtype /Image /Width 0 /Height 5"), "without a size"),
    "a picture of a billion pixels": (image(b"x", b"/Subtype /Image /Width 99999 /Height 99999"), "pixels"),
    "a picture that is cut off": (
        image(zlib.compress(bytes(9999))[:-9], IMAGE + b"/Filter /FlateDecode"),
        "cut off",
    ),
    "a picture that is noise": (image(b"noise", IMAGE + b"/Filter /FlateDecode"), "unpacked"),
    "a JPEG that is none": (image(b"noise", IMAGE + b"/Filter /DCTDecode"), "no JPEG"),
    "a JPEG that is cut off": (image(b"\xff\xd8\xff\xe0", IMAGE + b"/Filter /DCTDecode"), "cut off"),
    "a filter that is not known": (image(b"x", IMAGE + b"/Filter /Crypt"), "Crypt"),
    "a hundred filters": (
        image(b"x", IMAGE + b"/Filter [" + b"/FlateDecode " * 99 + b"]"),
        "packed 99 times",
    ),
    "a part in another file": (image(b"x", IMAGE + b"/F (secret.txt)"), "another file"),
    "a page of another file": (with_form(b"f", b"/Ref << /F (x.pdf) /Page 0 >>"), "another file"),
    "PostScript": (image(b"showpage", b"/Subtype /PS"), "PostScript"),
    "operators packed as a picture": (with_form(b"x", b"/Filter /DCTDecode"), "for pictures"),
    "a string without an end": (one_page(b"BT (abc Tj ET"), "string"),
    "a dictionary without an end": (one_page(b"/P <</MCID 0 BDC EMC"), "dictionary"),
    "a picture in the line without an end": (one_page(b"BI /W 9 /H 9 ID xxxx"), "does not end"),
    "a pattern of dust": (
        one_page(
            b"/Pattern cs /P scn 0 0 9 9 re f",
            b"/Pattern << /P 5 0 R >>",
            more={5: stream(b"f", b"/PatternType 1 /BBox [0 0 9 9] /XStep .0001 /YStep .0001")},
        ),
        "tiles",
    ),
    "arrays a hundred deep": (
        one_page(b"/G gs", b"/ExtGState << /G << /X " + b"[" * 100 + b"]" * 100 + b" >> >>"),
        "deep",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_placed_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    objects, word = REFUSED[name]
    began = time.process_time()
    with pytest.raises(Refused) as caught:
        pressed(tmp_path, [advert(pdf(objects), tmp_path)])
    assert time.process_time() - began < 2
    [problem] = caught.value.problems
    assert problem.severity == "refused"
    assert word in problem.what, problem.what
    assert (problem.where.file, problem.where.page, problem.where.block) == ("adverts/ad.pdf", "A01", "ad")
    assert problem.what.endswith(".") and problem.hint
    assert "0x" not in problem.what and str(tmp_path) not in problem.what


def test_what_looks_like_a_loop_and_is_none_is_placed(tmp_path: Path) -> None:
    # One dictionary of resources for the page and all its forms, as many programs write.
    shared = b"/Resources 8 0 R"
    objects = one_page(b"/A Do /B Do", page=b"/MediaBox [0 0 200 100]")
    objects[3] = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 8 0 R /MediaBox [0 0 200 100] >>"
    objects |= {
        5: stream(b"/B Do", FORM + shared),
        6: stream(b"0 0 9 9 re f", FORM + shared),
        8: b"<< /XObject << /A 5 0 R /B 6 0 R >> >>",
    }
    assert len(take(pdf(objects)).objects) == 3


def test_a_picture_that_is_a_bomb_is_kept_packed(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(6_000_000), 9)
    objects = image(
        bomb,
        b"/Subtype /Image /Width 1500 /Height 1000 /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode",
    )
    made = pressed(tmp_path, [advert(pdf(objects), tmp_path)])
    assert bomb in made and len(made) < 200_000


@pytest.mark.parametrize("times", [1, 2])
def test_operators_that_are_a_bomb_are_not_unpacked(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.press.adverts.painting.MOST_OPERATORS", 1_000_000)
    data = bytes(6_000_000)
    for _ in range(times):
        data = zlib.compress(data, 9)
    bomb = stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]")
    with pytest.raises(Unreadable, match="stream of over 1,000,000 bytes"):
        take(pdf(one_page(b"", more={4: bomb})))


def test_all_operators_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    objects = one_page(b"/A Do /B Do /C Do", b"/XObject << /A 5 0 R /B 6 0 R /C 7 0 R >>")
    objects |= dict.fromkeys((5, 6, 7), flate(b" " * 400_000 + b"f", FORM))
    assert len(take(pdf(objects)).objects) == 4
    monkeypatch.setattr("layout.press.adverts.painting.MOST_OPERATORS", 1_000_000)
    with pytest.raises(Unreadable, match="stream of over"):
        take(pdf(objects))


def test_a_bomb_among_the_objects_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.pdf.file.MOST_STREAM", 1_000_000)
    packed = zlib.compress(b"1 0 " + b" " * 6_000_000 + b"<< /Type /Catalog /Pages 2 0 R >>", 9)
    objects = {2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    objects[5] = stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    body = pdf({1: b"null", **objects})
    start = body.index(b"\nxref\n") + 1
    rows = [(0, 0, 0), (2, 5, 0), (1, body.index(b"\n2 0 obj") + 1, 0), (0, 0, 0), (0, 0, 0)]
    rows += [(1, body.index(b"\n5 0 obj") + 1, 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + bytes([last]) for kind, at, last in rows)
    head = b"/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R"
    data = body[:start] + b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, head), start)
    with pytest.raises(Unreadable):
        take(data)


def test_too_many_objects_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.press.adverts.basket.MOST_OBJECTS", 5)
    with pytest.raises(Unreadable, match="more than 5 objects"):
        take(pdf(rich()))


def test_resources_that_thousands_share_are_read_once() -> None:
    glyphs = b" ".join(b"/g%d 6 0 R" % at for at in range(2_000))
    lists = b" ".join(b"/P%d << /A 1 >>" % at for at in range(3_000))
    objects = one_page(b"BT /T 9 Tf (a) Tj ET", b"/Font << /T 5 0 R >>")
    objects |= {
        5: b"<< /Type /Font /Subtype /Type3 /CharProcs << %b >> /Resources 9 0 R >>" % glyphs,
        6: stream(b"0 0 9 9 re f"),
        9: b"<< /Properties << %b >> >>" % lists,
    }
    began = time.process_time()
    assert len(take(pdf(objects)).objects) == 2_002
    assert time.process_time() - began < 3


def test_an_array_is_taken_whole_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [b"1", b"-.5", b"+2.0", b"[ 3 4. ]"] * 100
    objects = one_page(b"/G gs", b"/ExtGState << /G << /X [%b] /Y [5 0 R %b] >> >>")
    objects[3] = objects[3] % (b" ".join(numbers), b" ".join(numbers))
    kit = take(pdf(objects | {5: b"42"}))
    written = b"".join(piece for piece in kit.objects[0].pieces if isinstance(piece, bytes))
    assert written.count(b"1 -.5 +2.0 [ 3 4. ]") == 200
    monkeypatch.setattr("layout.press.adverts.basket.MOST_ELEMENTS", 399)
    with pytest.raises(Unreadable, match="over 399 elements"):
        take(pdf(objects))


@pytest.mark.parametrize(
    ("boxes", "word"),
    [
        (b"/MediaBox [0 0 0 100]", "0.0 × 100.0 pt"),
        (b"/MediaBox [0 0 1e9 100]", "without a MediaBox"),
        (b"/MediaBox [0 0 999999999 100]", "no box"),
        (b"/MediaBox [0 0 20000 100]", "20000.0 × 100.0 pt"),
        (b"/MediaBox [NaN 0 200 100]", "without a MediaBox"),
        (b"/MediaBox [0 0 200]", "without a MediaBox"),
        (b"/MediaBox (box)", "without a MediaBox"),
        (b"/MediaBox [0 0 200 100] /TrimBox [300 300 400 400]", "TrimBox"),
        (b"/MediaBox [0 0 200 100] /TrimBox [0 0 null 9]", "no box"),
        (b"/MediaBox [0 0 200 100] /Rotate 45", "Rotate"),
        (b"/MediaBox [0 0 200 100] /Rotate (x)", "Rotate"),
        (b"/MediaBox [0 0 200 100] /UserUnit 0", "UserUnit"),
        (b"/MediaBox [0 0 200 100] /UserUnit 75000", "UserUnit"),
        (b"/MediaBox [0 0 200 100] /UserUnit 900", "180000.0 × 90000.0 pt"),
        (b"/MediaBox [0 0 99999999999999999999999 100]", "no page"),
        (b"", "without a MediaBox"),
    ],
)
def test_boxes_that_no_page_can_have(boxes: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        take(pdf(one_page(b"0 0 9 9 re f", page=boxes)))


def test_lzw_and_flate_stop_at_their_bound() -> None:
    with pytest.raises(Undecoded, match="too long"):
        inflate(zlib.compress(bytes(10_000)), 9_999)
    assert inflate(zlib.compress(bytes(10_000)), 10_000) == bytes(10_000)
    # 256 clears; from there each code is one longer than the last: 3,800 bytes for two of code.
    codes = [256, 0, *range(258, 4090)]
    bits = "".join(
        format(code, "b").zfill(9 if at < 254 else 10 if at < 766 else 11 if at < 1790 else 12)
        for at, code in enumerate(codes, -1)
    )
    packed = bytes(int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8))
    lzw = Filter("LZWDecode")
    whole = undo_filter(packed, lzw, 10_000_000)
    assert whole == bytes(sum(range(1, 3834)))
    assert undo_filter(packed, lzw, len(whole)) == whole
    with pytest.raises(Undecoded, match="too long"):
        undo_filter(packed, lzw, len(whole) - 1)


@pytest.mark.parametrize("state", [b"<< /A " * 50_000, b"<< /X %b%b >>" % (b"[" * 400, b"]" * 400)])
def test_values_nested_without_end_are_refused_and_not_recursed(state: bytes) -> None:
    with pytest.raises(Unreadable):
        take(pdf(one_page(b"/G gs", b"/ExtGState << /G 5 0 R >>", more={5: state})))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_operators_or_refused(data: bytes) -> None:
    try:
        found = read_operators(data, lambda name: False)
    except Unreadable:
        return
    assert found.changed or found.data == data
    again = read_operators(found.data, lambda name: False)
    assert again.data == found.data


WORDS = [b"q", b"Q", b"EMC", b"/P <</MCID 0>> BDC", b"/A BMC", b"f", b"(a(b)\\))", b"/Fm Do", b"<41>", b"% x\n", b"1 0 0 1 0 0 cm", b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_operators_come_out_balanced_and_without_structure(words: list[bytes]) -> None:
    found = read_operators(b" ".join(words), lambda name: False)
    left = found.data.split()
    assert left.count(b"q") == left.count(b"Q")
    assert left.count(b"BMC") == left.count(b"EMC")
    assert b"MCID" not in found.data
    for kept in (b"f", b"Do", b"cm", b"EI"):
        assert left.count(kept) == b" ".join(words).split().count(kept)


def damaged(seed: int, spots: int) -> bytes:
    """An advertisement with bytes changed, cut out, put in or repeated anywhere."""
    rng = random.Random(seed)
    data = bytearray(pdf(rich()))
    for _ in range(spots):
        at = rng.randrange(len(data))
        match rng.randrange(5):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                del data[at : at + rng.randrange(1, 40)]
            case 2:
                data[at:at] = rng.choice(
                    [b"<<", b">>", b"[", b"(", b"/", b" 9 0 R", b"-", b"9" * 30, b"null", b"%"]
                )
            case 3:
                data[at:at] = data[max(0, at - rng.randrange(200)) : at]
            case _:
                numbers = [found for found in range(at, min(at + 200, len(data))) if 48 <= data[found] <= 57]
                if numbers:
                    data[rng.choice(numbers)] = 48 + rng.randrange(10)
    return bytes(data)


def place_or_refuse(root: Path, data: bytes) -> None:
    """Never another exception, never a file that is half one, and soon."""
    path = root / "adverts/ad.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    began = time.process_time()
    try:
        facts, _ = probe_pdf(path, file="adverts/ad.pdf")
        assert facts.box is not None
        made = pressed(root, [advert(data, root, box=facts.box)])
    except Refused as refused:
        for problem in refused.problems:
            assert problem.where.file == "adverts/ad.pdf"
            assert "0x" not in problem.what and problem.what.endswith(".") and problem.hint
        assert all(problem.what.isprintable() for problem in refused.problems)
    else:
        assert made.startswith(b"%PDF-1.6\n") and made.endswith(b"%%EOF\n")
        from tests.press.reading import opened

        with opened(made) as file:
            assert [line for line in file.check_pdf_syntax() if "xref" in line or "expected" in line] == []
    assert time.process_time() - began < 3


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advertisements are read in this process: what a file does to its reader is done to the test, and is timed."""

    def take_here(_call: str, data: bytes, *, seconds: int) -> Kit:
        return take(data)

    def call_here(call: Callable[[bytes], object], data: bytes, *, seconds: int) -> object:
        return call(data)

    monkeypatch.setattr(placed, "run_limited", take_here)
    monkeypatch.setattr("content.advert.run_limited", call_here)


@pytest.mark.usefixtures("read_here")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_a_damaged_advert_is_placed_or_refused(tmp_path: Path, seed: int, spots: int) -> None:
    place_or_refuse(tmp_path, damaged(seed, spots))


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_advert_that_is_read_aside_is_placed_or_refused(tmp_path: Path, seed: int) -> None:
    """The same by way of the process of its own."""
    place_or_refuse(tmp_path, damaged(seed, 1 + 2 * seed))


def test_the_limits_are_those_of_a_newspaper_page() -> None:
    assert taking.MOST_PIXELS > 3 * (393 / 25.4 * 300) * (546 / 25.4 * 300)
