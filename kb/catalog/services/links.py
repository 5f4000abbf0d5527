from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from kb.catalog import signals
from kb.catalog.models import (
    CauseSolution,
    Edition,
    EmptyList,
    Entry,
    EntryKind,
    ErrorCause,
    ErrorSolution,
    GuideCause,
    GuideError,
    GuideSolution,
    Link,
    RelatedError,
)

RELATIONS: dict[tuple[str, str], tuple[type[Link], str, str]] = {
    (EntryKind.ERROR, EntryKind.CAUSE): (ErrorCause, "error_id", "cause_id"),
    (EntryKind.ERROR, EntryKind.SOLUTION): (ErrorSolution, "error_id", "solution_id"),
    (EntryKind.ERROR, EntryKind.ERROR): (RelatedError, "error_id", "related_id"),
    (EntryKind.CAUSE, EntryKind.SOLUTION): (CauseSolution, "cause_id", "solution_id"),
    (EntryKind.GUIDE, EntryKind.ERROR): (GuideError, "guide_id", "error_id"),
    (EntryKind.GUIDE, EntryKind.CAUSE): (GuideCause, "guide_id", "cause_id"),
    (EntryKind.GUIDE, EntryKind.SOLUTION): (GuideSolution, "guide_id", "solution_id"),
}
"""(kind of the owner, kind of the target) → link model, its owner column, its target column."""


@transaction.atomic
def set_links(*, owner: Entry, kind: str, targets: Sequence[Entry], edition: Edition | None = None) -> bool:
    """Make these, in this order, the targets of one kind that `owner` links to; returns whether anything changed.

    With an edition the links of that edition are replaced; they become current only if no link of a newer edition, and
    none made by hand, is there. Without an edition (by hand) they become current and the editions' links history.
    Raises KeyError for a pair of kinds that has no link, ValueError for a target of another kind.
    """
    model, owner_column, target_column = RELATIONS[owner.kind, kind]
    unique = list({target.pk: target for target in targets}.values())
    if any(target.kind != kind for target in unique):
        raise ValueError(f"every target must be a {kind}")
    links = model.objects.filter(**{owner_column: owner.pk})
    empty = EmptyList.objects.filter(owner_id=owner.pk, kind=kind)
    current = _becomes_current(links, empty, edition)
    own = links.filter(edition=edition)
    wanted = [target.pk for target in unique]
    _remember(empty, owner, kind, edition, is_empty=not wanted)
    stored = list(own.values_list(target_column, flat=True)) == wanted and not own.exclude(is_current=current).exists()
    superseding = current and links.exclude(edition=edition).filter(is_current=True).exists()
    if stored and not superseding:
        return False
    touched = {*links.values_list(target_column, flat=True), *wanted}
    own.delete()
    if current:
        links.update(is_current=False)
    model.objects.bulk_create(
        model(**{owner_column: owner.pk, target_column: target}, position=position, edition=edition, is_current=current)
        for position, target in enumerate(wanted, start=1)
    )
    signals.entry_changed.send(sender=Entry, entry=owner)
    for target in Entry.objects.filter(pk__in=touched):
        signals.entry_changed.send(sender=Entry, entry=target)
    return True


def _becomes_current(links: QuerySet[Link], empty: QuerySet[EmptyList], edition: Edition | None) -> bool:
    """Whether no newer edition, and nobody by hand, has listed anything, or nothing, already."""
    if edition is None:
        return True
    newer = Q(edition=None) | Q(edition__date__gt=edition.date)
    return not links.filter(newer).exists() and not empty.filter(newer).exists()


def _remember(empty: QuerySet[EmptyList], owner: Entry, kind: str, edition: Edition | None, *, is_empty: bool) -> None:
    known = empty.filter(edition=edition)
    if not is_empty:
        known.delete()
    elif not known.exists():
        EmptyList.objects.create(owner_id=owner.pk, kind=kind, edition=edition)
