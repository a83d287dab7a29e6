"""A nameplate may be a picture: a PDF or line art, whole in its area, with the paper's name for who can't see it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from content.problems import Refused
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Advert, Box, Line, Picture
from tests.editions import PAPER, Draft, ids, paper_with, region
from tests.finished import one_page, pdf

BLOCK = {"kind": "nameplate", "id": "n", "columns": "1-4", "lines": "1-6", "picture": "masthead"}


def drawn(folder: Path, file: str = "masthead.pdf", **more: Any) -> Outcome:
    (folder / "adverts").mkdir(parents=True)
    if file.endswith(".pdf"):
        (folder / "adverts" / file).write_bytes(
            pdf(one_page(b"0 0 0 1 k 10 10 280 80 re f", page=b"/MediaBox [0 0 300 100]"))
        )
    elif file:
        image = Image.new("1", (3600, 1200), 1)
        ImageDraw.Draw(image).ellipse((100, 100, 3500, 1100), fill=0)
        image.save(folder / "adverts" / file)
    sheet = {"file": file or "none.pdf", "alt": more.pop("alt", PAPER["name"])}
    draft = Draft(
        blocks=[{**BLOCK, **more}],
        adverts={"masthead": sheet},
        paper=paper_with(press={"least_line_art_ppi": 400}),
    )
    return set_edition(draft.write(folder))[0]


@pytest.mark.parametrize("file", ["masthead.pdf", "masthead.png"])
def test_a_drawn_nameplate_is_whole_and_as_large_as_its_area_holds(tmp_path: Path, file: str) -> None:
    outcome = drawn(tmp_path, file)
    own = region(outcome.made.scene, "n")
    [item] = own.items
    assert isinstance(item, Advert if file.endswith("pdf") else Picture)
    assert item.alt == PAPER["name"]
    assert item.rect.width == pytest.approx(3 * item.rect.height, rel=0.001)
    assert item.rect.height == pytest.approx(own.frame.height - 5_000, abs=2)
    assert own.frame.x + own.frame.width // 2 == pytest.approx(item.rect.x + item.rect.width // 2, abs=2)
    assert ids(outcome) == []


def test_it_stands_at_the_side_of_its_area_that_is_asked_for_inside_its_frame(tmp_path: Path) -> None:
    frame = {"tint": "tint", "padding_em": 2}
    outcome = drawn(tmp_path, columns="1-2", place="top", frame=frame)
    box, item = region(outcome.made.scene, "n").items
    assert isinstance(box, Box) and isinstance(item, Advert)
    assert item.rect.x - box.rect.x == 20_000
    assert item.rect.y - box.rect.y == 10_000
    assert box.rect.bottom - item.rect.bottom > 15_000
    assert ids(outcome) == []


def test_in_the_file_it_is_a_figure_with_the_paper_s_name_and_stays_a_drawing(tmp_path: Path) -> None:
    scene = drawn(tmp_path).made.scene
    data = write_pdf(scene, scene.pages, Resources(lambda face: pytest.fail(str(face)), tmp_path))
    with pikepdf.open(BytesIO(data)) as file:
        figures = [
            one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == [PAPER["name"]]
        kinds = [str(form.Subtype) for form in file.pages[0].Resources.XObject.values()]
        assert kinds == ["/Form"]
    with pypdfium2.PdfDocument(data) as opened:
        image = opened[0].render().to_pil().convert("L")
    item = region(scene, "n").items[0]
    assert not isinstance(item, Line) and isinstance(item, Advert)
    middle = (item.rect.x + item.rect.width // 2) // 1000, (item.rect.y + item.rect.height // 2) // 1000
    dark = image.getpixel(middle)
    assert isinstance(dark, int) and dark < 90


def test_other_words_than_the_paper_s_name_and_a_missing_file_are_told(tmp_path: Path) -> None:
    other = drawn(tmp_path / "other", alt="一幅画")
    [problem] = other.problems
    assert (problem.id, problem.severity) == ("nameplate-alt", "warning")
    assert problem.where.line is not None
    assert ids(drawn(tmp_path / "label", alt="一幅画", kind="label")) == []
    assert ids(drawn(tmp_path / "none", "")) == ["missing-advert"]


@pytest.mark.parametrize(
    ("changes", "id"),
    [
        ({"picture": "nobody"}, "missing-file"),
        ({"picture": None}, "missing-key"),
        ({"text": [{"text": "方格报", "style": "headline"}]}, "two-contents"),
    ],
)
def test_a_panel_has_a_picture_that_is_there_or_lines_of_type(
    tmp_path: Path, changes: dict[str, Any], id: str
) -> None:
    with pytest.raises(Refused) as refused:
        drawn(tmp_path, **changes)
    assert id in {problem.id for problem in refused.value.problems}
    assert all(problem.where.line is not None for problem in refused.value.problems if problem.id == id)
