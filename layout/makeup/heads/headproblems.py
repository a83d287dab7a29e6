"""What the program did to a head's sizes and lines, and what is missing for it -> the problems that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import ANY_SIZE, HeadSize, Job
from layout.makeup.text.headline_breaks import MOST_LINES


def tell_no_style(job: Job, name: str, style: str) -> Problem:
    """A tier that the paper has no style for."""
    return Problem(
        "no-style",
        "press",
        f"The story has a {name}, and the paper has no style {style!r} for it.",
        job.place_of_key("headline_style" if name == "jump_head" else f"{name}_style"),
        f"add {style!r} to the paper's styles, or name another with {name}_style",
    )


def tell_broken_by_program(job: Job, part: str, parts: Sequence[str], cut: int | None) -> Problem:
    """Lines that the program chose: a word model knows no names, so an editor reads them; too many hold the press."""
    lines = "／".join(line.strip() for line in parts)
    if len(parts) > MOST_LINES:
        over = cut or sum(len(line.strip()) for line in parts[MOST_LINES:])
        what = f"The line is some {over} characters too long for {MOST_LINES} lines of its smallest size: {lines}."
        hint = f"{_how_much_shorter(cut)}, or give the block more columns"
        return Problem(
            "headline-too-long", "press", what, job.place(part, sum(map(len, parts[:MOST_LINES]))), hint
        )
    what = f"The line is broken by the program: {lines}."
    hint = "read the breaks; to choose them, list the lines in the story's front matter"
    return Problem("headline-broken", "warning", what, job.place(part), hint)


def _how_much_shorter(characters: int | None) -> str:
    if characters is None:
        return "shorten it"
    return f"shorten it by {characters} character{'' if characters == 1 else 's'}"


def tell_stepped_down(job: Job, name: str, fit: TierFit, cut: int | None) -> Problem:
    """A tier that is smaller than its style for its own sake; `cut` is what it would have to lose."""
    shared = job.desk.head_sizes.get(fit.style, ANY_SIZE)
    for_body = job.change.head_steps < 0 or (shared.why == "body" and not fit.too_long)
    why = "to make room for the body" if for_body else "to fit its measure"
    others = [story for story in shared.mates if story not in shared.by]
    if fit.too_long and shared.held is not None and shared.held > fit.taken_pt:
        why += f"; the other heads of its style on the page have {shared.held:g} pt"
    elif others and shared.held is not None and not fit.too_long:
        why += f", and with it {_of_stories(others)}, of the same style"
    return _smaller(job, name, fit, why, f"{_how_much_shorter(cut)}, or give the block more columns")


def tell_stepped_with(job: Job, name: str, fit: TierFit, shared: HeadSize) -> Problem:
    """A tier that is smaller than its style because another is."""
    if shared.why == "rank":
        why = f"so that it is smaller than {_of_stories(shared.by)}, of a larger style"
        return _smaller(job, name, fit, why, f"shorten {_of_stories(shared.by)}")
    asked = (
        "has its size to make room for the body" if shared.why == "body" else "is too long for its measure"
    )
    why = f"as {_of_stories(shared.by)} {asked if len(shared.by) == 1 else 'are'}: heads of one style have one size"
    what = "the body of" if shared.why == "body" else "the head of"
    return _smaller(job, name, fit, why, f"shorten {what} {_listed(shared.by)}")


def _smaller(job: Job, name: str, fit: TierFit, why: str, hint: str) -> Problem:
    return Problem(
        "headline-stepped-down",
        "warning",
        f"The {name} is set at {fit.taken_pt:g} pt instead of {fit.wanted_pt:g} pt, {why}.",
        job.place(f"{name}[0]" if name in ("headline", "deck") else name),
        hint,
    )


def _of_stories(stories: Sequence[str]) -> str:
    """The heads of stories, as a message names them."""
    return f"{'that' if len(stories) == 1 else 'those'} of {_listed(stories)}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
