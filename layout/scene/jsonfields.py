"""One object of a scene's JSON -> its fields, each asked for by name and type; or a fault that names the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from layout.scene import Ink, Rect, spot_ink

V = TypeVar("V")


class Fault(Exception):
    """What is wrong with a field; `field` is its path, such as `scene.pages[0].number`."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field
        self.what = what


class Fields:
    """The keys of one JSON object, each asked for once by type; what nobody asked for is a fault."""

    __slots__ = ("_data", "_where")

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise Fault(where, f"{where} should be an object with named fields")
        self._data = data
        self._where = where

    def has(self, key: str) -> bool:
        """Whether there is such a field: for those that are only written where they say something new."""
        return key in self._data

    def any(self, key: str) -> Any:
        try:
            return self._data.pop(key)
        except KeyError:
            raise Fault(f"{self._where}.{key}", f"the field {key} is missing") from None

    def flag(self, key: str) -> bool:
        """A field that is only written where it is true."""
        return self.has(key) and self.one(key, bool)

    def one(self, key: str, kind: type[V]) -> V:
        value = self.any(key)
        if type(value) is not kind:  # bool is an int to isinstance, and no length
            raise self._wrong(key, kind.__name__)
        return value

    def maybe(self, key: str, kind: type[V]) -> V | None:
        value = self.any(key)
        if value is not None and type(value) is not kind:
            raise self._wrong(key, f"{kind.__name__} or null")
        return value

    def number(self, key: str) -> float:
        return as_number(self.any(key), f"{self._where}.{key}")

    def many(self, key: str, kind: type[V], count: int | None = None) -> tuple[V, ...]:
        values = self.any(key)
        if type(values) is not list or not {type(v) for v in values} <= {kind}:
            raise self._wrong(key, f"a list of {kind.__name__}")
        if count is not None and len(values) != count:
            raise self._wrong(key, f"a list of {count} {kind.__name__}")
        return tuple(values)

    def each(self, key: str, read: Callable[[Fields], V]) -> tuple[V, ...]:
        values = self.any(key)
        if type(values) is not list:
            raise self._wrong(key, "a list")
        return tuple(read_all(read, value, f"{self._where}.{key}[{i}]") for i, value in enumerate(values))

    def rect(self, key: str) -> Rect:
        return Rect(*self.many(key, int, 4))

    def ink(self, key: str) -> Ink | None:
        value = self.any(key)
        where = f"{self._where}.{key}"
        if value is None:
            return None
        if type(value) is list and len(value) == 2 and type(value[0]) is str and value[0]:
            return spot_ink(value[0], as_number(value[1], where))
        if type(value) is not list or len(value) != 4:
            raise self._wrong(key, "a list of four percentages, or a spot ink's name and one")
        cyan, magenta, yellow, black = (as_number(v, where) for v in value)
        return Ink(cyan, magenta, yellow, black)

    def needed_ink(self, key: str) -> Ink:
        ink = self.ink(key)
        if ink is None:
            raise self._wrong(key, "a list of four percentages, or a spot ink's name and one")
        return ink

    def spent(self) -> None:
        if self._data:
            key = next(iter(self._data))
            raise Fault(f"{self._where}.{key}", f"the field {key} is unknown")

    def _wrong(self, key: str, kind: str) -> Fault:
        return Fault(f"{self._where}.{key}", f"the field {key} should be {kind}")


def as_number(value: object, where: str) -> float:
    if type(value) is int or type(value) is float:
        return value
    raise Fault(where, "the value should be a number")


def read_all(read: Callable[[Fields], V], value: object, where: str) -> V:
    fields = Fields(value, where)
    result = read(fields)
    fields.spent()
    return result
