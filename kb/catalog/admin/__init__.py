"""The admin of the catalogue. Every write goes through the services; what they refuse is said on the form."""

from kb.catalog.admin import entries, records, texts

__all__ = ["entries", "records", "texts"]
