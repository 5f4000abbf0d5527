"""Searching the database while the index cannot be used: exact codes, beginnings of codes, words of titles."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, Value, When

from kb.catalog.models import Translation
from kb.catalog.resolve import find_error
from kb.codes import normalise_code
from kb.search.analysis import normalise, words
from kb.search.documents import Hit
from kb.search.query import Query
from kb.search.words import clean

MAX_WORDS = 6


def search_database(text: str, language: str, *, limit: int, offset: int) -> tuple[Query, list[Hit], int]:
    """The query, the hits from `offset` on, and how many there are."""
    text = clean(text)
    query = Query(text=text, language=language, languages=(language,), concepts=(), message=text)
    code = normalise_code(text)
    asked = words(normalise(text))[:MAX_WORDS]
    if not asked:
        return query, [], 0
    in_title = Q()
    for word in asked:
        in_title &= Q(title__icontains=word)
    matches = Q(entry__errorcode__code_lookup__startswith=code) if len(code) > 1 else Q()
    error = find_error(text)
    if error:
        matches |= Q(entry_id=error.pk)
    rows = (
        Translation.objects.filter(in_title | matches, entry__withdrawn=False)
        .annotate(
            place=Case(
                When(entry_id=error.pk if error else 0, then=Value(0)),
                When(language=language, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            )
        )
        .order_by("place", "title", "pk")
        .values_list("entry_id", "entry__kind", "entry__key", "language", "place")
    )
    hits: dict[int, Hit] = {}
    for entry_id, kind, key, found_in, place in rows[: 10 * (offset + limit)]:
        hits.setdefault(entry_id, Hit(entry_id, kind, key, language if place < 2 else found_in, 0.0, 1.0, place == 0))
    return query, list(hits.values())[offset : offset + limit], len(hits)
