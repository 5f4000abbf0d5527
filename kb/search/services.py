"""What the rest of the site asks of search."""

from __future__ import annotations

from collections.abc import Sequence

from kb.catalog.models import ErrorCode
from kb.catalog.paths import entry_path
from kb.catalog.resolve import find_error, nearest_errors
from kb.codes import MAX_LENGTH, find_codes, normalise_code
from kb.languages import CODES
from kb.search.asking import ask
from kb.search.corrections import corrected
from kb.search.engines import get_engine
from kb.search.engines.base import IndexUnavailable, Snapshot
from kb.search.fallback import search_database
from kb.search.hydration import error_neighbours, hydrate
from kb.search.models.synonym import MAX_WORDS
from kb.search.page import Chip, Choice, Found, Neighbour, SearchPage
from kb.search.query import Query
from kb.search.rebuilding import heal
from kb.search.searching import FACETS, Filters
from kb.search.snippets import plain
from kb.search.suggesting import Suggestion
from kb.search.suggestions import suggestions_for
from kb.search.synonyms import all_synonyms
from kb.search.understand import understand
from kb.search.words import clean

MAX_LIMIT = 100
MAX_OFFSET = 1_000
THIN = 3


def search(
    text: str,
    *,
    language: str,
    kind: str | None = None,
    product: str | None = None,
    platform: str | None = None,
    text_language: str | None = None,
    limit: int = 10,
    offset: int = 0,
) -> SearchPage:
    """Search for what somebody typed or pasted on the site in `language`; never raises on any text.

    The filters narrow to one kind, product key, platform, or language that a text exists in.
    """
    if language not in CODES:
        raise ValueError(f"Orsak has no language {language!r}.")
    limit, offset = max(1, min(limit, MAX_LIMIT)), max(0, min(offset, MAX_OFFSET))
    chosen = {"kind": kind, "product": product, "platform": platform, "language": text_language}
    filters = Filters({facet: (value,) for facet, value in chosen.items() if value})
    try:
        snapshot = get_engine().snapshot()
        query, results = ask(
            text, language, snapshot, all_synonyms(), filters=filters, limit=limit, offset=offset, count_facets=True
        )
    except (IndexUnavailable, OSError) as error:
        heal()
        query, hits, total = search_database(text, language, limit=limit, offset=offset)
        found = hydrate(hits, query, offset=offset)
        return SearchPage(query.text, language, query, found, total, limit, offset, degraded=str(error) or "no index")
    found = hydrate(results.hits, query, offset=offset)
    return SearchPage(
        text=query.text,
        language=language,
        query=query,
        results=found,
        total=results.total,
        limit=limit,
        offset=offset,
        choices=_choices(results.facets, chosen),
        chips=_chips(query),
        did_you_mean=corrected(query, [(one.language, f"{plain(one.title)} {plain(one.snippet)}") for one in found]),
        nearest=_nearest(query, found),
    )


def exact_path(text: str, language: str) -> str:
    """The address of the error whose code (or former code) this text is and nothing else; empty where there is none."""
    text = clean(text[: MAX_LENGTH + 1])
    if not text or len(text) > MAX_LENGTH or not normalise_code(text):
        return ""
    error = find_error(text)
    if error is None or error.withdrawn:
        return ""
    return entry_path(error.kind, error.slug, language)


def suggest(typed: str, *, language: str, limit: int = 8) -> list[tuple[Suggestion, str]]:
    """What may be meant by the beginning of a query, each with the address of its page."""
    found = suggestions_for(language).find(clean(typed[:200]), limit)
    return [(one, entry_path(one.kind, one.slug, language)) for one in found]


def snapshot_and_query(text: str, language: str) -> tuple[Snapshot, Query]:
    """The state of the index and the query as it is understood in it; raises IndexUnavailable. For explain_search."""
    snapshot = get_engine().snapshot()
    return snapshot, understand(text, language, snapshot, all_synonyms())


def telling_words(text: str, language: str) -> str:
    """Up to three words of a failed search that an editor may give another name: those that our texts do not know, else
    the rarest.
    """
    try:
        _, query = snapshot_and_query(text, language)
    except IndexUnavailable:
        return " ".join(text.split()[:MAX_WORDS])
    rarest = sorted(query.concepts, key=lambda concept: -concept.weight)
    told = (query.unknown or tuple(concept.word for concept in rarest))[:MAX_WORDS]
    return " ".join(sorted(told, key=query.text.lower().find))


def _choices(facets: dict[str, int], chosen: dict[str, str | None]) -> dict[str, tuple[Choice, ...]]:
    """Counts per filter, most first. "any" platform is no choice: it is counted with every platform."""
    found: dict[str, list[Choice]] = {facet: [] for facet in FACETS}
    anywhere = facets.get("platform:any", 0)
    for term, count in sorted(facets.items(), key=lambda item: (-item[1], item[0])):
        facet, _, value = term.partition(":")
        if facet == "platform" and value == "any":
            continue
        found[facet].append(Choice(value, count + anywhere * (facet == "platform"), value == chosen[facet]))
    return {facet: tuple(values) for facet, values in found.items()}


def _chips(query: Query) -> tuple[Chip, ...]:
    """What was understood: the codes, and what was removed as noise."""
    chips = []
    for found in find_codes(query.message):
        if normalise_code(found.text) in query.codes:
            chips.append(Chip("code", found.text, _without(query.text, found.text)))
    chips += [Chip(removed.kind, removed.text, _without(query.text, removed.text)) for removed in query.removed]
    return tuple(dict.fromkeys(chips))


def _without(text: str, part: str) -> str:
    return " ".join(text.replace(part, " ").split())


def _nearest(query: Query, found: Sequence[Found]) -> tuple[Neighbour, ...]:
    """Errors with codes like those asked for, where no result is there by its code and little was found."""
    if any(one.by_code for one in found) or (len(found) > THIN and not query.nearest_codes):
        return ()
    shown = {one.entry_id for one in found if one.code}
    errors = list(ErrorCode.objects.live().filter(code_lookup__in=query.nearest_codes)) if query.nearest_codes else []
    if not errors and not found:
        errors = nearest_errors(query.message[:MAX_LENGTH])
    neighbours = error_neighbours([error for error in errors if error.pk not in shown], query.language)
    return tuple(neighbours.values())
