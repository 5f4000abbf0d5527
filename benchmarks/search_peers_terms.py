"""Peers of benchmarks/search.py that are fed our terms: what of the speed and the ranking is the engine's own?

Both understand a query with the lexicon of our Whoosh engine, which is built below `ours` of their folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from whoosh import query as objects
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage

from kb.languages import CODES
from kb.search import verbatim
from kb.search.documents import Document
from kb.search.engines.base import Snapshot
from kb.search.engines.processes import analysed
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.engines.whoosh.schema import make_schema, whoosh_fields
from kb.search.indexing import CODE_FIELD, EXACT_FIELDS
from kb.search.query import Query
from kb.search.starting import prewarm
from kb.search.understand import understand

Ask = Callable[[str, str], Sequence[int]]
FIELDS = (*CODES, *EXACT_FIELDS.values(), CODE_FIELD)


def _lexicon(folder: Path) -> Snapshot:
    engine = WhooshEngine(folder / "ours")
    prewarm(engine)
    return engine.snapshot()


def build_tantivy(documents: Sequence[Document], folder: Path, processes: int) -> None:
    """Our terms as tantivy's tokens, repeated by their weight."""
    WhooshEngine(folder / "ours").rebuild(documents, processes=processes)
    (folder / "theirs").mkdir()
    writer = tantivy.Index(_schema(), path=str(folder / "theirs")).writer(256_000_000)
    for one in analysed(documents, processes):
        row = tantivy.Document()
        row.add_integer("id", one.reference.entry_id)
        for name in FIELDS:
            terms = one.fields.get(name, {})
            row.add_text(name, " ".join(" ".join([term] * max(1, round(weight))) for term, weight in terms.items()))
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()


def ask_tantivy(folder: Path) -> Ask:
    """Every alternative of every concept, joined by OR."""
    schema = _schema()
    searcher = tantivy.Index(schema, path=str(folder / "theirs")).searcher()
    lexicon = _lexicon(folder)

    def ask(text: str, language: str) -> list[int]:
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, one.field, term), max(one.factor * concept.weight, 0.01)
                ),
            )
            for concept in understand(text, language, lexicon).concepts
            for one in concept.alternatives
            for term in one.terms
        ]
        hits = searcher.search(tantivy.Query.boolean_query(clauses), 10).hits if clauses else []
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return ask


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    return builder.build()


def build_whoosh(documents: Sequence[Document], folder: Path, processes: int) -> None:
    """Our schema and terms, written by Whoosh's own codec."""
    WhooshEngine(folder / "ours").rebuild(documents, processes=processes)
    (folder / "theirs").mkdir()
    writer = FileStorage(str(folder / "theirs")).create_index(make_schema()).writer(limitmb=512)
    for one in analysed(documents, processes):
        writer.add_document(**whoosh_fields(one))
    writer.commit()


class _Weights(scoring.WeightingModel):
    """A posting's score is its weight: ours already hold what BM25F makes of a term in a document."""

    def scorer(self, searcher: object, fieldname: str, text: bytes, qf: int = 1) -> scoring.WeightScorer:
        return scoring.WeightScorer.for_(searcher, fieldname, text)


def ask_whoosh(folder: Path) -> Ask:
    """An Or of concepts, each the best of its alternatives; the first 30 re-ranked as ours are.

    Documents have the same numbers in both indexes: they were added in the same order.
    """
    searcher = FileStorage(str(folder / "theirs")).open_index().searcher(weighting=_Weights())
    lexicon = _lexicon(folder)
    entries = [reference.entry_id for reference in lexicon.references(range(lexicon.size))]

    def ask(text: str, language: str) -> list[int]:
        query = understand(text, language, lexicon)
        concepts = [
            objects.DisjunctionMax([_alternative(one.field, one.terms, one.factor * concept.weight)
                                    for one in concept.alternatives])
            for concept in query.concepts
        ]  # fmt: skip
        if not concepts:
            return []
        found = searcher.search(objects.Or(concepts), limit=verbatim.DEPTH)
        scored = [(_boost(query, number, lexicon) * score, number) for score, number in found.top_n]
        return [entries[number] for _, number in sorted(scored, reverse=True)[:10]]

    return ask


def _alternative(field: str, terms: Sequence[str], boost: float) -> objects.Query:
    parts = [objects.Term(field, term.encode(), boost=boost) for term in terms]
    return parts[0] if len(parts) == 1 else objects.And(parts)


def _boost(query: Query, number: int, lexicon: Snapshot) -> float:
    texts = ((flow, lexicon.flows([number], flow.language)[0]) for flow in query.flows)
    return max((verbatim.boost(flow, text) for flow, text in texts if text), default=1.0)
