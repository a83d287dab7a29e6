"""A comparison -> JSON for programs, and JUnit XML for a CI that draws tables of tests."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from xml.etree import ElementTree

from layout.golden.verdict import BoxMm, GoldenComparison, MaskUse, PageComparison, SceneDifference

FORMAT: Final = "duikai-golden-1"

_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold (2.2)."""


def comparison_json(comparison: GoldenComparison) -> str:
    """The comparison as JSON. The same comparison gives the same text."""
    data = {
        "format": FORMAT,
        "golden": comparison.golden,
        "now": comparison.now,
        "same": comparison.same,
        "pages": [_page(page) for page in comparison.pages],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _page(page: PageComparison) -> dict[str, Any]:
    return {
        "page": page.page,
        "verdict": page.verdict,
        "sentences": list(page.sentences),
        "scene": [_scene(difference) for difference in page.scene],
        "ink": [
            {
                "block": difference.block,
                "story": difference.story,
                "px": difference.pixels,
                "box_mm": _box(difference.box),
                "explained": difference.explained,
            }
            for difference in page.ink
        ],
        "file": [part for difference in page.file for part in difference.parts],
        "masked": page.masked,
        "masks": [_mask(mask) for mask in page.masks],
        "notes": list(page.notes),
    }


def _scene(difference: SceneDifference) -> dict[str, Any]:
    return {
        "change": difference.change,
        "sentence": difference.sentence,
        "block": difference.block,
        "story": difference.story,
        "part": difference.part,
        "leg": difference.leg,
        "line": difference.line,
        "was": difference.was,
        "now": difference.now,
        "count": difference.count,
        "moved_mpt": [difference.right, difference.down],
        "boxes_mm": [_box(box) for box in difference.boxes],
        "was_boxes_mm": [_box(box) for box in difference.was_boxes],
        "followed": [
            {
                "change": following.change,
                "things": following.things,
                "count": following.count,
                "moved_mpt": [following.right, following.down],
                "lines": following.lines,
            }
            for following in difference.followed
        ],
    }


def _mask(mask: MaskUse) -> dict[str, Any]:
    return {
        "block": mask.block,
        "area_mm": _box(mask.box),
        "why": mask.why,
        "scene": mask.scene,
        "px": mask.pixels,
    }


def _box(box: BoxMm) -> list[float]:
    return [box.left, box.top, box.width, box.height]


def comparison_junit(comparison: GoldenComparison) -> bytes:
    """The comparison as JUnit XML: a test case for each page, which fails with its sentences."""
    failures = sum(page.verdict != "same" for page in comparison.pages)
    suite = ElementTree.Element(
        "testsuite",
        {
            "name": _xml(f"golden pages of {comparison.now}"),
            "tests": str(len(comparison.pages)),
            "failures": str(failures),
            "errors": "0",
        },
    )
    for page in comparison.pages:
        case = ElementTree.SubElement(suite, "testcase", {"classname": "golden", "name": _xml(page.page)})
        if page.verdict != "same":
            message = page.sentences[0] if page.sentences else page.verdict
            failure = ElementTree.SubElement(
                case, "failure", {"type": page.verdict, "message": _xml(message)}
            )
            failure.text = _xml("\n".join(page.sentences))
        if told := [*page.notes, *(f"masked: {mask.why}" for mask in page.masks if mask.used)]:
            ElementTree.SubElement(case, "system-out").text = _xml("\n".join(told))
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    written: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
