from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kb.catalog.models import AliasKind, Entry, EntryAlias, ErrorCode, Translation
from kb.languages import CODES, SOURCE


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the text a reader gets, the languages it has texts in, and the names it once had."""

    entry: Entry
    text: Translation
    wanted: str
    languages: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    code_aliases: tuple[str, ...] = ()

    @property
    def is_fallback(self) -> bool:
        """Whether the reader gets another language than the one asked for."""
        return self.text.language != self.wanted

    @property
    def slug(self) -> str:
        """What stands in its address: an error's code as spelled, otherwise the key."""
        return self.entry.slug if isinstance(self.entry, ErrorCode) else self.entry.key

    @property
    def code(self) -> str:
        return self.entry.code if isinstance(self.entry, ErrorCode) else ""


def choose_language(available: Collection[str], *, wanted: str, source: str) -> str | None:
    """The language to show: the wanted one, else the source language, else English, else any; None without a text."""
    return next((code for code in (wanted, source, SOURCE, *CODES) if code in available), None)


def shelve(language: str, *, full: Iterable[Entry], titles: Iterable[Entry] = ()) -> dict[int, Shown]:
    """Texts for entries, by primary key, in four queries however many there are. An entry without any text is left out.

    Of `full` everything is loaded; of `titles` the title and nothing else, and no former names.
    """
    whole = {entry.pk: entry for entry in full}
    named = {entry.pk: entry for entry in titles if entry.pk not in whole}
    languages: dict[int, dict[str, int]] = defaultdict(dict)
    texts = Translation.objects.filter(entry_id__in=[*whole, *named]).order_by()
    for pk, entry_id, code in texts.values_list("pk", "entry_id", "language"):
        languages[entry_id][code] = pk
    chosen = {pk: _choose(languages[pk], entry, language) for pk, entry in (whole | named).items() if languages[pk]}
    loaded = Translation.objects.in_bulk([text for pk, text in chosen.items() if pk in whole])
    loaded |= Translation.objects.only("entry_id", "language", "title", "title_html").in_bulk(
        [text for pk, text in chosen.items() if pk in named]
    )
    anchors, codes = _former_names(whole)
    return {
        pk: Shown(
            entry=whole.get(pk) or named[pk],
            text=loaded[text],
            wanted=language,
            languages=tuple(code for code in CODES if code in languages[pk]),
            anchors=tuple(anchors.get(pk, ())),
            code_aliases=tuple(codes.get(pk, ())),
        )
        for pk, text in chosen.items()
    }


def _choose(texts: dict[str, int], entry: Entry, language: str) -> int:
    chosen = choose_language(texts, wanted=language, source=entry.source_language)
    return texts[chosen or next(iter(texts))]


def _former_names(entries: Collection[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    anchors: dict[int, list[str]] = defaultdict(list)
    codes: dict[int, list[str]] = defaultdict(list)
    for entry_id, kind, value in (
        EntryAlias.objects.filter(entry_id__in=entries).order_by("id").values_list("entry_id", "kind", "value")
    ):
        (codes if kind == AliasKind.CODE else anchors)[entry_id].append(value)
    return anchors, codes
