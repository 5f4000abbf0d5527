"""The codes and titles that are suggested on each site, read from the database, at most every half minute anew."""

from __future__ import annotations

import threading
import time

from kb.catalog.models import AliasKind, EntryAlias, ErrorCode, Translation
from kb.catalog.selectors import choose_language
from kb.search.loading import plain_title
from kb.search.suggesting import Suggestion, Suggestions

SECONDS = 30.0
_lock = threading.Lock()
_kept: dict[str, tuple[float, Suggestions]] = {}


def suggestions_for(language: str) -> Suggestions:
    """The suggestions of the site in a language; while they are read anew, others get the last ones."""
    kept = _kept.get(language)
    if kept is not None and (time.monotonic() - kept[0] < SECONDS or not _lock.acquire(blocking=False)):
        return kept[1]
    if kept is None:
        _lock.acquire()
    try:
        found = _read(language)
        _kept[language] = (time.monotonic(), found)
    finally:
        _lock.release()
    return found


def forget() -> None:
    """Read anew at the next call."""
    _kept.clear()


def _read(language: str) -> Suggestions:
    slugs: dict[int, str] = {}
    codes: list[Suggestion] = []
    for pk, key, code in ErrorCode.objects.live().values_list("pk", "key", "code"):
        slugs[pk] = code or key
        if code:
            codes.append(Suggestion(code, "error", key, code))
    aliases = EntryAlias.objects.filter(kind=AliasKind.CODE, entry__withdrawn=False)
    for pk, key, value in aliases.values_list("entry_id", "entry__key", "value"):
        codes.append(Suggestion(value, "error", key, slugs.get(pk, key)))
    titles: dict[int, dict[str, tuple[str, str, str, str]]] = {}
    rows = Translation.objects.filter(entry__withdrawn=False)
    for pk, code, title, kind, key, source in rows.values_list(
        "entry_id", "language", "title", "entry__kind", "entry__key", "entry__source_language"
    ):
        titles.setdefault(pk, {})[code] = (title, kind, key, source)
    found = []
    for pk, by_language in titles.items():
        source = next(iter(by_language.values()))[3]
        chosen = choose_language(by_language, wanted=language, source=source)
        if chosen:
            title, kind, key, _ = by_language[chosen]
            found.append(Suggestion(plain_title(title), kind, key, slugs.get(pk, key)))
    return Suggestions(codes, found)
