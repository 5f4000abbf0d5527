"""Writing segments: Whoosh's writer with our pool of postings, and merging that copies arrays."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.writing import SegmentWriter

from kb.search.engines.whoosh.codec import ArrayCodec, ArrayPool
from kb.search.engines.whoosh.files import write_sums
from kb.search.engines.whoosh.segment import Segment


class ArrayWriter(SegmentWriter):
    """Writes one segment. Call `commit`, or `cancel` after any exception: a failed writer keeps the lock."""

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False, **options)
        self.pool = ArrayPool()

    def add_reader(self, reader: Any) -> None:
        """Merge a segment: its columns by Whoosh, its postings as arrays, without the deleted documents."""
        base = self.docnum
        names = set(self.schema.names())
        self.write_per_doc(names, reader)
        segment = Segment.open(self.storage, self.schema, reader.segment())
        keep = np.ones(segment.size, bool)
        keep[segment.dead] = False
        renumbered = np.cumsum(keep, dtype=np.int32) - 1 + base
        for field in segment.fields():
            for term, docs, weights in segment.all_postings(field):
                alive = keep[docs]
                if alive.any():
                    kept = array("i", renumbered[docs[alive]].tobytes())
                    self.pool.extend(field, term.encode(), kept, array("f", weights[alive].tobytes()))
        self._added = True

    def _finalize_segment(self) -> Any:
        segment = super()._finalize_segment()
        write_sums(Path(self.storage.folder), segment.segment_id())
        return segment

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for field, terms in self.pool.sorted_terms():
            self.fieldwriter.start_field(field, self.schema[field])
            for term, (docs, weights) in terms:
                self.fieldwriter.add_term(field, term.decode(), docs, weights)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
