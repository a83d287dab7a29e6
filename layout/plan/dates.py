"""What a paper's file says of how dates are written: the pattern of a date, the names of months and weekdays."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layout.plan.fields import DateText
from layout.plan.style import Model, Printed

Figures = Literal["arabic", "han"]
"""2026年11月30日, or 二〇二六年十一月三十日."""

_DateName = Annotated[Printed, Field(min_length=1, max_length=40)]


class DatesModel(Model):
    """How the fields of folios, panels and imprints write the issue's date; as the paper's language does where left
    out.
    """

    date: DateText | None = Field(
        default=None,
        min_length=1,
        max_length=80,
        description="How `{date}` is written, with `{year}`, `{month}`, `{day}`, `{month_name}` and `{weekday}`: "
        "`{year}年{month}月{day}日`.",
    )
    weekdays: tuple[_DateName, ...] | None = Field(
        default=None, min_length=7, max_length=7, description="The seven names of `{weekday}`, Monday first."
    )
    months: tuple[_DateName, ...] | None = Field(
        default=None, min_length=12, max_length=12, description="The twelve names of `{month_name}`."
    )
    level_figures: Figures = Field(
        default="arabic",
        description="Figures of dates and numbers in level lines: `arabic` or `han` (二〇二六年十一月三十日).",
    )
    vertical_figures: Figures | None = Field(
        default=None,
        description="Figures of dates and numbers in vertical lines; where left out `han` in Chinese and Japanese, "
        "else `arabic`.",
    )
