"""Numbers -> the shortest decimals that a PDF may have: no exponent, no zeros at the end (ISO 32000-1 7.3.3)."""

from __future__ import annotations


def points(mpt: int) -> str:
    """Thousandths of a point as points, exact."""
    return _shift_point(mpt, 3)


def hundredths(count: int) -> str:
    """A count of hundredths as a number, exact."""
    return _shift_point(count, 2)


def _shift_point(count: int, places: int) -> str:
    whole, rest = divmod(abs(count), 10**places)
    sign = "-" if count < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0") if rest else f"{sign}{whole}"


def percent(value: float) -> str:
    """Percent as parts of one, to four places."""
    return decimal(value / 100, 4)


def decimal(number: float, places: int = 9) -> str:
    """A number to so many places: a ninth one no renderer can see."""
    written = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
