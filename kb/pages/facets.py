"""The filters beside the results of a search, named in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language as active_language
from django.utils.translation import gettext

from kb.catalog.models import EntryKind, Platform
from kb.languages import SOURCE, get_language
from kb.pages.asked import Asked
from kb.search.page import SearchPage


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter: its name, how many results it has, and the address that chooses it, or gives it up."""

    name: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its heading and its values."""

    heading: str
    values: tuple[Value, ...]


def facets(found: SearchPage, products: Mapping[str, str], asked: Asked) -> list[Facet]:
    """The filters that make a difference: those with two values, or with one that is chosen.

    `products` are names by key.
    """
    shown = []
    for facet, heading in (
        ("kind", gettext("Kind")),
        ("product", gettext("Product")),
        ("platform", gettext("Platform")),
        ("language", gettext("Language of the text")),
    ):
        values = tuple(
            Value(
                name=_name(facet, one.value, products),
                count=one.count,
                chosen=one.chosen,
                address=asked.address(**{facet: "" if one.chosen else one.value, "page": 1}),
            )
            for one in found.choices.get(facet, ())
        )
        if len(values) > 1 or any(value.chosen for value in values):
            shown.append(Facet(heading, values))
    return shown


def _name(facet: str, value: str, products: Mapping[str, str]) -> str:
    if facet == "kind":
        return str(capfirst(EntryKind(value).label))
    if facet == "platform":
        return str(Platform(value).label) if value in Platform.values else value
    if facet == "language":
        return str(capfirst(get_language(value).name_in(active_language() or SOURCE)))
    return products.get(value, value)
