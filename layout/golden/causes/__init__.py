"""What differs by itself between set pages and their goldens, and what only followed: `find_causes`."""

from layout.golden.causes.finding import find_causes

__all__ = ["find_causes"]
