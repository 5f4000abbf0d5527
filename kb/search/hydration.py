"""From hits to results: titles, snippets, products, the errors a cause explains. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from kb.catalog.models import Entry, ErrorCause, ErrorCode, Translation
from kb.catalog.paths import entry_path
from kb.search.documents import Hit
from kb.search.loading import plain_title
from kb.search.page import Found, Neighbour
from kb.search.query import Query
from kb.search.snippets import Marks, best_sentences, highlight, marks_for, snippet

MAX_EXPLAINED = 5


def hydrate(hits: Sequence[Hit], query: Query, *, offset: int = 0) -> tuple[Found, ...]:
    """Results for hits, in their order; five queries. An entry that is gone since the index was made is left out."""
    ids = [hit.entry_id for hit in hits]
    entries = Entry.objects.live().select_related("product").in_bulk(ids)
    errors = ErrorCode.objects.filter(pk__in=ids).only("code", "lifecycle").in_bulk()
    texts: dict[int, dict[str, Translation]] = defaultdict(dict)
    for text in Translation.objects.filter(entry_id__in=ids).only("entry_id", "language", "title", "plain", "outline"):
        texts[text.entry_id][text.language] = text
    explained = explained_errors([hit.entry_id for hit in hits if hit.kind == "cause"], query.language)
    marks = cache(lambda language: marks_for(query, language))
    found: list[Found] = []
    for hit in hits:
        entry = entries.get(hit.entry_id)
        text = _text(texts[hit.entry_id], hit.language)  # type: ignore[assignment]
        if entry is None or text is None:
            continue
        error = errors.get(entry.pk)
        section = _section(text, marks(text.language))
        slug = (error.code if error else "") or entry.key
        address = entry_path(entry.kind, slug, query.language)
        found.append(
            Found(
                rank=offset + len(found) + 1,
                entry_id=entry.pk,
                kind=entry.kind,
                key=entry.key,
                code=error.code if error else "",
                language=text.language,
                languages=tuple(sorted(texts[entry.pk])),
                title=highlight(plain_title(text.title), marks(text.language)),
                snippet=snippet(text.plain, marks(text.language)),
                url=f"{address}#{section}" if section else address,
                score=round(hit.score, 3),
                product=entry.product.name if entry.product else "",
                platforms=tuple(entry.platforms),
                lifecycle=error.lifecycle if error else "",
                source_path=entry.source_path,
                by_code=hit.by_code,
                is_fallback=text.language != query.language,
                section=section,
                explains=explained.get(entry.pk, ()),
            )
        )
    return tuple(found)


def explained_errors(causes: Sequence[int], language: str) -> dict[int, tuple[Neighbour, ...]]:
    """The first errors that each cause explains, by code; two queries."""
    if not causes:
        return {}
    links = (
        ErrorCause.objects.current()
        .filter(cause_id__in=causes, error__withdrawn=False, error__lifecycle="active")
        .select_related("error")
        .order_by("error__code_lookup", "pk")
    )
    errors: dict[int, list[ErrorCode]] = defaultdict(list)
    for link in links:
        if len(errors[link.cause_id]) < MAX_EXPLAINED:
            errors[link.cause_id].append(link.error)
    neighbours = error_neighbours([error for found in errors.values() for error in found], language)
    return {
        cause: tuple(neighbours[error.pk] for error in found if error.pk in neighbours)
        for cause, found in errors.items()
    }


def error_neighbours(errors: Sequence[ErrorCode], language: str) -> dict[int, Neighbour]:
    """Errors as neighbours, labelled with their message in the reader's language where there is one; one query."""
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Translation.objects.filter(entry_id__in=[error.pk for error in errors])
    for entry_id, code, title in rows.values_list("entry_id", "language", "title"):
        titles[entry_id][code] = title
    found = {}
    for error in errors:
        by_language = titles[error.pk]
        title = (
            by_language.get(language) or by_language.get(error.source_language) or next(iter(by_language.values()), "")
        )
        if title:
            path = entry_path(error.kind, error.slug, language)
            found[error.pk] = Neighbour(error.kind, error.key, plain_title(title), path, error.code)
    return found


def _text(texts: dict[str, Translation], language: str) -> Translation | None:
    return texts.get(language) or next(iter(texts.values()), None)


def _section(text: Translation, marks: Marks) -> str:
    """The id of the heading above the best sentence; empty before the first heading, and where there is only one."""
    best = best_sentences(text.plain, marks)
    if len(text.outline) < 2 or not best:
        return ""
    section, position = "", 0
    lines = f"\n{text.plain}\n"
    for _level, identifier, heading in text.outline:
        position = lines.find(f"\n{heading}\n", position)
        if position < 0 or position > best[0][0]:
            break
        section = identifier
    return section
