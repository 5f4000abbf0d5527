"""The engines of benchmarks/search.py: each builds an index over the entries and gives a function that asks it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from django.db import connection
from whoosh import fields, index
from whoosh.qparser import MultifieldParser

from kb.languages import CODES, get_language
from kb.search.documents import Document
from kb.search.engines.postgres.engine import PostgresEngine
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.indexing import CODE_FIELD, index_document
from kb.search.searching import search
from kb.search.understand import understand

Ask = Callable[[str, str], Sequence[int]]
_WORD = re.compile(r"\w+")


def _ours(engine: WhooshEngine | PostgresEngine) -> Ask:
    def ask(text: str, language: str) -> list[int]:
        snapshot = engine.snapshot()
        return [hit.entry_id for hit in search(understand(text, language, snapshot), snapshot).hits]

    return ask


def whoosh(entries: Sequence[Document], folder: Path, processes: int) -> Ask:
    engine = WhooshEngine(folder)
    engine.rebuild(entries, processes=processes)
    return _ours(engine)


def postgres(entries: Sequence[Document], folder: Path, processes: int) -> Ask | None:
    if connection.vendor != "postgresql":
        return None
    engine = PostgresEngine()
    engine.rebuild(entries, processes=processes)
    return _ours(engine)


def tantivy_terms(entries: Sequence[Document], folder: Path, processes: int) -> Ask:
    """Our terms as tantivy's tokens; the query is every alternative of every concept, joined by OR."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for name in (*CODES, CODE_FIELD):
        builder.add_text_field(name, tokenizer_name="whitespace")
    schema = builder.build()
    found = tantivy.Index(schema)
    writer = found.writer(256_000_000)
    for entry in entries:
        document = tantivy.Document()
        document.add_integer("id", entry.entry_id)
        for name, terms in index_document(entry).fields.items():
            if name in (*CODES, CODE_FIELD):
                document.add_text(name, " ".join(" ".join([term] * max(1, round(w))) for term, w in terms.items()))
        writer.add_document(document)
    writer.commit()
    found.reload()
    searcher = found.searcher()
    lexicon = WhooshEngine(folder)
    lexicon.rebuild(entries, processes=processes)

    def ask(text: str, language: str) -> list[int]:
        query = understand(text, language, lexicon.snapshot())
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, one.field, term), max(one.factor * concept.weight, 0.01)
                ),
            )
            for concept in query.concepts
            for one in concept.alternatives
            for term in one.terms
        ]
        if not clauses:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(clauses), 10).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return ask


def tantivy_stemmed(entries: Sequence[Document], folder: Path, processes: int) -> Ask:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for code in CODES:
        builder.add_text_field(code, tokenizer_name=f"stem_{code}")
    found = tantivy.Index(builder.build())
    for code in CODES:
        analysis = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer(get_language(code).snowball))
            .build()
        )
        found.register_tokenizer(f"stem_{code}", analysis)
    writer = found.writer(256_000_000)
    for entry in entries:
        document = tantivy.Document()
        document.add_integer("id", entry.entry_id)
        for text in entry.texts:
            document.add_text(text.language, f"{text.title}\n{text.title}\n{text.body}")
        writer.add_document(document)
    writer.commit()
    found.reload()
    searcher = found.searcher()

    def ask(text: str, language: str) -> list[int]:
        words = " ".join(_WORD.findall(text)[:64])
        if not words:
            return []
        hits = searcher.search(found.parse_query(words, [language]), 10).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return ask


def whoosh_stock(entries: Sequence[Document], folder: Path, processes: int) -> Ask:
    folder.mkdir(parents=True)
    schema = fields.Schema(id=fields.NUMERIC(stored=True))
    for code in CODES:
        schema.add(f"title_{code}", fields.TEXT())
        schema.add(f"body_{code}", fields.TEXT())
    found = index.create_in(str(folder), schema)
    writer = found.writer(limitmb=256)
    for entry in entries:
        values: dict[str, object] = {"id": entry.entry_id}
        for text in entry.texts:
            values |= {f"title_{text.language}": text.title, f"body_{text.language}": text.body}
        writer.add_document(**values)
    writer.commit()
    searcher = found.searcher()

    def ask(text: str, language: str) -> list[int]:
        parser = MultifieldParser([f"title_{language}", f"body_{language}"], schema)
        query = parser.parse(" ".join(_WORD.findall(text)[:64]))
        return [hit["id"] for hit in searcher.search(query, limit=10)]

    return ask


def fts5(entries: Sequence[Document], folder: Path, processes: int) -> Ask:
    database = sqlite3.connect(":memory:")
    for code in CODES:
        database.execute(f"CREATE VIRTUAL TABLE {code} USING fts5(title, body, tokenize='unicode61')")
    for entry in entries:
        for text in entry.texts:
            database.execute(
                f"INSERT INTO {text.language} (rowid, title, body) VALUES (?, ?, ?)",
                (entry.entry_id, text.title, text.body),
            )

    def ask(text: str, language: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(text)[:64])
        if not words:
            return []
        sql = f"SELECT rowid FROM {language} WHERE {language} MATCH ? ORDER BY bm25({language}, 3.0, 1.0) LIMIT 10"
        return [number for (number,) in database.execute(sql, (words,))]

    return ask


def pg_fulltext(entries: Sequence[Document], folder: Path, processes: int) -> Ask | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE peer (id bigint, language text, words tsvector)")
        for entry in entries:
            for text in entry.texts:
                configuration = get_language(text.language).postgres
                cursor.execute(
                    "INSERT INTO peer VALUES (%s, %s, setweight(to_tsvector(%s::regconfig, %s), 'A')"
                    " || to_tsvector(%s::regconfig, %s))",
                    [entry.entry_id, text.language, configuration, text.title, configuration, text.body],
                )
        cursor.execute("CREATE INDEX ON peer USING gin (words)")
        cursor.execute("ANALYZE peer")

    def ask(text: str, language: str) -> list[int]:
        words = " | ".join(f"'{word}'" for word in _WORD.findall(text)[:64])
        if not words:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM peer, to_tsquery(%s::regconfig, %s) AS asked WHERE language = %s AND words @@ asked"
                " ORDER BY ts_rank(words, asked) DESC, id LIMIT 10",
                [get_language(language).postgres, words, language],
            )
            return [number for (number,) in cursor.fetchall()]

    return ask


ENGINES: dict[str, Callable[[Sequence[Document], Path, int], Ask | None]] = {
    "whoosh": whoosh,
    "postgres": postgres,
    "tantivy-terms": tantivy_terms,
    "tantivy": tantivy_stemmed,
    "whoosh-stock": whoosh_stock,
    "fts5": fts5,
    "pg-fulltext": pg_fulltext,
}
