"""What search stores, one model a file: the outbox of changes, synonyms, and the tables of the PostgreSQL engine."""

from kb.search.models.index_tables import IndexBlock, IndexDocument, IndexFlow, IndexState, IndexTerm
from kb.search.models.pending_entry import PendingEntry
from kb.search.models.synonym import Synonym

__all__ = ["IndexBlock", "IndexDocument", "IndexFlow", "IndexState", "IndexTerm", "PendingEntry", "Synonym"]
