"""The last gate: every HTML that is stored or sent passes this allow-list."""

from __future__ import annotations

from functools import cache

import nh3

from kb.markup.raw import BLOCKS, PHRASING, VOID

SCHEMES = frozenset({"http", "https", "mailto"})
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "title", "data-entry", "data-segment"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
    "div": {"aria-label"},
}
_VALUES = {
    "div": {"role": {"region", "note"}, "tabindex": {"0"}},
    "pre": {"tabindex": {"0"}},
}


def sanitise(html: str) -> str:
    """The HTML with nothing in it but the tags, attributes and URL schemes that texts may have."""
    return _cleaner().clean(html.encode("utf-8", "replace").decode("utf-8"))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=PHRASING | BLOCKS | VOID,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
