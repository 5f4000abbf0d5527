"""What the catalogue holds, as far as an import must know it to find its entries again. Read once, kept true after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.catalog.models import AliasKind, Entry, EntryAlias, EntryKind, ErrorCode, Translation, normalise_name
from kb.catalog.services.links import RELATIONS
from kb.codes import normalise_code
from kb.importer.identity import document_name
from kb.importer.likeness import wording


@dataclass(slots=True)
class Known:
    """An entry as the importer knows it; `product` and `platforms` where it names some.

    `linked` where it owns ordered links or is the target of some. `waiting` while something of it is not written yet;
    `pk` is below zero while the entry itself is not.
    """

    pk: int
    kind: str
    key: str
    document: str
    code: str = ""
    product: bool = False
    names: list[str] = field(default_factory=list)
    titles: dict[str, str] | None = None
    source_language: str = ""
    platforms: bool = False
    linked: bool = False
    waiting: bool = False


@dataclass(slots=True)
class CatalogueIndex:
    """Entries by key, by the names they ever had, by code and by document."""

    entries: dict[int, Known] = field(default_factory=dict)
    by_key: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, Known] = field(default_factory=dict)
    by_code: dict[str, Known] = field(default_factory=dict)
    by_document: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    aliases: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def load(cls) -> CatalogueIndex:
        """Read the catalogue: a query for each table of entries, names and links."""
        index = cls()
        codes = dict(ErrorCode.objects.values_list("pk", "code"))
        names = "pk kind key source_path product_id source_language platforms".split()
        for pk, kind, key, path, product, language, platforms in Entry.objects.order_by().values_list(*names):
            known = Known(pk, kind, key, document_name(path) if path else "", codes.get(pk, ""), product is not None)
            known.source_language, known.platforms = language, bool(platforms)
            index.add(known)
        for pk, kind, value in EntryAlias.objects.order_by().values_list("entry_id", "kind", "value"):
            index.add_alias(index.entries[pk], kind, value)
        for model, owner, target in RELATIONS.values():
            index.note_links(pk for pair in model.objects.order_by().values_list(owner, target) for pk in pair)
        return index

    def read_again(self) -> None:
        """Forget everything that is not written, and take in what others wrote meanwhile."""
        fresh = CatalogueIndex.load()
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))

    def add(self, known: Known) -> Known:
        """Take an entry in."""
        self.entries[known.pk] = known
        self.by_key[known.key] = known
        self.by_name.setdefault(normalise_name(known.key), known)
        if known.code:
            self.by_code[normalise_code(known.code)] = known
        if known.document:
            self.by_document[known.document].append(known)
        return known

    def settle(self, known: Known, pk: int) -> None:
        """Give an entry that waited the primary key it was written under."""
        del self.entries[known.pk]
        known.pk = pk
        self.entries[pk] = known

    def remove(self, known: Known) -> None:
        """Forget an entry that was not written after all."""
        del self.entries[known.pk], self.by_key[known.key]
        for table in (self.by_name, self.by_code):
            for name in [name for name, holder in table.items() if holder is known]:
                del table[name]
        if known.document:
            self.by_document[known.document].remove(known)

    def remove_alias(self, known: Known, kind: str, value: str) -> None:
        """Forget a name that was not written after all."""
        self.aliases.discard((kind, value))
        if kind == AliasKind.CODE:
            if normalise_code(value) != normalise_code(known.code):
                self.by_code.pop(normalise_code(value), None)
            return
        known.names.remove(value)
        if normalise_name(value) not in {normalise_name(name) for name in (known.key, *known.names)}:
            self.by_name.pop(normalise_name(value), None)

    def note_links(self, pks: Iterable[int]) -> None:
        """Remember that entries link or are linked to."""
        for pk in pks:
            self.entries[pk].linked = True

    def add_alias(self, known: Known, kind: str, value: str) -> None:
        """Take a further name of an entry in."""
        self.aliases.add((kind, value))
        if kind != AliasKind.CODE:
            known.names.append(value)
        if kind == AliasKind.CODE:
            self.by_code.setdefault(normalise_code(value), known)
        else:
            self.by_name.setdefault(normalise_name(value), known)

    def find_name(self, name: str) -> Known | None:
        """The entry that a key or anchor means."""
        return self.by_key.get(name) or self.by_name.get(normalise_name(name))

    def find_code(self, code: str) -> Known | None:
        """The error that a code means."""
        return self.by_code.get(normalise_code(code))

    def find_target(self, target: str) -> Known | None:
        """The entry that a link means: `cause:key`, `error:code`."""
        kind, _mark, name = target.partition(":")
        known = self.find_code(name) if kind == EntryKind.ERROR else None
        known = known or self.find_name(name)
        return known if known is not None and known.kind == kind else None

    def find_title(self, document: str, kind: str, language: str, title: str) -> Known | None:
        """The entry of this document whose title in this language is the same, but for damage and articles."""
        wanted = wording(title)
        if not wanted:
            return None
        for known in self.by_document.get(document, ()):
            if known.kind == kind and wording(self.titles(known).get(language, "")) == wanted:
                return known
        return None

    def titles(self, known: Known) -> dict[str, str]:
        """An entry's titles by language; read when they are asked for."""
        if known.titles is None:
            rows = Translation.objects.filter(entry_id=known.pk).values_list("language", "title")
            known.titles = dict(rows)
        return known.titles
