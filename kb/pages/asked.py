"""What a search page is asked for, and the address that asks for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from kb.catalog.models import EntryKind, Platform
from kb.languages import CODES
from kb.pages.pasted import MOST_CHARACTERS, MOST_READ, fit

ON_A_PAGE = 10
LAST_PAGE = 50
_LONGEST_PRODUCT = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, what to narrow its results to, and which page of them. Values that do not exist are ignored.

    `everything` asks for the results of a code that would otherwise lead to its page; `is_shortened` says that the
    text is what was left of a longer one.
    """

    text: str = ""
    kind: str = ""
    product: str = ""
    platform: str = ""
    language: str = ""
    page: int = 1
    everything: bool = False
    is_shortened: bool = False

    @classmethod
    def of(cls, values: QueryDict) -> Asked:
        """What the parameters of an address ask for."""
        text = unicodedata.normalize("NFC", values.get("q", "").replace("\0", " "))
        number = values.get("page", "")
        return cls(
            text=text[:MOST_CHARACTERS].strip(),
            kind=_one_of(values.get("kind"), EntryKind.values),
            product=values.get("product", "").replace("\0", "")[:_LONGEST_PRODUCT],
            platform=_one_of(values.get("platform"), Platform.values),
            language=_one_of(values.get("in"), CODES),
            page=min(int(number), LAST_PAGE) or 1 if number.isascii() and number.isdigit() and len(number) < 4 else 1,
            everything="all" in values,
            is_shortened="cut" in values or len(text) > MOST_CHARACTERS,
        )

    @classmethod
    def typed(cls, values: QueryDict) -> Asked:
        """What a form asks for: a text of any length, made to fit into an address; its first page."""
        pasted = fit(unicodedata.normalize("NFC", values.get("q", "")[:MOST_READ]))
        asked = cls.of(values)
        return replace(asked, text=pasted.text, page=1, everything=False, is_shortened=pasted.is_shortened)

    @property
    def filters(self) -> dict[str, str]:
        """The chosen filters by the names of their parameters."""
        chosen = {"kind": self.kind, "product": self.product, "platform": self.platform, "in": self.language}
        return {name: value for name, value in chosen.items() if value}

    @property
    def offset(self) -> int:
        return (self.page - 1) * ON_A_PAGE

    @property
    def rows(self) -> int:
        """How many lines the box needs for the text, about."""
        return min(8, sum(1 + len(line) // 80 for line in self.text.splitlines()) or 1)

    def address(self, **changes: Any) -> str:
        """The path of the results in the language of the page, with some values changed."""
        wanted = replace(self, **changes)
        query = QueryDict(mutable=True)
        if wanted.text:
            query["q"] = wanted.text
            query.update(wanted.filters)
            for name, isset in (("all", wanted.everything), ("cut", wanted.is_shortened)):
                if isset:
                    query[name] = "1"
            if wanted.page > 1:
                query["page"] = str(wanted.page)
        return reverse("pages:search") + (f"?{query.urlencode()}" if query else "")


def _one_of(value: str | None, known: Container[str]) -> str:
    return value if value and value in known else ""
