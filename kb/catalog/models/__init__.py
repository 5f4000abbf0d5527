"""The records of the catalogue, one model a file."""

from kb.catalog.models.edition import Edition
from kb.catalog.models.empty_list import EmptyList
from kb.catalog.models.entry import Cause, Entry, EntryKind, Guide, Platform, Solution
from kb.catalog.models.entry_alias import AliasKind, EntryAlias, alias_lookup, normalise_name
from kb.catalog.models.error_code import ErrorCode, Lifecycle
from kb.catalog.models.links import (
    CauseSolution,
    ErrorCause,
    ErrorSolution,
    GuideCause,
    GuideError,
    GuideSolution,
    Link,
    RelatedError,
)
from kb.catalog.models.product import Product
from kb.catalog.models.source_revision import Significance, SourceRevision
from kb.catalog.models.translation import Origin, State, Translation, TranslationVersion

__all__ = [
    "AliasKind",
    "Cause",
    "CauseSolution",
    "Edition",
    "EmptyList",
    "Entry",
    "EntryAlias",
    "EntryKind",
    "ErrorCause",
    "ErrorCode",
    "ErrorSolution",
    "Guide",
    "GuideCause",
    "GuideError",
    "GuideSolution",
    "Lifecycle",
    "Link",
    "Origin",
    "Platform",
    "Product",
    "RelatedError",
    "Significance",
    "Solution",
    "SourceRevision",
    "State",
    "Translation",
    "TranslationVersion",
    "alias_lookup",
    "normalise_name",
]
