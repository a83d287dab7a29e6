"""Large type: marks half an em, ink evenly spaced and at the edges of the line, Latin letters kerned."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.plan.profile import Profile, display_profile
from layout.typeset import (
    Font,
    Inline,
    ParagraphStyle,
    SetLine,
    SetRun,
    load_profile,
    set_paragraph,
    trim_to_ink,
)

EM = 60_000
NEWSPAPER = load_profile("zh-Hans-newspaper")
HEAD = display_profile(NEWSPAPER)


@cache
def face(role: str = "song", weight: int = 900) -> Face:
    return Catalogue.load().resolve(role, weight).face


def line_of(
    text: str, profile: Profile = HEAD, *, size: int = EM, tracking: int = 0, vertical: bool = False
) -> SetLine:
    font = Font(face(), size, tracking=tracking)
    style = ParagraphStyle(profile, "start", vertical=vertical)
    (line,) = set_paragraph([Inline(text, font)], style, 10**9).lines
    return line


def whites(line: SetLine, *, vertical: bool = False) -> list[float]:
    """The least white between the ink of neighbours at about one height, in ems."""
    found = []
    glyphs = [(run, at) for run in line.runs for at in range(len(run.glyphs))]
    for (run, at), (other, behind) in pairwise(glyphs):
        ends, starts = _ink(run, at, vertical), _ink(other, behind, vertical)
        near = [
            starts[other_band][0] - end
            for band, (_, end) in ends.items()
            for other_band in (band - 1, band, band + 1)
            if other_band in starts
        ]
        boxes = min(start for start, _ in starts.values()) - max(end for _, end in ends.values())
        found.append(min([*near, boxes + 0.08 * run.size]) / run.size)
    return found


def _ink(run: SetRun, at: int, vertical: bool) -> dict[int, tuple[float, float]]:
    face, glyph, size = run.face, run.glyphs[at], run.size
    bands = face.edges(glyph, down=vertical)
    if vertical:
        top = face.upright_origin(glyph)[1]
        bands = {band: (top - end, top - start) for band, (start, end) in bands.items()}
    return {
        band: (run.xs[at] + start * size / face.upem, run.xs[at] + end * size / face.upem)
        for band, (start, end) in bands.items()
    }


TEXT = "一争门口争一三国小川卜木工业区域全文常州武进"


@pytest.mark.parametrize("vertical", [False, True])
def test_ink_of_large_type_neither_touches_nor_stands_apart(vertical: bool) -> None:
    white = whites(line_of(TEXT, vertical=vertical), vertical=vertical)
    assert min(white) >= 0.0499
    # 门口 and 卜木 are moved together by as much as is allowed, and no more.
    plain = whites(line_of(TEXT, NEWSPAPER, vertical=vertical), vertical=vertical)
    assert vertical or min(plain) < 0.04
    assert max(plain) > 0.16
    for was, now in zip(plain, white, strict=True):
        assert now == pytest.approx(min(max(was, 0.05), max(0.16, was - 0.06)), abs=0.001)


def test_ink_of_tracked_type_never_comes_nearer_than_a_thirtieth() -> None:
    tracked = line_of(TEXT, tracking=-2_400)
    assert min(whites(tracked)) >= 0.0299
    assert min(whites(line_of(TEXT, NEWSPAPER, tracking=-2_400))) < 0


def test_type_under_48_points_and_body_text_are_not_kerned_by_ink() -> None:
    for profile, size in ((HEAD, 47_900), (NEWSPAPER, EM), (NEWSPAPER, 9_000)):
        line = line_of("一争门口", profile, size=size)
        assert [x for run in line.runs for x in run.xs] == [number * size for number in range(4)]


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ("创“文明城市”新", 8 - 0.5 - 0.5, 8),
        ("他说，来", 3.5, 4),
        ("读《论语》：新", 5.5, 7 - 0.5),
        ("来！新", 3, 3),
        ("（武进）“新区”", 6, 8 - 1.5),
    ],
)
def test_marks_of_a_head_are_half_an_em(text: str, head: float, body: float) -> None:
    """开明: 。！？ keep their em. In text a mark is half an em at an edge or beside another."""
    size = 36_000  # not so large that ink counts
    assert line_of(text, size=size).width == pytest.approx(head * size, abs=2)
    assert line_of(text, NEWSPAPER, size=size).width == pytest.approx(body * size, abs=2)


def test_a_paper_may_set_its_heads_as_text() -> None:
    plain = NEWSPAPER.model_copy(
        update={
            "name": "plain",
            "display": NEWSPAPER.display.model_copy(
                update={"mark_scheme": None, "tight_adjacent_marks": False, "optical_pt": None}
            ),
        }
    )
    assert line_of("创“文明城市”一争", display_profile(plain)) == line_of("创“文明城市”一争", NEWSPAPER)


def test_the_ink_of_a_large_head_begins_and_ends_at_the_edges_of_its_line() -> None:
    for text in ("“武进”一", "建设", "Wujin", "《论语》", "门口"):
        line = trim_to_ink(line_of(text), HEAD, vertical=False)
        first, last = line.runs[0], line.runs[-1]
        start = first.xs[0] + first.face.ink(first.glyphs[0]).x_min * EM / 1000
        end = last.xs[-1] + last.face.ink(last.glyphs[-1]).x_max * EM / 1000
        assert start == pytest.approx(400, abs=2), text
        assert line.width - end == pytest.approx(400, abs=2), text
    # Text, and heads under 48 points, keep their boxes.
    for profile, size in ((NEWSPAPER, EM), (HEAD, 40_000)):
        line = line_of("建设", profile, size=size)
        assert trim_to_ink(line, profile, vertical=False) == line


def test_the_ink_of_a_vertical_head_begins_and_ends_at_its_edges() -> None:
    def edges(text: str) -> list[float]:
        line = trim_to_ink(line_of(text, vertical=True), HEAD, vertical=True)
        (run,) = line.runs
        tops = [run.face.upright_origin(glyph)[1] for glyph in run.glyphs]
        start = run.xs[0] + (tops[0] - run.face.ink(run.glyphs[0]).y_max) * EM / 1000
        end = run.xs[-1] + (tops[-1] - run.face.ink(run.glyphs[-1]).y_min) * EM / 1000
        return [start, line.width - end]

    assert edges("国工业区") == pytest.approx([400, 400], abs=2)
    # 一 has its ink in the middle of its em box: it moves by an eighth of an em, and is no cap over the line.
    plain = (
        face().upright_origin(face().glyph("一", "zh-Hans"))[1]
        - face().ink(face().glyph("一", "zh-Hans")).y_max
    )
    assert edges("一工业区")[0] == pytest.approx(plain * EM / 1000 - 0.125 * EM, abs=2)


@pytest.mark.parametrize("tracking", [0, 1_200])
def test_latin_letters_of_a_head_are_kerned(tracking: int) -> None:
    font = Font(face(), EM, tracking=tracking)

    def width(text: str, font: Font) -> int:
        return set_paragraph([Inline(text, font)], ParagraphStyle(HEAD, "start"), 10**9).lines[0].width

    apart = replace(font, features=(("kern", False),))
    for word in ("AVATAR", "To", "Wave7"):
        assert width(f"国{word}国", font) < width(f"国{word}国", apart) - 0.02 * EM
