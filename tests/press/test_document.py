"""The press file as a whole: boxes, condition, metadata, colours, problems, and the same bytes on every run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pikepdf
import pytest

from content.problems import Refused
from layout.press.document import write_pdf
from layout.press.file.numbers import points
from layout.scene import Box, Ink, Mpt, Rect, Rule, Scene, Span
from tests.press.reading import opened, operators
from tests.press.scenes import (
    BLACK,
    CONDITION,
    HEIGHT,
    WHITE,
    WIDTH,
    Setting,
    colour_chart,
    hei,
    line,
    page,
    placed,
    region,
    resources,
    run,
    saved,
    scene,
    song,
    text_line,
)

Level = Literal["PDF/X-4", "PDF/X-1a:2003"]

TREE = Path(__file__).parents[2]


def front_page(root: Path, level: Level = "PDF/X-4", bleed: Mpt = 0) -> Scene:
    """Something of everything: text in two faces, white and black, a tint, a frame, a rule, a photo."""
    chart = colour_chart(60, 40)
    items = (
        Box(Rect(20_000, 20_000, 200_000, 90_000), fill=Ink(0, 0, 0, 12), stroke=BLACK, stroke_width=500),
        text_line("武进日报，𬭩", Setting(song()), baseline=50_000),
        text_line("反白", Setting(hei(), size=20_000, ink=WHITE), baseline=90_000),
        Rule(20_000, 120_000, 220_000, 120_000, 250, BLACK),
        placed("photos/c.png", saved(chart, root / "photos/c.png"), chart.size),
    )
    condition = replace(CONDITION, level=level, bleed=bleed)
    second = page(region(text_line("二版", Setting(song()))), name="A02", number=2)
    return scene([page(region(*items)), second], [song(), hei()], condition)


def built(root: Path, level: Level = "PDF/X-4", bleed: Mpt = 0) -> bytes:
    made = front_page(root, level, bleed)
    return write_pdf(made, made.pages, resources(root))


@pytest.mark.parametrize("level", ["PDF/X-4", "PDF/X-1a:2003"])
def test_a_file_is_sound(tmp_path: Path, level: Level) -> None:
    with opened(built(tmp_path, level)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 2
        assert not pdf.is_encrypted


@pytest.mark.parametrize("bleed", [0, 8_504])
def test_boxes_stand_on_each_page(tmp_path: Path, bleed: Mpt) -> None:
    with opened(built(tmp_path, bleed=bleed)) as pdf:
        for sheet in pdf.pages:
            entries = sheet.obj
            media = [0, 0, (WIDTH + 2 * bleed) / 1000, (HEIGHT + 2 * bleed) / 1000]
            trim = [bleed / 1000, bleed / 1000, (WIDTH + bleed) / 1000, (HEIGHT + bleed) / 1000]
            assert [float(edge) for edge in entries["/MediaBox"]] == media
            assert [float(edge) for edge in entries["/BleedBox"]] == media
            assert [float(edge) for edge in entries["/TrimBox"]] == trim
            assert not {"/CropBox", "/ArtBox", "/Rotate", "/UserUnit", "/Annots", "/Group", "/Tabs"} & set(
                entries.keys()
            )


def test_the_bleed_moves_everything_by_itself(tmp_path: Path) -> None:
    at = [
        next(operands for operands, operator in operators(built(tmp_path, bleed=bleed)) if operator == "re")
        for bleed in (0, 10_000)
    ]
    assert [float(b) - float(a) for a, b in zip(*at, strict=True)] == [10, 10, 0, 0]


def test_boxes_and_rules_are_where_the_scene_has_them(tmp_path: Path) -> None:
    found = [
        (operator, [float(part) for part in operands])
        for operands, operator in operators(built(tmp_path))
        if operator in ("re", "f", "S", "m", "l", "w", "K")
    ]
    outline = ("re", [20, 400 - 110, 200, 90])
    assert found == [
        outline, ("f", []), ("K", [0, 0, 0, 1]), ("w", [0.5]), outline, ("S", []),
        ("w", [0.25]), ("m", [20, 280]), ("l", [220, 280]), ("S", []),
    ]  # fmt: skip


def test_every_colour_is_of_the_four_inks(tmp_path: Path) -> None:
    data = built(tmp_path)
    for number in (0, 1):
        used = {operator for _, operator in operators(data, number)}
        assert not used & {"g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "ri", "BI"}
    with opened(data) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                assert item.ColorSpace == "/DeviceCMYK"
                assert "/SMask" not in item and "/Mask" not in item
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/ExtGState":
                assert set(item.keys()) == {"/Type", "/OP", "/op", "/OPM"}


def test_graphics_states_are_balanced(tmp_path: Path) -> None:
    used = [operator for _, operator in operators(built(tmp_path))]
    for first, last in (("q", "Q"), ("BT", "ET"), ("BDC", "EMC")):
        assert used.count(first) == used.count(last)


@pytest.mark.parametrize(("level", "version"), [("PDF/X-4", "1.6"), ("PDF/X-1a:2003", "1.4")])
def test_the_file_says_what_it_is(tmp_path: Path, level: Level, version: str) -> None:
    data = built(tmp_path, level)
    assert data.startswith(f"%PDF-{version}\n".encode())
    with opened(data) as pdf:
        info = pdf.trailer.Info
        assert str(info.GTS_PDFXVersion) == level
        assert info.Trapped == "/False"
        first, second = (bytes(part) for part in pdf.trailer.ID)
        assert first == second
        assert len(first) == 16
        assert b"/ObjStm" not in data and b"/XRef" not in data


def test_the_printing_condition_is_named_and_its_profile_embedded(tmp_path: Path) -> None:
    with opened(built(tmp_path)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 002"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert int(intent.DestOutputProfile.N) == 4
        profile = TREE / "layout/press/profiles/news_snap_tac220.icc"
        assert intent.DestOutputProfile.read_bytes() == profile.read_bytes()


@pytest.mark.parametrize("level", ["PDF/X-4", "PDF/X-1a:2003"])
def test_info_and_xmp_agree(tmp_path: Path, level: Level) -> None:
    data = built(tmp_path, level)
    with opened(data) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        packet = pdf.Root.Metadata.read_bytes()
        assert packet in data
        info = {key: str(value) for key, value in pdf.trailer.Info.items()}
    said = {element.tag: element.text or "" for element in ElementTree.fromstring(packet).iter()}
    xmp, media = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/xap/1.0/mm/}"
    adobe = "{http://ns.adobe.com/pdf/1.3/}"
    assert said["{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"] == info["/Title"] == "武进日报 & 样张"
    assert said[f"{xmp}CreatorTool"] == info["/Creator"]
    assert said[f"{adobe}Producer"] == info["/Producer"]
    assert said[f"{adobe}Trapped"] == "False"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20241125000000+08'00'"
    assert {said[f"{xmp}{name}Date"] for name in ("Create", "Modify", "Metadata")} == {
        "2024-11-25T00:00:00+08:00"
    }
    space = "http://www.npes.org/pdfx/ns/id/" if level == "PDF/X-4" else "http://ns.adobe.com/pdfx/1.3/"
    assert said[f"{{{space}}}GTS_PDFXVersion"] == info["/GTS_PDFXVersion"] == level
    assert said[f"{media}VersionID"] == "1"
    assert said[f"{media}RenditionClass"] == "default"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", said[f"{media}DocumentID"])


def test_a_file_of_one_page_names_it(tmp_path: Path) -> None:
    made = front_page(tmp_path)
    with opened(write_pdf(made, made.pages[1:], resources(tmp_path))) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.trailer.Info.Title) == "武进日报 & 样张 A02"


def test_other_pages_have_another_id(tmp_path: Path) -> None:
    made = front_page(tmp_path)
    ids = set()
    for pages in (made.pages, made.pages[:1], made.pages[1:]):
        with opened(write_pdf(made, pages, resources(tmp_path))) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 3


def test_a_line_end_stands_before_every_endstream(tmp_path: Path) -> None:
    data = built(tmp_path)
    assert data.count(b"\nendstream\n") == data.count(b"endstream") > 5


def test_the_same_scene_gives_the_same_bytes(tmp_path: Path) -> None:
    assert built(tmp_path) == built(tmp_path)


PROGRAM = """\
import sys
from pathlib import Path
from typing import Literal
from tests.press.test_document import built
import hashlib
print(hashlib.sha256(built(Path(sys.argv[1]))).hexdigest())
"""


def test_another_process_folder_day_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    sums = set()
    for number, epoch in ((1, "1000000000"), (2, "")):
        folder = tmp_path / f"edition {number}"
        folder.mkdir()
        environment = os.environ | {
            "PYTHONHASHSEED": str(number),
            "PYTHONPATH": str(TREE),
            "TZ": f"UTC{number}",
        }
        environment.pop("SOURCE_DATE_EPOCH", None)
        if epoch:
            environment["SOURCE_DATE_EPOCH"] = epoch
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(folder)],
            cwd=folder, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        sums.add(done.stdout)
    assert len(sums) == 1


def test_nothing_of_this_machine_is_in_the_file(tmp_path: Path) -> None:
    data = built(tmp_path)
    with opened(data) as pdf:
        whole = data + b"".join(item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
    for word in (str(tmp_path), str(TREE), os.environ.get("HOME", "/root")):
        assert word.encode() not in whole


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    bad = run("缺字", Setting(song()))
    missing = replace(bad, glyphs=(bad.glyphs[0], 0))
    unknown = replace(bad, face="song-of-yesterday")
    span = Span("lead", "body/2", 40, 42)
    items = (
        line(missing, span=span),
        line(unknown, span=span),
        placed("photos/none.jpg", "0" * 64, (60, 40)),
    )
    made = replace(scene([page(region(*items))], [song()]), issued="25 November")
    with pytest.raises(Refused) as caught:
        write_pdf(made, made.pages, resources(tmp_path))
    problems = {problem.id: problem for problem in caught.value.problems}
    assert set(problems) == {"missing-glyph", "face-unknown", "photo-gone", "issue-date"}
    assert all(problem.severity == "refused" for problem in problems.values())
    place = problems["missing-glyph"].where
    assert (place.page, place.block, place.story, place.field, place.character) == (
        "A01",
        "lead",
        "lead",
        "body/2",
        41,
    )
    assert "U+5B57" in problems["missing-glyph"].what


def test_a_face_that_is_not_there_is_named(tmp_path: Path) -> None:
    made = scene([page(region(text_line("字", Setting(song()))))], [song()])
    gone = replace(made, faces=(replace(made.faces[0], sha256="0" * 64),))
    with pytest.raises(Refused) as caught:
        write_pdf(gone, gone.pages, resources(tmp_path))
    assert [problem.id for problem in caught.value.problems] == ["font-unusable"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("none.icc", None),
        ("../outside.icc", b""),
        ("text.icc", b"no profile at all"),
        ("short.icc", bytes(36) + b"acsp" + bytes(200)),
        ("damaged.icc", bytes(12) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(200)),
    ],
)
def test_a_profile_that_is_none_is_refused(tmp_path: Path, name: str, data: bytes | None) -> None:
    root = tmp_path / "edition"
    root.mkdir()
    if data is not None:
        (root / name).write_bytes(data)
    made = scene([page(region())], [], replace(CONDITION, profile=name))
    with pytest.raises(Refused) as caught:
        write_pdf(made, made.pages, resources(root))
    assert [problem.id for problem in caught.value.problems] == ["press-profile"]


def test_a_plants_own_profile_comes_from_the_editions_folder(tmp_path: Path) -> None:
    own = (TREE / "layout/press/profiles/news_snap_tac220.icc").read_bytes()
    (tmp_path / "plant.icc").write_bytes(own)
    made = scene([page(region())], [], replace(CONDITION, profile="plant.icc", registry=""))
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == own
        assert "/RegistryName" not in intent


def test_a_title_that_xml_cannot_hold_is_cleaned_on_both_sides(tmp_path: Path) -> None:
    made = replace(scene([page(region())], []), title="武进\x00<日报>\ud800 \U0001f4f0")
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        said = ElementTree.fromstring(pdf.Root.Metadata.read_bytes()).iter()
        title = str(pdf.trailer.Info.Title)
        assert title == "武进<日报> \U0001f4f0"
        assert title in {element.text for element in said}


def test_content_is_compressed(tmp_path: Path) -> None:
    with opened(built(tmp_path)) as pdf:
        contents = pdf.pages[0].Contents
        assert contents.Filter == "/FlateDecode"
        assert zlib.decompress(contents.read_raw_bytes()).startswith(
            b"/Artifact <</Type /Layout>> BDC\n/Knock gs\n"
        )


@pytest.mark.parametrize(
    ("mpt", "text"),
    [(0, "0"), (1, "0.001"), (-1, "-0.001"), (10_500, "10.5"), (-20_000, "-20"), (1_200, "1.2")],
)
def test_lengths_are_written_exactly(mpt: int, text: str) -> None:
    assert points(mpt) == text


def test_a_proof_claims_no_level(tmp_path: Path) -> None:
    made = front_page(tmp_path)
    proof = replace(made, condition=replace(made.condition, level="proof"))
    with opened(write_pdf(proof, proof.pages, resources(tmp_path))) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        assert b"GTS_PDFXVersion" not in pdf.Root.Metadata.read_bytes()
