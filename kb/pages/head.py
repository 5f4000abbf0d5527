"""What a page says about itself in its head: title, description, canonical address, other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language

from kb.catalog.models import EntryKind, Product
from kb.catalog.paths import entry_path
from kb.catalog.selectors import Shown
from kb.languages import CODES
from kb.languages import get_language as language_of


@dataclass(frozen=True, slots=True)
class Head:
    """`alternates` are pairs of a language code (or `x-default`) and an absolute address; `language` is the text's.

    `feeds` are pairs of the name of a product ("" for all) and the path of its feed of changes.
    """

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    language: str
    feeds: tuple[tuple[str, str], ...]
    is_article: bool = False
    indexed: bool = True

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it: `sv_SE`."""
        return language_of(self.language).og_locale

    @property
    def other_locales(self) -> list[str]:
        return [language_of(code).og_locale for code in self.languages if code != self.language]


def entry_head(request: HttpRequest, shown: Shown, *, indexed: bool = True) -> Head:
    """The head of an entry's own page. A text in another language names the page of that language as the true one."""

    def address(language: str) -> str:
        return request.build_absolute_uri(entry_path(shown.entry.kind, shown.slug, language))

    alternates = [(code, address(code)) for code in shown.languages]
    if shown.entry.kind == EntryKind.ERROR:
        path = entry_path(EntryKind.ERROR, shown.slug, "-").removeprefix("/-/errors/").removesuffix("/")
        alternates.append(("x-default", request.build_absolute_uri(f"/e/{path}")))
    title = shown.text.title if shown.code in ("", shown.text.title) else f"{shown.code}: {shown.text.title}"
    return Head(
        title=title,
        description=Truncator(" ".join(shown.text.plain.split())).chars(160) or title,
        canonical=address(shown.text.language),
        alternates=tuple(alternates),
        languages=shown.languages,
        language=shown.text.language,
        feeds=(_feed(), *([_feed(shown.entry.product)] if shown.entry.product else [])),
        is_article=True,
        indexed=indexed,
    )


def site_head(request: HttpRequest, *, title: str, description: str = "", indexed: bool = True) -> Head:
    """The head of a page that exists in every language: home, lists, search."""
    language = get_language() or CODES[0]
    rest = request.path.removeprefix(f"/{language}/")
    alternates = [(code, request.build_absolute_uri(f"/{code}/{rest}")) for code in CODES]
    if not rest:
        alternates.append(("x-default", request.build_absolute_uri("/")))
    return Head(
        title=title,
        description=description,
        canonical=request.build_absolute_uri(request.path),
        alternates=tuple(alternates) if indexed else (),
        languages=CODES,
        language=language,
        feeds=(_feed(),),
        indexed=indexed,
    )


def _feed(product: Product | None = None) -> tuple[str, str]:
    if product is None:
        return "", reverse("pages:feed")
    return product.name, reverse("pages:product-feed", args=[product.key])
