"""The fields of the index. Analysis happens outside: the fields are fed terms with weights."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import fields, formats

from kb.languages import CODES
from kb.search.documents import Reference
from kb.search.indexing import CODE_FIELD, EXACT_FIELDS, FACET_FIELD, IndexedDocument

ENTRY_FIELD = "entry"
REFERENCE_COLUMN = "reference"
TERM_FIELDS = (*CODES, *EXACT_FIELDS.values(), CODE_FIELD, FACET_FIELD, ENTRY_FIELD)


class WeightedTerms(fields.FieldType):
    """A field whose value is a mapping of terms to weights."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: dict[str, float], **kwargs: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""


def flow_column(language: str) -> str:
    """The name of the column that holds the words in order of a language's texts."""
    return f"flow{language}"


def make_schema() -> fields.Schema:
    """The schema, written into the index by Whoosh."""
    schema = fields.Schema()
    for name in TERM_FIELDS:
        schema.add(name, WeightedTerms())
    for language in CODES:
        schema.add(flow_column(language), fields.COLUMN())
    schema.add(REFERENCE_COLUMN, fields.COLUMN())
    return schema


def whoosh_fields(indexed: IndexedDocument) -> dict[str, object]:
    """A document as the keyword arguments of `add_document`."""
    reference = indexed.reference
    values: dict[str, object] = {name: terms for name, terms in indexed.fields.items() if terms}
    values[ENTRY_FIELD] = {str(reference.entry_id): 1.0}
    for language in CODES:
        values[flow_column(language)] = indexed.flows.get(language, "").encode()
    parts = (str(reference.entry_id), reference.kind, reference.key, ",".join(reference.languages), reference.digest)
    values[REFERENCE_COLUMN] = "\t".join(parts).encode()
    return values


def parse_reference(value: bytes) -> Reference:
    """What `whoosh_fields` put into the reference column."""
    entry_id, kind, key, languages, digest = value.decode().split("\t")
    return Reference(int(entry_id), kind, key, tuple(filter(None, languages.split(","))), digest)
