"""Reading one segment: posting lists in place, the lexicon in memory, texts when they are wanted."""

from __future__ import annotations

import os
import weakref
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from kb.languages import CODES
from kb.search.documents import Reference
from kb.search.engines.base import Postings
from kb.search.engines.lines import as_lines, beginning, holding
from kb.search.engines.whoosh.codec import FLOAT, INT, LEXICON_EXT, POSTINGS_EXT, read_lexicon
from kb.search.engines.whoosh.schema import REFERENCE_COLUMN, flow_column, parse_reference


@dataclass(slots=True)
class _Terms:
    """The terms of one field: their place in the two arrays beside them; as lines and in order once that was wanted."""

    places: dict[str, int]
    offsets: array
    sizes: array
    lines: str = ""
    ordered: list[str] = field(default_factory=list)


class _Column:
    """A column of byte strings, each read from its file when it is wanted.

    Whoosh's own reader seeks in a file that all threads would share; the lengths it keeps are right.
    """

    def __init__(self, path: Path, lengths: Any) -> None:
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file).atexit = False
        self._bounds = array("Q", accumulate(lengths, initial=0))

    def __getitem__(self, number: int) -> bytes:
        start, end = self._bounds[number : number + 2]
        return os.pread(self._file, end - start, start)


def _mapped(path: Path) -> np.ndarray:
    return np.asarray(np.memmap(path, np.uint8, "r")) if path.stat().st_size else np.empty(0, np.uint8)


@dataclass(slots=True)
class Segment:
    """An unchanging segment, but for the documents deleted from it since (`dead`)."""

    name: str
    size: int
    dead: np.ndarray
    _terms: dict[str, _Terms]
    _postings: np.ndarray
    _flows: dict[str, _Column]
    _references: _Column

    @classmethod
    def open(cls, storage: Any, schema: Any, segment: Any, known: Segment | None = None) -> Segment:
        """Open a segment; of one already open only the deletions are read. Raises OSError when files are gone."""
        dead = np.array(sorted(segment.deleted_docs()), np.int32)
        name = segment.segment_id()
        if known is not None:
            return cls(name, known.size, dead, known._terms, known._postings, known._flows, known._references)
        folder = Path(storage.folder)
        lexicon = read_lexicon((folder / segment.make_filename(LEXICON_EXT)).read_bytes())
        reader = SegmentReader(storage, schema, segment)

        def column(column_name: str) -> _Column:
            file = folder / segment.codec().column_filename(segment, column_name)
            return _Column(file, reader.column_reader(column_name).raw_column()._lengths)

        return cls(
            name=name,
            size=segment.doc_count_all(),
            dead=dead,
            _terms={
                name: _Terms(dict(zip(terms, range(len(terms)), strict=True)), offsets, sizes)
                for name, (terms, offsets, sizes) in lexicon.items()
            },
            _postings=_mapped(folder / segment.make_filename(POSTINGS_EXT)),
            _flows={language: column(flow_column(language)) for language in CODES},
            _references=column(REFERENCE_COLUMN),
        )

    def fields(self) -> list[str]:
        """The fields that occur in this segment."""
        return list(self._terms)

    def terms(self, name: str) -> dict[str, int]:
        """The terms of a field, each with its place."""
        found = self._terms.get(name)
        return found.places if found else {}

    def holding(self, name: str, part: str) -> list[str]:
        """The terms of a field in which a part stands anywhere."""
        found = self._terms.get(name)
        if found is None:
            return []
        if not found.lines:
            found.lines = as_lines(found.places)
        return holding(found.lines, part)

    def beginning(self, name: str, start: str, limit: int) -> list[str]:
        """The first terms of a field that begin with `start`."""
        found = self._terms.get(name)
        if found is None:
            return []
        if not found.ordered:
            found.ordered = list(found.places)
        return beginning(found.ordered, start, limit)

    def frequencies(self, name: str, terms: Iterable[str]) -> dict[str, int]:
        """How many documents hold each of the terms that occur, deleted ones included."""
        found = self._terms.get(name)
        if found is None:
            return {}
        places, sizes = found.places, found.sizes
        return {term: sizes[places[term]] for term in places.keys() & terms}

    def postings(self, name: str, term: str) -> Postings | None:
        """The posting list of a term, in place on disk."""
        found = self._terms.get(name)
        place = found.places.get(term, -1) if found else -1
        if found is None or place < 0:
            return None
        return self._read(found.offsets[place], found.sizes[place])

    def all_postings(self, name: str) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
        """Every term of a field with its posting list."""
        found = self._terms[name]
        for term, place in found.places.items():
            yield term, *self._read(found.offsets[place], found.sizes[place])

    def flow(self, number: int, language: str) -> str:
        """The words in order of one document's text."""
        return self._flows[language][number].decode()

    def reference(self, number: int) -> Reference:
        """Which entry a document stands for."""
        return parse_reference(self._references[number])

    def _read(self, offset: int, size: int) -> Postings:
        docs = np.frombuffer(self._postings, INT, size, offset)
        return docs, np.frombuffer(self._postings, FLOAT, size, offset + size * INT.itemsize)
