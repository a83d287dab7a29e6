"""What is wrong with a font, as one exception: what, in which file, and what to do."""

from __future__ import annotations


class FontError(Exception):
    """A face that can't be found, or a font file that can't be used.

    `file` is a bare file name or a path relative to the folder it was looked for in, never absolute;
    None where no file is to blame. No exception of a font library leaves `fonts` in another shape.
    """

    def __init__(self, what: str, file: str | None = None, hint: str = "") -> None:
        self.what = what
        self.file = file
        self.hint = hint
        super().__init__(what, file, hint)

    def __str__(self) -> str:
        head = f"{self.file}: {self.what}" if self.file else self.what
        return f"{head} ({self.hint})" if self.hint else head
