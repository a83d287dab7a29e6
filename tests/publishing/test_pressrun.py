"""From an edition to plates: what the preflight holds back, what an editor signs off, how files are called, one hash."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from content.problems import Place, Problem, Refused, Severity
from layout.plan.press_settings import PressWish
from layout.publish import Outcome, check, publish
from layout.publishing.problems.findings import drop_known_problems
from tests.editions import Draft, block, paper_with, prose, running, story

DPI = 40

RED_CREDIT = {"credit": {"face": "song", "size": 8, "leading": 12, "ink": "red"}}


def draft(**paper: Any) -> Draft:
    """Two pages: a story beside a photo, and another story."""
    return Draft(
        pages=[
            {
                "name": "A01",
                "blocks": [
                    block("a", "1-3", "1-25"),
                    {"kind": "photo", "photo": "p", "columns": "4-6", "lines": "1-20"},
                ],
            },
            {"name": "A02", "blocks": [block("b", "2-3", "5-16")]},
        ],
        stories={"a": story("标题", prose(600)), "b": story("", running(238))},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄", "alt": "圆"}},
        pictures={"p.jpg": (1200, 900)},
        paper=paper_with(**paper),
    )


def build(root: Path, out: Path, wish: PressWish = PressWish()) -> Outcome:  # noqa: B008  # frozen
    return publish(root, out, dpi=DPI, wish=wish)


def held(outcome: Outcome) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.id, one.where.page, one.where.block) for one in outcome.problems if one.severity != "warning"
    ]


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_a_plant_would_object_to_holds_the_press_with_its_place(tmp_path: Path) -> None:
    root, out = draft(styles=RED_CREDIT).write(tmp_path / "daily"), tmp_path / "out"
    outcome = build(root, out)
    assert held(outcome) == [("text-in-several-inks", "A01", "p")]
    assert not any(name.startswith("pages/") for name in names(out))
    (problem,) = [one for one in outcome.problems if one.severity == "press"]
    # The block's line, and the place on the page: the credit ends at the right of columns 4 to 6.
    assert (problem.where.file, problem.where.line is not None) == ("edition.yaml", True)
    left, top, right, bottom = problem.where.area_mm or (0, 0, 0, 0)
    assert 125 < left < right < 240 and 20 < top < bottom < 130
    report = json.loads((out / "report.json").read_bytes())
    (row,) = [one for one in report["problems"] if one["severity"] == "press"]
    assert row["where"]["area_mm"] == [left, top, right, bottom]
    # The file of the whole edition is there to be looked at, and claims nothing.
    with pikepdf.open(out / "daily.pdf") as pdf:
        assert "/OutputIntents" not in pdf.Root
    page = json.loads((out / "preflight" / "daily-A01.json").read_bytes())
    assert [one["rule"] for one in page["findings"] if one["severity"] == "error"] == ["text-in-several-inks"]
    assert "text-in-several-inks" in (out / "preflight" / "daily-A01.html").read_text("utf-8")


def test_a_problem_that_is_signed_off_is_kept_in_the_reports_and_holds_nothing(tmp_path: Path) -> None:
    made = draft(styles=RED_CREDIT)
    made.more["sign_offs"] = [
        {"rule": "text-in-several-inks", "page": "A01", "block": "p", "by": "王编辑", "why": "样张"}
    ]
    root, out = made.write(tmp_path / "daily"), tmp_path / "out"
    outcome = build(root, out)
    assert (held(outcome), outcome.ready) == ([], True)
    assert {"pages/daily-A01.pdf", "pages/daily-A02.pdf"} <= names(out)
    report = json.loads((out / "report.json").read_bytes())
    (row,) = report["signed_off"]
    assert (row["id"], row["by"], row["why"]) == ("text-in-several-inks", "王编辑", "样张")
    page = json.loads((out / "preflight" / "daily-A01.json").read_bytes())
    (finding,) = [one for one in page["findings"] if one["severity"] == "error"]
    assert "王编辑" in json.dumps(finding, ensure_ascii=False)
    assert "王编辑" in (out / "preflight" / "daily-A01.html").read_text("utf-8")


def test_a_sign_off_elsewhere_lets_nothing_pass_and_is_told(tmp_path: Path) -> None:
    made = draft(styles=RED_CREDIT)
    made.more["sign_offs"] = [{"rule": "text-in-several-inks", "page": "A01", "block": "a", "by": "王编辑"}]
    outcome = build(made.write(tmp_path / "daily"), tmp_path / "out")
    assert held(outcome) == [("text-in-several-inks", "A01", "p")]
    (idle,) = [one for one in outcome.problems if one.id == "sign-off-unused"]
    assert idle.where.file == "edition.yaml" and idle.where.line is not None


def test_overset_copy_can_be_signed_off_and_check_says_so(tmp_path: Path) -> None:
    made = draft()
    made.stories["b"] = story("", running(900))
    root = made.write(tmp_path / "daily")
    assert held(check(root)) == [("overset", "A02", "b")]
    made.more["sign_offs"] = [{"rule": "overset", "page": "A02", "block": "b", "by": "王编辑"}]
    outcome = check(made.write(root))
    assert outcome.ready and [one.problem.id for one in outcome.signed] == ["overset"]


def test_the_manifest_has_the_hash_of_all_that_was_read_and_written(tmp_path: Path) -> None:
    root, out = draft().write(tmp_path / "daily"), tmp_path / "out"
    build(root, out)
    manifest = json.loads((out / "manifest.json").read_bytes())
    written = {one["file"]: one["sha256"] for one in manifest["outputs"]}
    assert written.keys() == names(out) - {"manifest.json", "report.json"}
    read = {one["file"]: one["sha256"] for one in manifest["inputs"]}
    assert read.keys() == names(root)
    for folder, listed in ((out, written), (root, read)):
        for name, digest in listed.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert {one["file"] for one in manifest["faces"]} >= {"NotoSerifCJKjp-VF.ttf"}
    assert len(manifest["profile"]["sha256"]) == 64


@pytest.mark.parametrize(
    ("wish", "folder", "box", "claims"),
    [
        (PressWish(preset="plate"), "pages", 0, "PDF/X-4"),
        (PressWish(preset="trimmed", level="PDF/X-1a:2003"), "pages", 15, "PDF/X-1a:2003"),
        (PressWish(preset="proof"), "proof", 15, None),
    ],
)
def test_presets_and_levels_come_from_one_page(
    wish: PressWish, folder: str, box: float, claims: str | None, tmp_path: Path
) -> None:
    root, out = draft().write(tmp_path / "daily"), tmp_path / "out"
    assert build(root, out, wish).ready
    assert (folder == "pages") == any(name.startswith("pages/") for name in names(out))
    with pikepdf.open(out / folder / "daily-A01.pdf") as pdf:
        sheet = pdf.pages[0].obj
        assert float(sheet.TrimBox[0]) == pytest.approx(box * 72 / 25.4, abs=0.001)
        said = pdf.docinfo.get("/GTS_PDFXVersion")
        assert (None if said is None else str(said)) == claims


def test_press_files_are_called_as_the_plant_wants(tmp_path: Path) -> None:
    made = draft(press={"page_file": "{paper}{date:%Y%m%d}{section}{page:02}", "edition_file": "{paper}-all"})
    assert isinstance(made.paper, dict)
    made.paper["code"] = "FGB"
    root, out = made.write(tmp_path / "daily"), tmp_path / "out"
    build(root, out)
    assert {"FGB-all.pdf", "pages/FGB20241125A01.pdf", "pages/FGB20241125A02.pdf"} <= names(out)


def test_pages_whose_files_would_have_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        check(draft(press={"page_file": "{paper}{section}"}).write(tmp_path / "daily"))
    (problem,) = refusal.value.problems
    assert problem.id == "press-name-twice" and "A01, A02" in problem.what
    assert (problem.where.file, problem.where.field) == ("paper.yaml", "press.page_file")


def test_no_page_of_a_proof_is_called_as_the_proof_with_overlays(tmp_path: Path) -> None:
    pages = [{"name": "overlays", "blocks": [block("a", "1-3", "1-20")]}]
    made = Draft(
        pages=pages, stories={"a": story("题", running(200))}, paper=paper_with(press={"preset": "proof"})
    )
    with pytest.raises(Refused) as refusal:
        check(made.write(tmp_path / "daily"))
    assert [one.id for one in refusal.value.problems] == ["press-name-twice"]
    made.paper = paper_with()
    check(made.write(tmp_path / "plate"))


def advert_pdf(colour: str) -> bytes:
    """A page of 320 × 280 pt with a filled box: columns 4 to 6, 19 lines of the round paper, from type to type."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(320, 280))
        pdf.pages[0].Contents = pdf.make_stream(f"{colour} 20 20 200 100 re f".encode())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def placed(folder: Path, data: bytes) -> Path:
    """The edition with an advertisement below its photo."""
    made = draft()
    assert made.pages is not None
    made.pages[0]["blocks"].append({"kind": "advert", "advert": "sale", "columns": "4-6", "lines": "21-39"})
    root = made.write(folder / "daily")
    (root / "adverts").mkdir()
    (root / "adverts" / "sale.yaml").write_text("file: sale.pdf\nalt: 广告\n", "utf-8")
    (root / "adverts" / "sale.pdf").write_bytes(data)
    return root


def test_a_sound_advertisement_goes_to_press(tmp_path: Path) -> None:
    root, out = placed(tmp_path, advert_pdf("0 1 1 0 k")), tmp_path / "out"
    assert held(build(root, out)) == []
    inputs = json.loads((out / "manifest.json").read_bytes())["inputs"]
    assert {"adverts/sale.pdf", "adverts/sale.yaml"} <= {one["file"] for one in inputs}


def test_an_advertisement_in_rgb_is_told_once_and_holds_the_press(tmp_path: Path) -> None:
    root, out = placed(tmp_path, advert_pdf("1 0 0 rg")), tmp_path / "out"
    assert held(check(root)) == [("advert-device-rgb", "A01", "sale")]
    outcome = build(root, out)
    assert held(outcome) == [("advert-device-rgb", "A01", "sale")]
    (problem,) = [one for one in outcome.problems if one.severity == "press"]
    assert "20 mm" not in problem.what and "7 mm from its left" in problem.what  # 20 pt


def test_an_advertisement_with_too_much_ink_is_told(tmp_path: Path) -> None:
    root = placed(tmp_path, advert_pdf("0.9 0.9 0.9 0.9 k"))
    assert {id for id, _, _ in held(check(root))} >= {"advert-ink-limit"}


def test_an_advertisement_that_is_signed_off_is_so_in_its_pages_report(tmp_path: Path) -> None:
    root, out = placed(tmp_path, advert_pdf("1 0 0 rg")), tmp_path / "out"
    with (root / "edition.yaml").open("a", encoding="utf-8") as file:
        file.write("sign_offs:\n- {rule: advert-device-rgb, page: A01, block: sale, by: 王编辑}\n")
    assert build(root, out).ready
    page = json.loads((out / "preflight" / "daily-A01.json").read_bytes())
    (finding,) = [one for one in page["findings"] if one["rule"] == "device-rgb"]
    assert finding["signed"] == {"by": "王编辑", "why": ""}
    assert page["open"]["error"] == 0


def test_what_was_a_warning_before_is_told_when_it_holds_the_press() -> None:
    def problem(id: str, severity: Severity) -> Problem:
        return Problem(id, severity, "Something.", Place(page="A01", block="sale"), "mend it")

    found = [problem("total-ink", "press")]
    assert list(drop_known_problems(found, [problem("advert-total-ink", "warning")])) == found
    assert list(drop_known_problems(found, [problem("advert-total-ink", "press")])) == []
    lesser = [problem("picture-resolution", "warning")]
    assert list(drop_known_problems(lesser, [problem("low-resolution", "press")])) == []
    assert list(drop_known_problems(lesser, [problem("another", "press")])) == lesser
