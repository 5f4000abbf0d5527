"""What benchmarks/search.py compares: our engines, and others as their manuals show them.

`build` indexes documents below an empty folder; `open`, in another process, gives a function that answers queries.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import tantivy
from django.db import connection
from whoosh import fields, index
from whoosh.qparser import MultifieldParser

from benchmarks import search_peers_terms
from kb.languages import CODES, get_language
from kb.search.asking import ask as answered
from kb.search.cache import Cache
from kb.search.documents import Document
from kb.search.engines.base import Engine
from kb.search.engines.postgres.engine import PostgresEngine
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.starting import prewarm

Ask = Callable[[str, str], Sequence[int]]
"""From text and language to the ids of entries, best first."""
_WORD = re.compile(r"\w+")


class Peer(NamedTuple):
    build: Callable[[Sequence[Document], Path, int], None]
    open: Callable[[Path], Ask]


def _ours(make: Callable[[Path], Engine], remembers: bool = True) -> Peer:
    def build(documents: Sequence[Document], folder: Path, processes: int) -> None:
        make(folder).rebuild(documents, processes=processes)

    def open_(folder: Path) -> Ask:
        engine = make(folder)
        prewarm(engine)

        def ask(text: str, language: str) -> list[int]:
            snapshot = engine.snapshot()
            if not remembers:
                snapshot.answers = Cache(0)
            return [hit.entry_id for hit in answered(text, language, snapshot)[1].hits]

        return ask

    return Peer(build, open_)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)[:64]


def _build_tantivy(documents: Sequence[Document], folder: Path, processes: int) -> None:
    found = _open_tantivy(folder)
    writer = found.writer(256_000_000)
    for document in documents:
        row = tantivy.Document()
        row.add_integer("id", document.entry_id)
        for text in document.texts:
            row.add_text(text.language, f"{text.title}\n{text.title}\n{text.body}")
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()


def _open_tantivy(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for code in CODES:
        builder.add_text_field(code, tokenizer_name=f"stem_{code}")
    found = tantivy.Index(builder.build(), path=str(folder))
    for code in CODES:
        analysis = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer(get_language(code).snowball))
            .build()
        )
        found.register_tokenizer(f"stem_{code}", analysis)
    return found


def _ask_tantivy(folder: Path) -> Ask:
    found = _open_tantivy(folder)
    searcher = found.searcher()

    def ask(text: str, language: str) -> list[int]:
        words = " ".join(_words(text))
        hits = searcher.search(found.parse_query(words, [language]), 10).hits if words else []
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return ask


def _build_whoosh(documents: Sequence[Document], folder: Path, processes: int) -> None:
    schema = fields.Schema(id=fields.NUMERIC(stored=True))
    for code in CODES:
        schema.add(f"title_{code}", fields.TEXT())
        schema.add(f"body_{code}", fields.TEXT())
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    for document in documents:
        values: dict[str, object] = {"id": document.entry_id}
        for text in document.texts:
            values |= {f"title_{text.language}": text.title, f"body_{text.language}": text.body}
        writer.add_document(**values)
    writer.commit()


def _ask_whoosh(folder: Path) -> Ask:
    found = index.open_dir(str(folder))
    searcher = found.searcher()

    def ask(text: str, language: str) -> list[int]:
        parser = MultifieldParser([f"title_{language}", f"body_{language}"], found.schema)
        return [hit["id"] for hit in searcher.search(parser.parse(" ".join(_words(text))), limit=10)]

    return ask


def _build_fts5(documents: Sequence[Document], folder: Path, processes: int) -> None:
    with sqlite3.connect(folder / "fts5") as database:
        for code in CODES:
            database.execute(f"CREATE VIRTUAL TABLE {code} USING fts5(title, body, tokenize='unicode61')")
        for document in documents:
            for text in document.texts:
                database.execute(
                    f"INSERT INTO {text.language} (rowid, title, body) VALUES (?, ?, ?)",
                    (document.entry_id, text.title, text.body),
                )


def _ask_fts5(folder: Path) -> Ask:
    database = sqlite3.connect(folder / "fts5")

    def ask(text: str, language: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in _words(text))
        sql = f"SELECT rowid FROM {language} WHERE {language} MATCH ? ORDER BY bm25({language}, 3.0, 1.0) LIMIT 10"
        return [number for (number,) in database.execute(sql, (words,))] if words else []

    return ask


def _build_pg(documents: Sequence[Document], folder: Path, processes: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_peer")
        cursor.execute("CREATE UNLOGGED TABLE benchmark_peer (id bigint, language text, words tsvector)")
        for document in documents:
            for text in document.texts:
                configuration = get_language(text.language).postgres
                cursor.execute(
                    "INSERT INTO benchmark_peer VALUES (%s, %s, setweight(to_tsvector(%s::regconfig, %s), 'A')"
                    " || to_tsvector(%s::regconfig, %s))",
                    [document.entry_id, text.language, configuration, text.title, configuration, text.body],
                )
        cursor.execute("CREATE INDEX ON benchmark_peer USING gin (words)")
        cursor.execute("ANALYZE benchmark_peer")


def _ask_pg(folder: Path) -> Ask:
    def ask(text: str, language: str) -> list[int]:
        words = " | ".join(f"'{word}'" for word in _words(text))
        if not words:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM benchmark_peer, to_tsquery(%s::regconfig, %s) AS asked"
                " WHERE language = %s AND words @@ asked ORDER BY ts_rank(words, asked) DESC, id LIMIT 10",
                [get_language(language).postgres, words, language],
            )
            return [number for (number,) in cursor.fetchall()]

    return ask


PEERS = {
    "whoosh": _ours(WhooshEngine),
    "whoosh-forgets": _ours(WhooshEngine, remembers=False),
    "postgres": _ours(lambda _folder: PostgresEngine()),
    "whoosh-objects": Peer(search_peers_terms.build_whoosh, search_peers_terms.ask_whoosh),
    "tantivy-terms": Peer(search_peers_terms.build_tantivy, search_peers_terms.ask_tantivy),
    "tantivy": Peer(_build_tantivy, _ask_tantivy),
    "whoosh-stock": Peer(_build_whoosh, _ask_whoosh),
    "fts5": Peer(_build_fts5, _ask_fts5),
    "pg-fulltext": Peer(_build_pg, _ask_pg),
}
