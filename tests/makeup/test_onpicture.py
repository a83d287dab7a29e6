"""A head or a label lies on a picture where its block says so, wholly, and is told where it can't be read there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from content.problems import Refused
from fonts.catalogue import Catalogue
from layout.makeup.story.deepen_block import resize_photos
from layout.plan.blocks import PhotoBlock, StoryBlock
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Ink, Line, Picture, Region
from layout.scene.contrast import measure_contrast, measure_luminance
from layout.scene.fromjson import from_json
from layout.scene.proofs.roomproof import lies_wrong
from layout.scene.tojson import to_json
from tests.editions import PAPER, Draft, block, ids, paper_with, region, running, story

QUIET = {"warn_crop_percent": 100, "least_picture_ppi": 36, "warn_picture_ppi": 36}
STYLES = {
    "reversed": {**PAPER["styles"]["headline"], "ink": "white", "align": "start"},
    "label": {"face": "hei", "weight": 700, "size": 20, "align": "center"},
}
DARK, LIGHT, MIDDLE = 30, 235, 150


def laid(folder: Path, gray: int | Image.Image = DARK, **more: Any) -> Outcome:
    """A story under a photo, its head on that; the picture is of one gray, or the one that is given."""
    head = more.pop("head", {"on": "pic"})
    photo = {"kind": "photo", "photo": "p", "id": "pic", "columns": "1-6", "lines": "1-20"} | more.pop(
        "photo", {}
    )
    place = block("a", "1-6", "22-36", head=head, headline_style="reversed") | more.pop("story", {})
    picture = gray if isinstance(gray, Image.Image) else Image.new("RGB", (800, 500), (gray,) * 3)
    (folder / "photos").mkdir(parents=True)
    picture.save(folder / "photos" / "p.png")
    paper = paper_with(press=QUIET, styles=STYLES, **more.pop("paper", {}))
    draft = Draft(
        blocks=[place, photo, *more.pop("beside", [])],
        stories={"a": story(more.pop("headline", "山里的早晨"), running(560))},
        photos={"p": {"file": "p.png", "caption": "图说", "credit": "某 摄"}},
        paper=paper,
    )
    return set_edition(draft.write(folder))[0]


def own(outcome: Outcome, name: str) -> Region:
    return region(outcome.made.scene, name)


def head_of(outcome: Outcome) -> list[Line]:
    return [line for line in own(outcome, "a").lines if line.role == "headline"]


def picture_of(outcome: Outcome) -> Picture:
    return next(item for item in own(outcome, "pic").items if isinstance(item, Picture))


def wrong(outcome: Outcome) -> set[str]:
    return {"lies-over", "lies-outside", "over-head", "faint-on-picture"} & set(ids(outcome))


def test_a_head_lies_at_the_foot_of_its_picture_and_leaves_the_story_all_of_its_lines(tmp_path: Path) -> None:
    outcome = laid(tmp_path / "on")
    [line] = head_of(outcome)
    rect = picture_of(outcome).rect
    assert line.x == rect.x + 10_000
    assert rect.bottom - 10_000 - 30_000 < line.baseline < rect.bottom - 10_000
    body = [line for line in own(outcome, "a").lines if line.role == "body"]
    assert min(line.baseline for line in body) < own(outcome, "a").frame.y + 15_000
    assert wrong(outcome) == set()
    # Over its legs it takes lines of them.
    plain = laid(tmp_path / "plain", head={})
    first = min(line.baseline for line in own(plain, "a").lines if line.role == "body")
    assert first > own(plain, "a").frame.y + 30_000
    assert own(plain, "a").lies_on is None


def test_what_lies_on_a_picture_is_painted_after_it(tmp_path: Path) -> None:
    order = [one.id for one in laid(tmp_path).made.scene.pages[0].regions]
    assert order.index("pic") < order.index("a")


def test_a_head_lies_at_the_side_and_in_the_lines_that_it_is_given(tmp_path: Path) -> None:
    top = laid(tmp_path / "top", head={"on": "pic", "side": "top"})
    rect = picture_of(top).rect
    assert rect.y + 10_000 < head_of(top)[0].baseline < rect.y + 45_000
    lines = laid(tmp_path / "lines", head={"on": "pic", "lines": "8-12", "columns": "3-5"})
    [line] = head_of(lines)
    first = lines.made.scene.pages[0].grid
    assert first is not None
    assert line.x == first.area.x + 2 * (first.column + first.gutter)
    assert first.area.y + 7 * first.leading < line.baseline < first.area.y + 12 * first.leading
    assert wrong(top) | wrong(lines) == set()


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_an_upright_head_lies_at_the_right_of_its_picture(tmp_path: Path, writing: str) -> None:
    grid = {"writing": writing, "lines": 40, "columns": 5 if writing == "vertical" else 6}
    place = {"columns": "1-2", "lines": "1-40"} if writing == "vertical" else {}
    outcome = laid(
        tmp_path,
        head={"on": "pic", "writing": "vertical"},
        paper={"grid": grid},
        photo=place,
        story={"columns": "3-5", "lines": "1-40"} if writing == "vertical" else {},
    )
    [line] = head_of(outcome)
    rect = picture_of(outcome).rect
    assert line.vertical
    assert rect.right - 10_000 - 30_000 <= line.x <= rect.right - 10_000
    assert rect.y + 9_000 < line.baseline < rect.y + 15_000
    assert wrong(outcome) == set()


def test_the_proof_of_room_lets_a_head_on_its_own_picture_alone_and_not_over_its_edge(tmp_path: Path) -> None:
    scene = laid(tmp_path).made.scene
    assert from_json(to_json(scene)) == scene
    assert lies_wrong(scene) == ()
    [page] = scene.pages

    def with_story(**changes: Any) -> set[str]:
        regions = tuple(replace(one, **changes) if one.id == "a" else one for one in page.regions)
        return {problem.id for problem in lies_wrong(replace(scene, pages=(replace(page, regions=regions),)))}

    assert with_story() == set()
    assert "lies-over" in with_story(lies_on=None)
    story_items = next(one for one in page.regions if one.id == "a").items
    moved = tuple(
        replace(
            item,
            x=item.x - 30_000,
            runs=tuple(replace(run, x=run.x - 30_000) for run in item.runs),
        )
        if isinstance(item, Line) and item.role == "headline"
        else item
        for item in story_items
    )
    assert with_story(items=moved) != set()
    # Nor the story's text.
    down = tuple(
        replace(
            item,
            baseline=item.baseline - 200_000,
            runs=tuple(replace(run, baseline=run.baseline - 200_000) for run in item.runs),
        )
        if isinstance(item, Line) and item.role == "body"
        else item
        for item in story_items
    )
    assert "lies-over" in with_story(items=down)


def test_a_head_that_is_too_deep_for_its_picture_is_told_at_its_key(tmp_path: Path) -> None:
    outcome = laid(tmp_path, photo={"lines": "1-3"}, headline=["山里的早晨", "从六点开始"])
    [problem] = [problem for problem in outcome.problems if problem.id == "off-picture"]
    assert (problem.severity, problem.where.field) == ("press", "head")
    assert problem.where.line is not None


def test_contrast_is_that_of_the_standard() -> None:
    spots = laid_condition().spots
    assert measure_contrast(
        measure_luminance(Ink(0, 0, 0, 0), spots), measure_luminance(Ink(), spots)
    ) == pytest.approx(21)
    # #777777 on white: 4.48 to 1, as every calculator has it.
    assert measure_contrast(
        measure_luminance(Ink(0, 0, 0, 100 * (1 - 0x77 / 255)), spots), 1
    ) == pytest.approx(4.48, abs=0.01)


def laid_condition() -> Any:
    from layout.plan.paper import Paper
    from layout.plan.press_settings import condition_of

    return condition_of(Paper.model_validate(PAPER).press, ())


@pytest.mark.parametrize(("gray", "told"), [(DARK, False), (LIGHT, True), (MIDDLE, True)])
def test_a_head_that_the_picture_beneath_swallows_is_told_with_figures(
    tmp_path: Path, gray: int, told: bool
) -> None:
    outcome = laid(tmp_path, gray)
    found = [problem for problem in outcome.problems if problem.id == "faint-on-picture"]
    assert bool(found) == told
    for problem in found:
        level = ((gray / 255 + 0.055) / 1.055) ** 2.4
        assert f"{1.05 / (level + 0.05):.1f} to 1" in problem.what
        assert "set it in black" in problem.hint
        assert problem.where.line is not None


def test_a_picture_that_is_light_under_one_character_alone_is_told(tmp_path: Path) -> None:
    picture = Image.new("RGB", (800, 500), (DARK,) * 3)
    picture.paste((LIGHT,) * 3, (100, 300, 200, 500))
    outcome = laid(tmp_path / "spot", picture)
    [problem] = [problem for problem in outcome.problems if problem.id == "faint-on-picture"]
    assert "1.2 to 1 in places" in problem.what
    away = Image.new("RGB", (800, 500), (DARK,) * 3)
    away.paste((LIGHT,) * 3, (0, 0, 800, 100))
    assert "faint-on-picture" not in ids(laid(tmp_path / "away", away))


LABEL = {"kind": "label", "columns": "1", "lines": "2-3", "over": "pic", "id": "l"}


def test_a_label_lies_on_a_picture_and_its_tint_is_what_it_is_read_on(tmp_path: Path) -> None:
    bare = {**LABEL, "text": [{"text": "深度", "style": "label"}]}
    outcome = laid(tmp_path / "bare", head={}, beside=[bare])
    assert "faint-on-picture" in ids(outcome)  # black on dark
    tinted = laid(tmp_path / "tint", head={}, beside=[{**bare, "frame": {"tint": "tint"}}])
    assert wrong(tinted) == set()
    order = [one.id for one in tinted.made.scene.pages[0].regions]
    assert order.index("pic") < order.index("l")


@pytest.mark.parametrize(
    ("changes", "id"),
    [
        ({"head": {"on": "nobody"}}, "unknown-name"),
        ({"head": {"on": "pic", "lines": "18-25"}}, "bad-head-place"),
        ({"head": {"on": "pic", "side": "left"}}, "bad-head-place"),
        ({"head": {"on": "pic", "columns": "1-2", "columns_are": "legs"}}, "bad-head-place"),
        (
            {"beside": [{**LABEL, "lines": "19-23", "text": [{"text": "深度", "style": "label"}]}]},
            "outside-picture",
        ),
        ({"beside": [{**LABEL, "over": None, "text": [{"text": "深度", "style": "label"}]}]}, "overlap"),
    ],
)
def test_what_can_t_lie_on_a_picture_is_refused(tmp_path: Path, changes: dict[str, Any], id: str) -> None:
    with pytest.raises(Refused) as refused:
        laid(tmp_path, **changes)
    found = [problem for problem in refused.value.problems if problem.id == id]
    assert found
    assert found[0].where.line is not None


def test_type_on_a_picture_knocks_it_out_and_black_elsewhere_overprints(tmp_path: Path) -> None:
    catalogue = Catalogue.load(tmp_path / "fonts")
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    outcome = laid(tmp_path, LIGHT, story={"headline_style": "headline"})
    scene = outcome.made.scene
    data = write_pdf(scene, scene.pages, resources)
    states: list[str] = []
    state = ""
    with pikepdf.open(BytesIO(data)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(step.operator) == "gs":
                state = str(step.operands[0])
            if str(step.operator) == "TJ":
                states.append(state)
    # The head alone lies on the picture.
    knocked = [one for one in states if one == "/Knock"]
    assert 0 < len(knocked) < len(states) / 2
    plain = replace(
        scene,
        pages=tuple(
            replace(page, regions=tuple(replace(one, lies_on=None) for one in page.regions))
            for page in scene.pages
        ),
    )
    assert b"" != write_pdf(plain, plain.pages, resources) != data
    with pypdfium2.PdfDocument(data) as file:
        text = file[0].get_textpage().get_text_range()
    assert "山里的早晨" in text


def test_fitting_makes_no_photo_deeper_that_type_lies_on_or_that_goes_on_on_another_page() -> None:
    inside = PhotoBlock.model_validate(
        {"kind": "photo", "photo": "p", "inside": "a", "columns": "2-3", "lines": "10-20"}
    )
    half = PhotoBlock.model_validate({**inside.model_dump(exclude_unset=True), "spread_to": "A03"})
    plain = StoryBlock.model_validate(block("a", "1-4", "1-40"))
    over = StoryBlock.model_validate(block("a", "1-4", "1-40", head={"on": "p"}))
    assert resize_photos([inside], plain, 2)[1] == (("p", 2),)
    assert resize_photos([half], plain, 2)[1] == ()
    assert resize_photos([inside], over, 2)[1] == ()
