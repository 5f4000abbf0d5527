"""How postings lie on disk: whole arrays per term, read in place, and the list of terms beside them.

Whoosh's own codec writes blocks of 128 compressed pickles; this one, through Whoosh's codec interface, writes for each
term its document numbers (int32) and weights (float32) one after the other, so that a posting list is read without
copying or decoding. Terms, columns, deletions and segments are Whoosh's.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import ListMatcher

LEXICON_EXT = ".lex"
POSTINGS_EXT = W3Codec.POSTS_EXT
INT, FLOAT = np.dtype(np.int32), np.dtype(np.float32)
BYTES_PER_POSTING = INT.itemsize + FLOAT.itemsize


class ArrayCodec(W3Codec):
    """Whoosh's codec with other posting lists."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> ArrayPostingsWriter:
        return ArrayPostingsWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: W3TermInfo, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        offset, length = terminfo.extent()
        size = length // BYTES_PER_POSTING
        data = dbfile.get(offset, length)
        ids = np.frombuffer(data, INT, size).tolist()
        weights = np.frombuffer(data, FLOAT, size, size * INT.itemsize).tolist()
        return ListMatcher(ids, weights, format=format_, term=term, terminfo=terminfo, scorer=scorer)


class ArrayFieldWriter(W3FieldWriter):
    """Writes fields term by term and keeps, for the lexicon, where each posting list lies."""

    def __init__(self, codec: ArrayCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._lexicon: dict[str, tuple[list[str], array, array]] = {}

    def add_term(self, field: str, term: str, docs: array, weights: array) -> None:
        """Write one whole posting list. Terms come sorted within a field, by their UTF-8 bytes."""
        self.start_term(term.encode())
        self._postwriter.extend(docs, weights)
        terms, offsets, sizes = self._lexicon.setdefault(field, ([], array("Q"), array("I")))
        terms.append(term)
        offsets.append(self._postwriter.start)
        sizes.append(len(docs))
        self.finish_term()

    def close(self) -> None:
        lexicon = {
            field: ("\n".join(terms), offsets.tobytes(), sizes.tobytes())
            for field, (terms, offsets, sizes) in self._lexicon.items()
        }
        with self._create_file(LEXICON_EXT) as file:
            file.write(marshal.dumps(lexicon))
        super().close()


class ArrayPostingsWriter(PostingsWriter):
    """One posting list at a time, buffered in two arrays."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._info: W3TermInfo | None = None
        self.start = 0

    def start_postings(self, format_: Any, terminfo: W3TermInfo) -> None:
        self._info = terminfo
        self._ids, self._weights = array("i"), array("f")
        self.start = self._file.tell()

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        self._ids.append(id_)
        self._weights.append(weight)

    def extend(self, docs: array, weights: array) -> None:
        """Many postings at once."""
        self._ids, self._weights = docs, weights

    def written(self) -> bool:
        return False

    def finish_postings(self) -> W3TermInfo:
        info: Any = self._info
        self._file.write(self._ids.tobytes())
        self._file.write(self._weights.tobytes())
        info._df = len(self._ids)
        info._weight = float(len(self._ids))
        info._minid, info._maxid = self._ids[0], self._ids[-1]
        info._minlength = info._maxlength = 1
        info._maxweight = max(self._weights)
        info.set_extent(self.start, len(self._ids) * BYTES_PER_POSTING)
        return info


def read_lexicon(data: bytes) -> dict[str, tuple[list[str], array, array]]:
    """What `ArrayFieldWriter` wrote: field → terms, offsets of their postings in bytes, how many postings each has."""
    return {
        field: (terms.split("\n"), array("Q", offsets), array("I", sizes))
        for field, (terms, offsets, sizes) in marshal.loads(data).items()  # noqa: S302 — our own file
    }


class ArrayPool:
    """Collects postings while documents are added: per field and term two growing arrays."""

    def __init__(self) -> None:
        self.fieldnames: set[str] = set()
        self.fields: dict[str, dict[bytes, tuple[array, array]]] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        field, term, number, weight, _ = item
        terms = self.fields.get(field)
        if terms is None:
            terms = self.fields[field] = {}
        lists = terms.get(term)
        if lists is None:
            lists = terms[term] = (array("i"), array("f"))
        lists[0].append(number)
        lists[1].append(weight)

    def extend(self, field: str, term: bytes, docs: Iterable[int], weights: Iterable[float]) -> None:
        """Add a whole posting list, for merging."""
        lists = self.fields.setdefault(field, {}).setdefault(term, (array("i"), array("f")))
        lists[0].extend(docs)
        lists[1].extend(weights)

    def sorted_terms(self) -> Iterator[tuple[str, list[tuple[bytes, tuple[array, array]]]]]:
        """Fields in order, each with its terms in order."""
        for field in sorted(self.fields):
            yield field, sorted(self.fields[field].items())

    def cleanup(self) -> None:
        self.fields.clear()
