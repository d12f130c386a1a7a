"""Every address the resolver knows, by name, with the names of its arguments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """name: with its namespace; the route itself where it has none. parameters: as the route writes them."""

    name: str
    route: str
    parameters: tuple[str, ...]
    pattern: URLPattern

    def url(self, rows: dict[str, Any]) -> str:
        if not self.named:
            return f"/{self.route}"
        return reverse(self.name, kwargs=self.arguments(rows) or None)

    @property
    def named(self) -> bool:
        return "/" not in self.name and "." not in self.name and self.name not in ("healthz", "readyz")

    def has_rows(self, rows: dict[str, Any]) -> bool:
        try:
            return bool(self.url(rows))
        except (KeyError, NoReverseMatch):
            return False

    def arguments(self, rows: dict[str, Any]) -> dict[str, Any]:
        """Raises KeyError with the parameter nobody made a row for."""
        return {name: self._row(rows, name) for name in self.parameters}

    def _row(self, rows: dict[str, Any], parameter: str) -> Any:
        special, usual = f"{self.name}:{parameter}", f"{self.name.rpartition(':')[0]}:{parameter}"
        return rows[special] if special in rows else rows[usual]


@cache
def addresses() -> dict[str, Address]:
    return {address.name: address for address in _walk(get_resolver())}


def _walk(resolver: URLResolver, before: str = "", namespace: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = f"{namespace}:{entry.name}" if namespace else (entry.name or route)
            yield Address(name, route, tuple(PARAMETER.findall(route)), entry)
        else:
            yield from _walk(entry, route, entry.namespace or namespace)
