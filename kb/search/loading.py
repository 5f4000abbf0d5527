"""Entries of the catalogue as documents for an engine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb.catalog.models import (
    AliasKind,
    CauseSolution,
    Entry,
    EntryAlias,
    ErrorCause,
    ErrorCode,
    ErrorSolution,
    GuideCause,
    GuideError,
    Translation,
)
from kb.markup import plain_text
from kb.search.documents import Document, Text

CHUNK = 400
_RELATED = (
    (ErrorCause, "error_id", "cause_id"),
    (ErrorSolution, "error_id", "solution_id"),
    (CauseSolution, "cause_id", "solution_id"),
    (GuideError, "guide_id", "error_id"),
    (GuideCause, "guide_id", "cause_id"),
)
_MARKUP = re.compile(r"[*_`\[\]\\&<>~]")


def searchable() -> Sequence[int]:
    """The ids of the entries that a search may find: live ones with a text."""
    return list(
        Entry.objects.live().filter(translations__isnull=False).order_by("pk").values_list("pk", flat=True).distinct()
    )


def documents(entries: Sequence[int]) -> Iterator[Document]:
    """The documents of those of the entries that a search may find; seven queries for each 400."""
    for start in range(0, len(entries), CHUNK):
        yield from _chunk(entries[start : start + CHUNK])


def plain_title(title: str) -> str:
    """A title as it is read, without Markdown."""
    return plain_text(title) if _MARKUP.search(title) else title


def _chunk(ids: Sequence[int]) -> Iterator[Document]:
    entries = list(Entry.objects.live().filter(pk__in=ids).select_related("product").order_by("pk"))
    codes = {error.pk: error for error in ErrorCode.objects.filter(pk__in=ids).only("code", "lifecycle")}
    aliases = defaultdict(list)
    rows = EntryAlias.objects.filter(entry_id__in=ids, kind=AliasKind.CODE).order_by("pk")
    for entry_id, value in rows.values_list("entry_id", "value"):
        aliases[entry_id].append(value)
    related = _related_titles(ids)
    texts = defaultdict(list)
    written = Translation.objects.filter(entry_id__in=ids).order_by("entry_id", "language")
    for entry_id, language, title, plain in written.values_list("entry_id", "language", "title", "plain"):
        texts[entry_id].append(Text(language, plain_title(title), plain, related.get((entry_id, language), "")))
    for entry in entries:
        if not texts[entry.pk]:
            continue
        error = codes.get(entry.pk)
        yield Document(
            entry_id=entry.pk,
            kind=entry.kind,
            key=entry.key,
            texts=tuple(texts[entry.pk]),
            code=error.code if error else "",
            aliases=tuple(aliases[entry.pk]),
            product=entry.product.key if entry.product else "",
            platforms=tuple(entry.platforms),
            lifecycle=error.lifecycle if error else "",
            source_path=entry.source_path,
        )


def _related_titles(ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """(entry, language) → the titles of what the entry links to now."""
    targets: dict[int, list[int]] = defaultdict(list)
    for model, owner, target in _RELATED:
        links = model.objects.current().filter(**{f"{owner}__in": ids})
        for owner_id, target_id in links.values_list(owner, target):
            targets[owner_id].append(target_id)
    wanted = {target for found in targets.values() for target in found}
    titles: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if wanted:
        rows = Translation.objects.filter(entry_id__in=wanted, entry__withdrawn=False)
        for entry_id, language, title in rows.values_list("entry_id", "language", "title"):
            titles[entry_id].append((language, plain_title(title)))
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for owner_id, linked in targets.items():
        for target_id in linked:
            for language, title in titles[target_id]:
                found[owner_id, language].append(title)
    return {pair: "\n".join(linked) for pair, linked in found.items()}
