"""Notes every change of the catalogue for the index."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver

from kb.catalog.models import (
    CauseSolution,
    Entry,
    ErrorCause,
    ErrorSolution,
    GuideCause,
    GuideError,
    Product,
    Translation,
)
from kb.catalog.signals import entries_written, entry_changed, text_published, text_withdrawn
from kb.search import outbox

_OWNERS = (
    (ErrorCause, "error_id", "cause_id"),
    (ErrorSolution, "error_id", "solution_id"),
    (CauseSolution, "cause_id", "solution_id"),
    (GuideError, "guide_id", "error_id"),
    (GuideCause, "guide_id", "cause_id"),
)


@receiver(text_published, dispatch_uid="search.text_published")
def _text_published(*, entry: Entry, translation: Translation, **_kwargs: object) -> None:
    """A text changed; the entries that link to it are found by its title."""
    outbox.note([entry.pk, *_owners(entry.pk)])


@receiver(text_withdrawn, dispatch_uid="search.text_withdrawn")
def _text_withdrawn(*, entry: Entry, **_kwargs: object) -> None:
    outbox.note([entry.pk, *_owners(entry.pk)])


@receiver(entry_changed, dispatch_uid="search.entry_changed")
def _entry_changed(*, entry: Entry, **_kwargs: object) -> None:
    outbox.note([entry.pk])


@receiver(entries_written, dispatch_uid="search.entries_written")
def _entries_written(*, entries: Collection[int], **_kwargs: object) -> None:
    outbox.note(entries)


@receiver(post_save, sender=Product, dispatch_uid="search.product_saved")
def _product_saved(sender: type[Model], instance: Product, *, created: bool, **_kwargs: object) -> None:
    """The key of a product is a term of its entries."""
    if not created:
        outbox.note(list(instance.entries.values_list("pk", flat=True)))


def _owners(entry: int) -> list[int]:
    return [
        owner
        for model, owner_column, target_column in _OWNERS
        for owner in model.objects.current().filter(**{target_column: entry}).values_list(owner_column, flat=True)
    ]
