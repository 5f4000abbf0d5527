from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kb.catalog.models import EntryKind, ErrorCode, Guide, Product, Translation
from kb.catalog.selectors.shown import Shown, choose_language, shelve
from kb.languages import Language, get_language

_RUNS = re.compile(r"[0-9]+|[^0-9]+")


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of a list of errors."""

    slug: str
    code: str
    title: str
    title_language: str
    product: str

    @property
    def initial(self) -> str:
        """The letter it stands under; all digits stand under `0`."""
        first = (self.code or self.title)[:1].upper()
        return "0" if first.isdigit() else first


def error_rows(language: str) -> list[ErrorRow]:
    """Every error a reader may open, by product, then by code; those without a code last, by the language's alphabet.

    Two queries. Codes sort naturally: `C999` before `C2065`.
    """
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    texts = Translation.objects.filter(entry__kind=EntryKind.ERROR, entry__withdrawn=False).order_by()
    for pk, code, title in texts.values_list("entry_id", "language", "title"):
        titles[pk][code] = title
    errors = ErrorCode.objects.live().order_by("product__position", "product__name", "product_id")
    found = []
    for pk, key, code, source, product, position in errors.values_list(
        "pk", "key", "code", "source_language", "product__name", "product__position"
    ):
        chosen = choose_language(titles[pk], wanted=language, source=source)
        if chosen:
            place = (product is None, position or 0, product or "")
            found.append((place, ErrorRow(code or key, code, titles[pk][chosen], chosen, product or "")))
    alphabet = get_language(language)
    found.sort(key=lambda item: (item[0], _sort_key(item[1], alphabet)))
    return [row for _place, row in found]


def guides(language: str, *, limit: int = 8) -> list[Shown]:
    """The guides readers see, by title in the language's alphabet. Three queries."""
    shelf = shelve(language, full=(), titles=Guide.objects.live().order_by("key")[:limit])
    return sorted(shelf.values(), key=lambda shown: get_language(language).sort_key(shown.text.title))


def products_with_counts() -> QuerySet[Product]:
    """The products that have errors, each with `errors`, how many."""
    live = Q(entries__kind=EntryKind.ERROR, entries__withdrawn=False)
    return Product.objects.annotate(errors=Count("entries", filter=live)).filter(errors__gt=0)


def recently_changed(language: str, *, limit: int = 8) -> list[Shown]:
    """The entries whose text in this language changed last, newest first; errors know their codes. Two queries."""
    texts = list(
        Translation.objects.filter(language=language, entry__withdrawn=False)
        .select_related("entry")
        .defer("body", "html", "plain", "outline", "sentences")
        .order_by("-updated_at", "-pk")[:limit]
    )
    errors = ErrorCode.objects.in_bulk([text.entry_id for text in texts if text.entry.kind == EntryKind.ERROR])
    return [Shown(errors.get(text.entry_id, text.entry), text, language, (language,)) for text in texts]


def _sort_key(row: ErrorRow, alphabet: Language) -> tuple:
    if not row.code:
        return (1, alphabet.sort_key(row.title))
    runs = _RUNS.findall(row.code.casefold())
    return (0, [(0, int(run), "") if run[0] in "0123456789" else (1, 0, run) for run in runs])
