"""A golden passes the page it was made of, and names what changed on any other, level by level: the negative controls."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from content.problems import Refused
from layout.golden import goldenfolder, pdfpages
from layout.golden.comparing import compare_pairs, pair_pages
from layout.golden.file import NotRead
from layout.golden.goldenfolder import ComparedPage, compared_page, read_golden
from layout.golden.pdfpages import draw_pages
from layout.golden.verdict import PageComparison
from layout.publishing.goldens import put_goldens
from layout.scene import CellPlace, Ink, Item, Line, Overset, Rect, Region, Scene
from layout.scene.astext import scene_text
from tests.proof.pdfs import draw
from tests.proof.scenes import (
    BODY,
    COPY,
    HAIRLINE,
    TINT,
    down,
    furniture,
    scene,
    scene_of,
    set_line,
    small,
    story,
)

BEFORE = scene(furniture(TINT, HAIRLINE), story(*COPY))
WRONG = ("底蕴深厚，未来可期。", "区委书记沈、以实地走访", "集中调研全区各镇街道。")


def page_of(set_scene: Scene, pdf: bytes | None = None) -> ComparedPage:
    """The scene's page with its PDF, or with another."""
    data = pdf if pdf is not None else draw(set_scene)
    (page,) = set_scene.pages
    return compared_page(
        "A01", scene_text(page), "A01", lambda: draw_pages(data, [0], whole=True)[0], foreign=False
    )


def accept(set_scene: Scene, folder: Path, pdf: bytes | None = None) -> tuple[str, ...]:
    golden = {"A01": read_golden(folder, "A01")} if (folder / "A01").exists() else {}
    pairs = pair_pages(golden, {"A01": page_of(set_scene, pdf)}, {})
    return put_goldens(folder, compare_pairs(pairs, 1, with_files=True))[0]


def compare(set_scene: Scene, folder: Path, pdf: bytes | None = None) -> PageComparison:
    pairs = pair_pages({"A01": read_golden(folder, "A01")}, {"A01": page_of(set_scene, pdf)}, {})
    return compare_pairs(pairs, 1)[0].page


@pytest.fixture
def goldens(tmp_path: Path) -> Path:
    """A folder with the golden of `BEFORE`."""
    accept(BEFORE, tmp_path / "golden")
    return tmp_path / "golden"


def shifted(region: Region, by: int) -> Region:
    """The region's lines moved right by thousandths of a point."""

    def moved(item: Item) -> Item:
        if not isinstance(item, Line):
            return item
        runs = tuple(replace(run, x=run.x + by) for run in item.runs)
        return replace(item, x=item.x + by, runs=runs)

    return replace(region, items=tuple(map(moved, region.items)))


def test_the_same_page_passes(goldens: Path) -> None:
    page = compare(BEFORE, goldens)
    assert (page.verdict, page.sentences, page.notes, page.pictures) == ("same", (), (), None)


def test_a_golden_is_the_three_files(goldens: Path) -> None:
    files = sorted(path.name for path in (goldens / "A01").iterdir())
    assert files == ["golden.json", "ink.png", "scene.txt"]
    with Image.open(goldens / "A01" / "ink.png") as ink:
        assert (ink.mode, ink.size) == ("L", (334, 223))


def test_a_golden_holds_no_path_and_no_date(goldens: Path) -> None:
    record: dict[str, Any] = json.loads((goldens / "A01" / "golden.json").read_text())
    assert set(record) == {"format", "renderer", "dpi", "tolerance", "pages", "parts", "packed"}
    assert str(goldens) not in json.dumps(record)


def test_one_wrong_character_is_one_sentence_and_lights_every_level(goldens: Path) -> None:
    page = compare(scene(furniture(TINT, HAIRLINE), story(*WRONG)), goldens)
    assert page.sentences == ("A01 · lead · leg 1, line 2: 「记沈东」→「记沈、」",)
    (ink,) = page.ink
    assert (ink.block, ink.explained, ink.pixels > 20) == ("lead", True, True)
    assert "content" in page.file[0].parts and page.file[0].explained


def test_the_difference_is_shown_close_up(goldens: Path) -> None:
    page = compare(scene(furniture(TINT, HAIRLINE), story(*WRONG)), goldens)
    assert page.pictures is not None and page.pictures.golden and page.pictures.now
    (detail,) = page.pictures.details
    assert (detail.difference, detail.dpi) == (0, 200)
    box = page.scene[0].boxes[0]
    assert detail.box.left < box.left and detail.box.top < box.top
    assert detail.golden is not None and detail.now is not None and detail.golden != detail.now


def test_a_column_moved_by_a_tenth_of_a_point_is_found(goldens: Path) -> None:
    page = compare(scene(furniture(TINT, HAIRLINE), shifted(story(*COPY), 100)), goldens)
    assert page.sentences == ("A01 · lead · leg 1, line 1: moved right by 0.100 pt (3 lines)",)


LEG = Rect(150_000, 40_000, 64_000, 105_000)
UPRIGHT = replace(story(), frame=LEG, items=tuple(down("底蕴深厚，未来可", "区委书记沈东", "集中调研")))


def test_a_vertical_line_that_moved_is_named(tmp_path: Path) -> None:
    accept(scene(UPRIGHT), tmp_path / "g")
    first, second, third = down("底蕴深厚，未来可", "区委书记沈东", "集中调研")
    runs = tuple(replace(run, baseline=run.baseline + 1_000) for run in second.runs)
    moved = replace(second, baseline=second.baseline + 1_000, runs=runs)
    page = compare(scene(replace(UPRIGHT, items=(first, moved, third))), tmp_path / "g")
    assert page.sentences == ("A01 · lead · leg 1, line 2: moved down by 1.000 pt",)


def test_ruby_that_changed_is_named_with_its_line(tmp_path: Path) -> None:
    (line,) = down("底蕴深厚")
    low, high, none = (
        scene(replace(UPRIGHT, items=(replace(line, runs=(*line.runs, *beside)),)))
        for beside in ([small("dǐ", line, 0, BODY // 2)], [small("dī", line, 0, BODY // 2)], [])
    )
    accept(low, tmp_path / "g")
    assert compare(high, tmp_path / "g").sentences == (
        "A01 · lead · leg 1, line 1: set beside it was ^底=dǐ, is ^底=dī",
    )
    assert "was ^底=dǐ, is nothing" in compare(none, tmp_path / "g").sentences[0]


def test_a_tint_of_twelve_percent_for_ten_is_found(goldens: Path) -> None:
    page = compare(scene(furniture(replace(TINT, fill=Ink(black=12)), HAIRLINE), story(*COPY)), goldens)
    assert page.sentences == ("A01 · frame · box: drawn otherwise: was fill K10, is fill K12",)
    assert page.ink[0].pixels > 10_000


def test_ink_alone_is_found_where_the_scene_says_nothing(goldens: Path) -> None:
    """The press drew something that the scene does not hold."""
    drawn = scene(furniture(TINT, HAIRLINE, replace(HAIRLINE, y1=150_000, y2=150_000)), story(*COPY))
    page = compare(BEFORE, goldens, draw(drawn))
    assert page.sentences == (
        "A01: the ink differs by 251 pixels at 10.4–74.2, 53.1–53.3 mm, where the text and its place are the same",
    )
    assert page.file[0].explained


def test_ink_that_differs_beside_a_change_is_told_too(goldens: Path) -> None:
    """A wrong character does not explain a line that the press drew elsewhere."""
    wrong = scene(furniture(TINT, HAIRLINE), story(*WRONG))
    drawn = scene(furniture(TINT, HAIRLINE, replace(HAIRLINE, y1=150_000, y2=150_000)), story(*WRONG))
    scene_sentence, ink_sentence = compare(wrong, goldens, draw(drawn)).sentences
    assert "「记沈东」→「记沈、」" in scene_sentence
    assert "the ink differs by 251 pixels at 10.4–74.2, 53.1–53.3 mm" in ink_sentence


@pytest.mark.parametrize(("levels", "verdict"), [(2, "same"), (3, "differs")])
def test_one_pixel_is_enough_and_two_levels_are_let_pass(goldens: Path, levels: int, verdict: str) -> None:
    paint(goldens, levels)
    page = compare(BEFORE, goldens)
    assert page.verdict == verdict
    assert len(page.ink) == (verdict == "differs")


def paint(goldens: Path, levels: int) -> None:
    """Makes the first pixel of the golden's ink darker."""
    path = goldens / "A01" / "ink.png"
    with Image.open(path) as opened:
        ink = opened.copy()
    ink.putpixel((0, 0), 255 - levels)
    ink.save(path)


def test_an_overset_is_a_difference_even_if_no_ink_moves(goldens: Path) -> None:
    over = scene(furniture(TINT, HAIRLINE), story(*COPY, overset=Overset(1, 8, "围绕自身", ())))
    page = compare(over, goldens, draw(BEFORE))
    assert page.sentences == ("A01 · lead · overset: new: 1 lines, 8 characters: 围绕自身",)


def test_another_size_is_a_verdict_of_its_own(goldens: Path) -> None:
    page = compare(scene_of(replace(BEFORE.pages[0], width=250_000)), goldens)
    assert page.verdict == "resized"
    assert page.sentences == ("A01: another size: was 84.67 × 56.44 mm, is 88.19 × 56.44 mm",)
    bled = compare(BEFORE, goldens, draw(BEFORE, bleed=9))
    assert bled.verdict == "resized"
    assert "another sheet round the same page: was 334 × 223 pixels at 100 dpi, is 359 × 248" in bled.sentence


def test_another_renderer_is_one_fact_and_no_noise(goldens: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpages, "RENDERER", "pdfium 999.0")
    same_ink = compare(BEFORE, goldens)
    assert same_ink.verdict == "same"
    assert "no pixel differs" in same_ink.notes[0]
    paint(goldens, 90)
    other_ink = compare(BEFORE, goldens)
    assert (other_ink.verdict, other_ink.differences) == ("other-renderer", ())
    assert "this by pdfium 999.0, and 1 pixels differ" in other_ink.sentence
    wrong = compare(scene(furniture(TINT, HAIRLINE), story(*WRONG)), goldens)
    assert (wrong.verdict, wrong.ink) == ("differs", ()), "the scene is judged whatever draws it"


def test_another_packing_of_the_same_content_is_a_note(goldens: Path) -> None:
    """Another zlib writes other bytes for the same page."""
    page = compare(BEFORE, goldens, draw(BEFORE, packed=0))
    assert page.verdict == "same"
    assert "packed otherwise" in page.notes[0]


def test_a_changed_info_is_a_change_of_the_file_alone(goldens: Path) -> None:
    page = compare(BEFORE, goldens, draw(BEFORE).replace(b"(untitled)", b"(Untitled)"))
    assert page.sentences == ("A01: the PDF's structure changed; neither the text nor the ink did",)


def test_a_change_that_no_other_sentence_names_is_told_all_the_same(goldens: Path) -> None:
    """A block's name is in the golden's text: it is a difference, though nothing is set otherwise."""
    renamed = scene(furniture(TINT, HAIRLINE), replace(story(*COPY), lang="ja"))
    (sentence,) = compare(renamed, goldens, draw(BEFORE)).sentences
    assert sentence.startswith("A01 · scene.txt, line 7: was region lead · story · story lead · zh-Hans")


def test_blocks_in_another_order_are_told_as_text_that_differs(goldens: Path) -> None:
    """The order of blocks is that of painting: it may change what is seen, and is in the golden's text."""
    swapped = scene(story(*COPY), furniture(TINT, HAIRLINE))
    page = compare(swapped, goldens)
    (sentence,) = page.sentences
    assert sentence.startswith("A01 · scene.txt, line ")
    assert all(difference.explained for difference in page.file)


def test_accepting_writes_only_what_differs(goldens: Path) -> None:
    assert accept(BEFORE, goldens) == ()
    wrong = scene(furniture(TINT, HAIRLINE), story(*WRONG))
    assert set(accept(wrong, goldens)) == {"A01/scene.txt", "A01/ink.png", "A01/golden.json"}
    assert compare(wrong, goldens).verdict == "same"
    over = scene(furniture(TINT, HAIRLINE), story(*WRONG, overset=Overset(1, 8, "围绕自身", ())))
    assert accept(over, goldens, draw(wrong)) == ("A01/scene.txt",)
    assert not list(goldens.glob(".*"))


def test_a_damaged_pdf_is_no_golden(tmp_path: Path) -> None:
    with pytest.raises(NotRead):
        accept(BEFORE, tmp_path / "g", b"no pdf")
    assert not (tmp_path / "g").exists()


def test_a_line_set_in_two_runs_is_one_text(tmp_path: Path) -> None:
    line = set_line("甲乙丙丁")
    first = replace(line.runs[0], glyphs=line.runs[0].glyphs[:2], xs=line.runs[0].xs[:2], texts=("甲", "乙"))
    second = replace(
        line.runs[0], x=line.x + 21_000, glyphs=line.runs[0].glyphs[2:], xs=(0, 10_500), texts=("丙", "丁")
    )
    region = story("甲乙丙丁")
    accept(scene(replace(region, items=(replace(line, runs=(first, second)),))), tmp_path / "g")
    changed = replace(second, glyphs=(second.glyphs[0], ord("戊")), texts=("丙", "戊"))
    page = compare(scene(replace(region, items=(replace(line, runs=(first, changed)),))), tmp_path / "g")
    assert page.sentences == ("A01 · lead · leg 1, line 1: 「乙丙丁」→「乙丙戊」",)


def damage(goldens: Path, file: str, data: bytes | None) -> list[str]:
    """The problems of a golden whose file is damaged, or missing."""
    path = goldens / "A01" / file
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        compare(BEFORE, goldens)
    return [f"{problem.id} {problem.where}" for problem in refused.value.problems]


def test_what_is_missing_or_damaged_is_named(goldens: Path) -> None:
    assert damage(goldens, "ink.png", None) == ["missing-file A01/ink.png"]
    accept_again(goldens)
    assert damage(goldens, "ink.png", b"\x89PNG") == ["golden-damaged A01/ink.png"]
    accept_again(goldens)
    assert damage(goldens, "golden.json", b'{"format": 3') == ["golden-damaged A01/golden.json"]
    accept_again(goldens)
    assert damage(goldens, "golden.json", b"[" * 100_000) == ["golden-damaged A01/golden.json"]
    accept_again(goldens)
    record = json.loads((goldens / "A01" / "golden.json").read_text(encoding="utf-8"))
    without = json.dumps(record | {"parts": {}}).encode()
    assert damage(goldens, "golden.json", without) == ["golden-damaged A01/golden.json"], (
        "no hash would let any file pass"
    )
    accept_again(goldens)
    assert damage(goldens, "scene.txt", b"page A01  number 1  1.000 \xc3\x97 1.000 pt\n\nregion a\n") == [
        "golden-damaged A01/scene.txt:3"
    ]
    accept_again(goldens)
    assert damage(goldens, "scene.txt", b"\xff\xfe") == ["not-utf-8 A01/scene.txt:1"]


def accept_again(goldens: Path) -> None:
    for path in (goldens / "A01").iterdir():
        path.unlink()
    (goldens / "A01").rmdir()
    accept(BEFORE, goldens)


def test_a_golden_of_another_version_is_told_as_that(goldens: Path) -> None:
    record = (goldens / "A01" / "golden.json").read_bytes().replace(b"golden-1", b"golden-2")
    assert damage(goldens, "golden.json", record) == ["golden-damaged A01/golden.json"]


def test_a_picture_too_large_for_a_page_is_not_unpacked(
    goldens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goldenfolder, "MOST_PIXELS", 334 * 223 - 1)
    with pytest.raises(Refused, match=r"A01/ink.png: .*334 × 223 pixels"):
        compare(BEFORE, goldens)


def test_a_link_out_of_the_folder_is_not_followed(goldens: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    (goldens / "A01" / "ink.png").rename(outside)
    (goldens / "A01" / "ink.png").symlink_to(outside)
    with pytest.raises(Refused, match=r"A01/ink.png"):
        compare(BEFORE, goldens)


def test_a_colour_that_gray_does_not_show_is_found_in_the_file(goldens: Path) -> None:
    """Gray is what the ink is judged by; the content's hash says the rest."""
    gray = draw_pages(draw(BEFORE), [0], whole=True)[0]
    assert gray.gray.dtype == np.uint8
    other = replace(HAIRLINE, ink=Ink(cyan=63, magenta=52, yellow=51, black=100))
    page = compare(BEFORE, goldens, draw(scene(furniture(TINT, other), story(*COPY))))
    assert page.verdict == "differs"
    assert "content" in page.file[0].parts


def test_a_heading_that_becomes_a_cell_is_a_difference_though_no_ink_moves(goldens: Path) -> None:
    cells = (CellPlace("head[0]", 0, 0, heads="column"), CellPlace("rows[0][0]", 1, 0, 1, 2))
    headed = scene(furniture(TINT, HAIRLINE), replace(story(*COPY), cells=cells))
    page = compare(headed, goldens, draw(BEFORE))
    assert page.sentences == (
        "A01 · lead · cell: new: head[0]: row 0 column 0  heads its column",
        "A01 · lead · cell: new: rows[0][0]: row 1 column 0  1 down 2 across",
    )
