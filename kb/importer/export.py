"""The catalogue as one JSON document, and as the native files it can be loaded from again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml
from django.db.models import prefetch_related_objects

from kb.catalog.models import Entry, EntryKind, ErrorCode, Product
from kb.catalog.selectors.document import entry_document
from kb.l10n.models import SegmentTranslation
from kb.languages import CODES

FORMAT = "orsak-catalog/1"
_BATCH = 200
_FOLDERS = {"error": "errors", "cause": "causes", "solution": "solutions", "guide": "guides"}
_ENTRY_FIELDS = ("code", "code_aliases", "lifecycle", "successor", "causes", "solutions", "errors")

Document = dict[str, object]


def catalog_document() -> Document:
    """The whole catalogue as `export_catalog` prints it: entries by kind and key, texts with their sentences."""
    return {"format": FORMAT, "languages": list(CODES), "entries": list(entry_documents())}


def entry_documents() -> Iterator[Document]:
    """Every entry as JSON holds it, batch by batch."""
    for kind in EntryKind.values:
        model = ErrorCode if kind == EntryKind.ERROR else Entry
        rows = model.objects.filter(kind=kind).select_related("product").order_by("key")
        batch: list[Entry] = []
        for entry in rows.iterator(chunk_size=_BATCH):
            batch.append(entry)
            if len(batch) == _BATCH:
                yield from documents_of(batch)
                batch = []
        yield from documents_of(batch)


def documents_of(entries: list[Entry]) -> Iterator[Document]:
    """Some entries as JSON holds them; errors are to be given as ErrorCode."""
    if not entries:
        return
    prefetch_related_objects(entries, "translations")
    segments = _segments([entry.pk for entry in entries])
    for entry in entries:
        document = entry_document(entry)
        texts = document["texts"]
        aligned = {text.language for text in entry.translations.all() if text.aligned}
        for language, text in texts.items():  # type: ignore[attr-defined]
            shown = segments[entry.pk, language] if language in aligned else []
            text["segments"] = [{"source": source, "target": target} for source, target in shown]
        yield document


def _segments(pks: list[int]) -> dict[tuple[int, str], list[tuple[str, str]]]:
    """The sentences of entries by entry and language, in the order of the text."""
    found: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    rows = (
        SegmentTranslation.objects.filter(segment__entry__in=pks, segment__unit__isnull=False)
        .exclude(text="")
        .select_related("segment")
        .order_by("segment__unit__position", "segment__position")
    )
    for row in rows:
        found[row.segment.entry_id, row.language].append((row.segment.flat, row.text))
    return found


# --- native files ------------------------------------------------------------------------------------------------


def write_native(folder: Path) -> int:
    """Write the catalogue as native files, one for each entry and language, with `products.yml`; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    products = [
        {"key": product.key, "name": product.name, "position": product.position} for product in Product.objects.all()
    ]
    (folder / "products.yml").write_text(_yaml(products), encoding="utf-8")
    written = 0
    for document in entry_documents():
        for language in document["texts"]:  # type: ignore[attr-defined]
            file = folder / native_path(document, str(language))
            file.parent.mkdir(exist_ok=True)
            file.write_text(native_text(document, str(language)), encoding="utf-8")
            written += 1
    return written


def native_path(document: Document, language: str) -> str:
    """Where an entry's file lies: `errors/<key>.sv.md`."""
    return f"{_FOLDERS[str(document['kind'])]}/{document['key']}.{language}.md"


def native_text(document: Document, language: str) -> str:
    """An entry in one language as a native file. The source language's file carries what is not text."""
    text = document["texts"][language]  # type: ignore[index]
    header: Document = {
        "kind": document["kind"],
        "key": document["key"],
        "language": language,
        "title": text["title"],
        "date": text["date"],
        "source_date": _source_date(document, language),
        "state": text["state"],
        "origin": text["origin"],
    }
    if language == document["source_language"]:
        header |= {"source_language": language, "product": document["product"]}
        header |= {"platforms": document.get("platforms"), "anchors": list(document["anchors"])[1:]}  # type: ignore[call-overload]
        header |= {name: document.get(name) for name in _ENTRY_FIELDS}
    kept = {name: value for name, value in header.items() if value not in (None, "", [])}
    return f"---\n{_yaml(kept)}---\n{text['body']}"


def _source_date(document: Document, language: str) -> object:
    """The date of the source that a translation follows sentence by sentence, where its own date is a later one."""
    texts: dict[str, dict[str, str]] = document["texts"]  # type: ignore[assignment]
    text, source = texts[language], texts.get(str(document["source_language"]))
    if source is None or source is text or not (text["segments"] and text["date"] and source["date"]):
        return None
    return source["date"] if text["date"] > source["date"] else None


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented; dates stay dates."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    if len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdigit():
        return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value)
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


_Dumper.add_representer(str, _represent_text)
