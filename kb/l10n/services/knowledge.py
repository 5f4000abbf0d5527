"""What checks and matches know: the glossary, the words attested in a language, the memory. Kept in the process.

Each is rebuilt or extended when the database has something new; looking whether it has costs one small query.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from kb.catalog.models import Translation
from kb.l10n.glossary import Form, FormStatus, Glossary, Term
from kb.l10n.lexicon import Lexicon
from kb.l10n.memory import MemoryIndex, Record
from kb.l10n.models import MemoryEntry, TermForm, TermRecord
from kb.l10n.states import MACHINE_MADE

LEXICON_SECONDS = 600
"""How long a lexicon is used before newly published texts are read."""
LATE = dt.timedelta(seconds=LEXICON_SECONDS)
"""How long after its time a text may appear: that of its transaction."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A lexicon, when it was made (monotonic seconds), and the time of the newest text in it."""

    read_at: float
    newest: dt.datetime | None
    lexicon: Lexicon


class _Pair(Protocol):
    """A pair for the memory, stored or not: its hash, and who made it."""

    @property
    def pair(self) -> str: ...
    @property
    def origin(self) -> str: ...


_P = TypeVar("_P", bound=_Pair)
_LOCK = threading.Lock()
_GLOSSARY: list[tuple[object, Glossary]] = []
_LEXICONS: dict[str, _Read] = {}
_MEMORIES: dict[tuple[str, str], MemoryIndex] = {}


def glossary() -> Glossary:
    """The glossary as it stands."""
    stamp = (
        *TermRecord.objects.aggregate(Count("id"), Max("updated_at")).values(),
        *TermForm.objects.aggregate(Count("id"), Max("id")).values(),
    )
    with _LOCK:
        if _GLOSSARY and _GLOSSARY[0][0] == stamp:
            return _GLOSSARY[0][1]
    built = Glossary(load_terms())
    with _LOCK:
        _GLOSSARY[:] = [(stamp, built)]
    return built


def load_terms() -> list[Term]:
    """Every term of the glossary, by name; in each language the preferred forms first."""
    order = list(FormStatus)
    return [
        Term(
            record.name,
            tuple(
                Form(form.language, form.text, FormStatus(form.status))
                for form in sorted(
                    record.forms.all(), key=lambda form: (form.language, order.index(FormStatus(form.status)), form.pk)
                )
            ),
            record.untranslatable,
            record.note,
        )
        for record in TermRecord.objects.prefetch_related("forms")
    ]


def lexicon(language: str) -> Lexicon:
    """The words of the texts published in a language; a new one is in it after LEXICON_SECONDS.

    Only texts that were published since are read then: reading all takes seconds where there are many. So a word that
    no text has any more stays in it while the process lives.
    """
    with _LOCK:
        found = _LEXICONS.get(language)
    if found and time.monotonic() - found.read_at < LEXICON_SECONDS:
        return found.lexicon
    texts = Translation.objects.filter(language=language).order_by()
    newest = texts.aggregate(newest=Max("updated_at"))["newest"]
    if found and found.newest:
        texts = texts.filter(updated_at__gt=found.newest - LATE)
    parts = (part for pair in texts.values_list("title", "plain").iterator() for part in pair)
    built = Lexicon.from_texts(parts, language)
    if found:
        built = found.lexicon | built
    with _LOCK:
        _LEXICONS[language] = _Read(time.monotonic(), newest, built)
    return built


def memory(source_language: str, target_language: str) -> MemoryIndex:
    """The memory of a language pair, extended by what was added since it was last asked for."""
    pair = (source_language, target_language)
    with _LOCK:
        index = _MEMORIES.setdefault(pair, MemoryIndex())
    index.add(load_records(source_language, target_language, after=index.last_id))
    return index


def load_records(source_language: str, target_language: str, *, after: int = 0) -> Iterator[Record]:
    """The memory of a language pair as it is stored, oldest first; only what came after an id."""
    entries = MemoryEntry.objects.filter(
        source_language=source_language, target_language=target_language, id__gt=after
    ).order_by("id")
    fields = entries.values_list("id", "source", "target", "origin", "context")
    return (Record(*row) for row in fields.iterator(chunk_size=5_000))


def forget() -> None:
    """Drops everything that is kept in the process; for tests, and after rows were deleted by hand."""
    with _LOCK:
        _GLOSSARY.clear()
        _LEXICONS.clear()
        _MEMORIES.clear()


def remember(records: Iterable[MemoryEntry]) -> int:
    """Stores pairs in the memory, as `make_way` says; returns how many were new."""
    with transaction.atomic(savepoint=False):
        coming, replaced = make_way(records)
        MemoryEntry.objects.bulk_create(coming, ignore_conflicts=True, batch_size=1_000)
    return len(coming) - replaced


def make_way(records: Iterable[_P]) -> tuple[list[_P], int]:
    """The pairs that are to be stored, each once, and how many of them the memory had. In the caller's transaction.

    What it has stays; only what a machine made gives way to the same from people, and is deleted.
    """
    wanted = {one.pair: one for one in sorted(records, key=lambda one: one.origin not in MACHINE_MADE)}
    known = dict(_known(wanted).values_list("pair", "origin"))
    machine = {pair for pair, origin in known.items() if origin in MACHINE_MADE}
    vouched = {pair for pair in machine if wanted[pair].origin not in MACHINE_MADE}
    if vouched:
        MemoryEntry.objects.filter(pair__in=vouched).delete()
    return [one for pair, one in wanted.items() if pair not in known or pair in vouched], len(vouched)


def known_pairs(pairs: Iterable[str]) -> set[str]:
    """Those of these pairs (hashes) that the memory has."""
    return set(_known(pairs).values_list("pair", flat=True))


def _known(pairs: Iterable[str]) -> QuerySet[MemoryEntry]:
    return MemoryEntry.objects.filter(pair__in=list(pairs))
