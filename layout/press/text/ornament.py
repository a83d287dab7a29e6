"""An annotation -> whether it is ornament, as emphasis dots are, or text that is read, as ruby is."""

from __future__ import annotations

from unicodedata import category

from layout.scene import GlyphRun, Line


def is_ornament(run: GlyphRun) -> bool:
    """Whether an annotation has neither a letter nor a figure nor a tone mark: then it is seen and not read."""
    return run.annotation and not any(
        category(char)[0] in "LMN" or category(char) == "Sk" for text in run.texts for char in text
    )


def read_texts(run: GlyphRun) -> tuple[str, ...]:
    """The text of each glyph of a run, as a reader of the file gets it: ornament has none."""
    return ("",) * len(run.texts) if is_ornament(run) else run.texts


def has_beside(line: Line) -> bool:
    """Whether the line has something beside its text: ruby, emphasis dots."""
    return any(run.annotation and run.glyphs for run in line.runs)
