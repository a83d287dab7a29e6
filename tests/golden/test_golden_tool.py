"""A golden passes the page it was made of, and names what changed on any other: the negative controls."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from content.problems import Refused
from layout.golden import (
    Actual,
    Comparison,
    Difference,
    compare,
    comparing,
    exit_code,
    update,
    write_report,
)
from layout.scene import Ink, Item, Line, Overset, Rect, Region, Rule, Scene
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
HERE: dict[str, str] = {}
"""An environment that is not CI."""


def actual(page: Scene) -> Actual:
    return Actual(page, draw(page))


@pytest.fixture
def goldens(tmp_path: Path) -> Path:
    """A folder with the golden `page` of `BEFORE`."""
    update("page", actual(BEFORE), tmp_path, env=HERE)
    return tmp_path


def found(comparison: Comparison) -> dict[str, str]:
    """The first difference of each level, as it is said."""
    return {difference.level: str(difference) for difference in reversed(comparison.differences)}


def shifted(region: Region, by: int) -> Region:
    """The region's lines moved right by thousandths of a point."""

    def moved(item: Item) -> Item:
        if not isinstance(item, Line):
            return item
        runs = tuple(replace(run, x=run.x + by) for run in item.runs)
        return replace(item, x=item.x + by, runs=runs)

    return replace(region, items=tuple(map(moved, region.items)))


def test_the_same_page_passes(goldens: Path) -> None:
    comparison = compare("page", actual(BEFORE), goldens)
    assert comparison.verdict == "same"
    assert (comparison.differences, comparison.notes, comparison.pictures) == ((), (), ())


def test_a_golden_is_the_three_files(goldens: Path) -> None:
    files = sorted(path.name for path in (goldens / "page").iterdir())
    assert files == ["golden.json", "ink.png", "scene.txt"]
    with Image.open(goldens / "page" / "ink.png") as ink:
        assert (ink.mode, ink.size) == ("L", (334, 223))


def test_one_wrong_character_is_found_and_named_on_every_level(goldens: Path) -> None:
    comparison = compare("page", actual(scene(furniture(TINT, HAIRLINE), story(*WRONG))), goldens)
    assert comparison.verdict == "different"
    said = found(comparison)
    assert "page A01 · region lead · story lead · scene.txt:9" in said["scene"]
    assert "character 5: was …区委书记沈[东]以实地走访…, is …区委书记沈[、]以实地走访…" in said["scene"]
    assert "page A01 · region lead · story lead" in said["ink"]
    assert "at character 5 (、)" in said["ink"]
    assert "content" in said["file"]


def test_a_column_moved_by_a_tenth_of_a_point_is_found(goldens: Path) -> None:
    moved = scene(furniture(TINT, HAIRLINE), shifted(story(*COPY), 100))
    comparison = compare("page", actual(moved), goldens)
    said = found(comparison)
    assert "x 36.000" in said["scene"] and "x 36.100" in said["scene"]
    assert "(and 2 more lines)" in said["scene"]
    assert "region lead" in said["ink"]


LEG = Rect(150_000, 40_000, 64_000, 105_000)
UPRIGHT = replace(story(), frame=LEG, items=tuple(down("底蕴深厚，未来可", "区委书记沈东", "集中调研")))


def test_a_vertical_line_that_moved_is_named(tmp_path: Path) -> None:
    update("leg", actual(scene(UPRIGHT)), tmp_path, env=HERE)
    assert compare("leg", actual(scene(UPRIGHT)), tmp_path).verdict == "same"
    first, second, third = down("底蕴深厚，未来可", "区委书记沈东", "集中调研")
    runs = tuple(replace(run, baseline=run.baseline + 1_000) for run in second.runs)
    moved = replace(second, baseline=second.baseline + 1_000, runs=runs)
    said = found(compare("leg", actual(scene(replace(UPRIGHT, items=(first, moved, third)))), tmp_path))
    assert "scene.txt:5" in said["scene"] and "y 40.000" in said["scene"] and "y 41.000" in said["scene"]
    assert "first in the vertical line “区委书记沈东”, at character 0 (区)" in said["ink"]


def test_a_wrong_character_of_a_vertical_line_is_named(tmp_path: Path) -> None:
    # The lines stand on one height: what tells the characters apart is how far down they stand.
    update("leg", actual(scene(UPRIGHT)), tmp_path, env=HERE)
    wrong = replace(UPRIGHT, items=tuple(down("底蕴深厚，未来可", "区委书记、东", "集中调研")))
    said = found(compare("leg", actual(scene(wrong)), tmp_path))
    assert "character 4: was …区委书记[沈]东…, is …区委书记[、]东…" in said["scene"]
    assert "first in the vertical line “区委书记、东”, at character 4 (、)" in said["ink"]


def test_ruby_that_changed_is_named_with_its_line(tmp_path: Path) -> None:
    (line,) = down("底蕴深厚")
    one, other, none = (
        scene(replace(UPRIGHT, items=(replace(line, runs=(*line.runs, *beside)),)))
        for beside in ([small("dǐ", line, 0, BODY // 2)], [small("dī", line, 0, BODY // 2)], [])
    )
    update("leg", actual(one), tmp_path, env=HERE)
    said = found(compare("leg", actual(other), tmp_path))
    assert "beside the text “底蕴深厚” stood ^底=dǐ, now ^底=dī" in said["scene"]
    assert "the vertical line “底蕴深厚”" in said["ink"], "ruby is beside the line, not in its em boxes"
    assert "stood ^底=dǐ, now nothing" in found(compare("leg", actual(none), tmp_path))["scene"]


def test_a_tint_of_twelve_percent_for_ten_is_found(goldens: Path) -> None:
    darker = replace(TINT, fill=Ink(black=12))
    comparison = compare("page", actual(scene(furniture(darker, HAIRLINE), story(*COPY))), goldens)
    said = found(comparison)
    assert "fill K10" in said["scene"] and "fill K12" in said["scene"]
    assert "region frame" in said["ink"]
    (shown,) = comparison.pictures
    assert shown.deviations > 10_000


def test_ink_alone_is_found_where_the_scene_says_nothing(goldens: Path) -> None:
    """The press drew something that the scene does not hold."""
    drawn = scene(furniture(TINT, HAIRLINE, replace(HAIRLINE, y1=150_000, y2=150_000)), story(*COPY))
    comparison = compare("page", Actual(BEFORE, draw(drawn)), goldens)
    assert {difference.level for difference in comparison.differences} == {"ink", "file"}
    assert "outside every region, x 29.5 y 150.5" in found(comparison)["ink"]


def test_one_pixel_is_enough(goldens: Path) -> None:
    _paint(goldens / "page" / "ink.png", 3)
    comparison = compare("page", actual(BEFORE), goldens)
    assert comparison.verdict == "different"
    assert "1 pixels deviate" in found(comparison)["ink"]


def test_two_levels_of_gray_are_let_pass(goldens: Path) -> None:
    _paint(goldens / "page" / "ink.png", 2)
    assert compare("page", actual(BEFORE), goldens).verdict == "same"


def _paint(path: Path, levels: int) -> None:
    """Makes the first pixel of a golden's ink darker."""
    with Image.open(path) as opened:
        ink = opened.copy()
    ink.putpixel((0, 0), 255 - levels)
    ink.save(path)


def test_a_line_more_names_its_story_and_line(goldens: Path) -> None:
    longer = replace(story(*COPY, "重点项目"), frame=story(*COPY).frame)
    grown = scene(furniture(TINT, HAIRLINE), longer)
    assert "new: body x 36.000 y 107.250" in found(compare("page", actual(grown), goldens))["scene"]


def test_an_overset_is_a_difference_even_if_no_ink_moves(goldens: Path) -> None:
    over = scene(furniture(TINT, HAIRLINE), story(*COPY, overset=Overset(1, 8, "围绕自身", ())))
    comparison = compare("page", Actual(over, draw(BEFORE)), goldens)
    assert [difference.level for difference in comparison.differences] == ["scene"]
    assert "new: OVERSET 1 lines, 8 characters" in found(comparison)["scene"]


def test_another_size_is_a_failure_of_its_own(goldens: Path) -> None:
    wider = scene_of(replace(BEFORE.pages[0], width=250_000))
    said = found(compare("page", actual(wider), goldens))
    assert said["pages"] == "[pages] page A01: the page was 334 × 223 pixels and is 348 × 223"


def test_another_number_of_pages_is_a_failure_of_its_own(goldens: Path) -> None:
    twice = scene_of(BEFORE.pages[0], replace(BEFORE.pages[0], name="A02"))
    assert (
        found(compare("page", actual(twice), goldens))["pages"]
        == "[pages] the golden has 1 pages, the PDF has 2"
    )
    short = Actual(twice, draw(BEFORE))
    assert found(compare("page", short, goldens))["pages"] == "[pages] the scene has 2 pages, the PDF has 1"


def test_each_page_has_its_ink(tmp_path: Path) -> None:
    twice = scene_of(BEFORE.pages[0], replace(BEFORE.pages[0], name="A02"))
    assert "ink-2.png" in update("page", actual(twice), tmp_path, env=HERE)
    assert compare("page", actual(twice), tmp_path).verdict == "same"
    wrong = scene_of(BEFORE.pages[0], replace(BEFORE.pages[0], name="A02", regions=(story(*WRONG),)))
    pages = {
        d.page for d in compare("page", actual(wrong), tmp_path).differences if d.level in ("scene", "ink")
    }
    assert pages == {"A02"}
    assert "ink-2.png" in update("page", actual(BEFORE), tmp_path, env=HERE)
    assert not (tmp_path / "page" / "ink-2.png").exists()


def test_a_missing_golden_fails(tmp_path: Path) -> None:
    comparison = compare("page", actual(BEFORE), tmp_path)
    assert comparison.verdict == "could not compare"
    assert "there is no golden page" in str(comparison)


@pytest.mark.parametrize("file", ["scene.txt", "ink.png", "golden.json"])
def test_a_golden_with_a_file_missing_or_damaged_fails(goldens: Path, file: str) -> None:
    (goldens / "page" / file).write_bytes(b"\xff\xfe damaged")
    damaged = compare("page", actual(BEFORE), goldens)
    (goldens / "page" / file).unlink()
    gone = compare("page", actual(BEFORE), goldens)
    for comparison in (damaged, gone):
        assert comparison.verdict == "could not compare"
        assert file in str(comparison)


def test_a_golden_cut_short_fails(goldens: Path) -> None:
    ink = goldens / "page" / "ink.png"
    ink.write_bytes(ink.read_bytes()[:-200])
    assert compare("page", actual(BEFORE), goldens).verdict == "could not compare"


def test_a_damaged_pdf_can_not_be_compared_but_its_scene_can(goldens: Path) -> None:
    assert compare("page", Actual(BEFORE, b"no pdf"), goldens).verdict == "could not compare"
    assert compare("page", Actual(scene(story(*WRONG)), b"no pdf"), goldens).verdict == "different"


def test_another_renderer_is_one_fact_and_no_noise(goldens: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "RENDERER", "pdfium 999.0")
    same_ink = compare("page", actual(BEFORE), goldens)
    assert same_ink.verdict == "same"
    assert "renderer changed" in str(same_ink)
    _paint(goldens / "page" / "ink.png", 90)
    other_ink = compare("page", actual(BEFORE), goldens)
    assert other_ink.verdict == "could not compare"
    assert other_ink.differences == ()
    assert "renderer changed: the golden is by pdfium" in other_ink.unsure[0]


def test_another_packing_of_the_same_content_is_a_note(goldens: Path) -> None:
    """Another zlib writes other bytes for the same page."""
    comparison = compare("page", Actual(BEFORE, draw(BEFORE, packed=0)), goldens)
    assert comparison.verdict == "same"
    assert "packed otherwise" in comparison.notes[0]


def test_a_changed_info_is_a_change_of_the_file_alone(goldens: Path) -> None:
    pdf = draw(BEFORE).replace(b"(untitled)", b"(Untitled)")
    comparison = compare("page", Actual(BEFORE, pdf), goldens)
    assert [str(difference) for difference in comparison.differences] == [
        "[file] the PDF's structure changed"
    ]


def test_renewing_writes_only_what_fails(goldens: Path) -> None:
    assert update("page", actual(BEFORE), goldens, env=HERE) == ()
    wrong = actual(scene(furniture(TINT, HAIRLINE), story(*WRONG)))
    assert set(update("page", wrong, goldens, env=HERE)) == {"scene.txt", "ink.png", "golden.json"}
    assert compare("page", wrong, goldens).verdict == "same"
    over = scene(furniture(TINT, HAIRLINE), story(*WRONG, overset=Overset(1, 8, "围绕自身", ())))
    assert update("page", Actual(over, wrong.pdf), goldens, env=HERE) == ("scene.txt",)
    assert not list((goldens / "page").glob(".*"))


@pytest.mark.parametrize("value", ["true", "1", "yes"])
def test_nothing_is_renewed_under_ci(goldens: Path, value: str) -> None:
    before = {path: path.read_bytes() for path in (goldens / "page").iterdir()}
    with pytest.raises(Refused) as refused:
        update("page", actual(scene(story(*WRONG))), goldens, env={"CI": value})
    assert refused.value.problems[0].id == "golden-update-in-ci"
    assert {path: path.read_bytes() for path in (goldens / "page").iterdir()} == before


def test_a_golden_is_not_made_of_a_damaged_pdf(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        update("page", Actual(BEFORE, b"no pdf"), tmp_path, env=HERE)
    assert refused.value.problems[0].id == "golden-pdf-damaged"
    assert not list(tmp_path.iterdir())


def test_a_golden_holds_no_path_and_no_date(goldens: Path) -> None:
    record: dict[str, Any] = json.loads((goldens / "page" / "golden.json").read_text())
    assert set(record) == {"format", "renderer", "dpi", "tolerance", "pages", "parts", "packed"}
    assert str(goldens) not in json.dumps(record)


def test_exit_codes_say_same_different_or_not_compared() -> None:
    same, unsure = Comparison("a"), Comparison("b", unsure=("no golden",))
    other = compare("c", actual(BEFORE), Path("nowhere"))
    different = replace(other, differences=(Difference("ink", "1 pixels deviate"),))
    assert exit_code([same]) == exit_code([]) == 0
    assert exit_code([same, unsure]) == 2
    assert exit_code([unsure, different, same]) == 1


def test_the_report_is_one_file_with_the_worst_first(goldens: Path, tmp_path: Path) -> None:
    rule = Rule(30_000, 150_000, 210_000, 150_000, 500, Ink())
    little = replace(
        compare("page", actual(scene(furniture(TINT, HAIRLINE, rule), story(*COPY))), goldens), name="little"
    )
    much = replace(compare("page", actual(scene(story(*WRONG))), goldens), name="<much>")
    page = write_report(
        [Comparison("fine"), Comparison("lost", unsure=("no golden",)), little, much], tmp_path / "r"
    )
    html = page.read_text(encoding="utf-8")
    order = [html.index(name) for name in ("&lt;much&gt;", "little", "lost", "fine")]
    assert order == sorted(order)
    assert "<much>" not in html
    assert "http" not in html and 'src="data:image/png;base64,' in html
    data = json.loads((tmp_path / "r" / "report.json").read_text(encoding="utf-8"))
    assert [golden["verdict"] for golden in data["goldens"]] == [
        "different",
        "different",
        "could not compare",
        "same",
    ]
    assert data["goldens"][0]["differences"][0]["page"] == "A01"


def test_a_line_set_in_two_runs_names_the_character_of_the_second(goldens: Path) -> None:
    """Attribution counts characters over the runs of a line."""
    line = set_line("甲乙丙丁")
    first = replace(line.runs[0], glyphs=line.runs[0].glyphs[:2], xs=line.runs[0].xs[:2], texts=("甲", "乙"))
    second = replace(
        line.runs[0], x=line.x + 21_000, glyphs=line.runs[0].glyphs[2:], xs=(0, 10_500), texts=("丙", "丁")
    )
    region = story("甲乙丙丁")
    before = scene(replace(region, items=(replace(line, runs=(first, second)),)))
    update("two", actual(before), goldens, env=HERE)
    changed = replace(second, glyphs=(second.glyphs[0], ord("戊")), texts=("丙", "戊"))
    after = scene(replace(region, items=(replace(line, runs=(first, changed)),)))
    assert "at character 3 (戊)" in found(compare("two", actual(after), goldens))["ink"]
