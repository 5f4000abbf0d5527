from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog import signals
from kb.catalog.errors import CatalogError, LinkedEntryError
from kb.catalog.models import (
    AliasKind,
    Cause,
    CauseSolution,
    Entry,
    EntryKind,
    ErrorCause,
    ErrorCode,
    ErrorSolution,
    Guide,
    GuideCause,
    GuideError,
    GuideSolution,
    Product,
    RelatedError,
    Solution,
)
from kb.catalog.models.entry import KEY_PATTERN, MAX_KEY
from kb.catalog.services.aliases import add_alias, ensure_free
from kb.catalog.services.lifecycle import check_code
from kb.catalog.services.mentions import texts_mentioning
from kb.catalog.services.texts import render_again

_MODELS: dict[str, type[Entry]] = {
    EntryKind.GUIDE: Guide,
    EntryKind.ERROR: ErrorCode,
    EntryKind.CAUSE: Cause,
    EntryKind.SOLUTION: Solution,
}


def hold_entry(*, entry_id: int) -> None:
    """Let others wait until this transaction is done: what is compared next is still so when it is written."""
    Entry.objects.select_for_update().filter(pk=entry_id).values_list("pk").first()


@transaction.atomic
def create_entry(
    *,
    kind: str,
    key: str,
    code: str = "",
    product: Product | None = None,
    source_language: str = "en",
    platforms: Iterable[str] = (),
    source_path: str = "",
) -> Entry:
    """Create an entry of a kind under a permanent key; returns the instance of the kind's model.

    Raises NameTakenError where the key or the code names another entry, CatalogError where either cannot be used.
    """
    _check_key(key)
    ensure_free(kind=AliasKind.SLUG, value=key)
    fields: dict[str, object] = {}
    if code:
        _check_code(kind, code)
        ensure_free(kind=AliasKind.CODE, value=code)
        fields["code"] = code
    entry = _MODELS[kind](
        key=key,
        product=product,
        source_language=source_language,
        platforms=sorted(set(platforms)),
        source_path=source_path,
        **fields,
    )
    entry.save()
    signals.entry_changed.send(sender=Entry, entry=entry)
    return entry


@transaction.atomic
def update_entry(
    *,
    entry: Entry,
    product: Product | None = None,
    platforms: Iterable[str] | None = None,
    source_language: str | None = None,
    source_path: str | None = None,
    clear_product: bool = False,
) -> bool:
    """Change what is given and return whether anything did. None leaves a field as it is; `clear_product` empties."""
    wanted: dict[str, object] = {}
    if clear_product:
        wanted["product"] = None
    if product is not None:
        wanted["product"] = product
    if platforms is not None:
        wanted["platforms"] = sorted(set(platforms))
    if source_language is not None:
        wanted["source_language"] = source_language
    if source_path is not None:
        wanted["source_path"] = source_path
    changed = {name: value for name, value in wanted.items() if getattr(entry, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(entry, name, value)
    entry.save()
    signals.entry_changed.send(sender=Entry, entry=entry)
    return True


@transaction.atomic
def rename_entry(*, entry: Entry, key: str) -> None:
    """Give an entry another key. The old key becomes an alias by itself; texts that mention it are rendered again."""
    old = entry.key
    if key == old:
        return
    _check_key(key)
    ensure_free(kind=AliasKind.SLUG, value=key, entry=entry)
    mentioning = texts_mentioning(entry)
    entry.key = key
    entry.save()
    entry.aliases.filter(kind__in=[AliasKind.ANCHOR, AliasKind.SLUG], value=key).delete()
    add_alias(entry=entry, kind=AliasKind.SLUG, value=old)
    for translation in mentioning:
        render_again(translation=translation)
    signals.entry_changed.send(sender=Entry, entry=entry)


@transaction.atomic
def withdraw_entry(*, entry: Entry) -> None:
    """Take an entry out of the readers' sight; its address says that it is gone. Undone by `restore_entry`."""
    if not entry.withdrawn:
        entry.withdrawn = True
        entry.save(update_fields=["withdrawn", "updated_at"])
        signals.text_withdrawn.send(sender=Entry, entry=entry, language=None)


@transaction.atomic
def restore_entry(*, entry: Entry) -> None:
    """Show a withdrawn entry again."""
    if entry.withdrawn:
        entry.withdrawn = False
        entry.save(update_fields=["withdrawn", "updated_at"])
        signals.entry_changed.send(sender=Entry, entry=entry)


def entries_linking_to(entry: Entry) -> list[Entry]:
    """The entries that link to this one: by an ordered link of any edition, as successor, or in a text; by key."""
    owners: set[int] = set()
    for model, owner, target in (
        (ErrorCause, "error_id", "cause_id"),
        (ErrorSolution, "error_id", "solution_id"),
        (CauseSolution, "cause_id", "solution_id"),
        (GuideError, "guide_id", "error_id"),
        (GuideCause, "guide_id", "cause_id"),
        (GuideSolution, "guide_id", "solution_id"),
        (RelatedError, "error_id", "related_id"),
    ):
        owners.update(model.objects.filter(**{target: entry.pk}).values_list(owner, flat=True))
    owners.update(ErrorCode.objects.filter(successor_id=entry.pk).values_list("pk", flat=True))
    owners.update(text.entry_id for text in texts_mentioning(entry))
    owners.discard(entry.pk)
    return list(Entry.objects.filter(pk__in=owners))


@transaction.atomic
def delete_entry(*, entry: Entry) -> None:
    """Delete an entry that nothing links to; raises LinkedEntryError with the list of those that do."""
    linking = entries_linking_to(entry)
    if linking:
        raise LinkedEntryError(entry, linking)
    signals.text_withdrawn.send(sender=Entry, entry=entry, language=None)
    Entry.objects.get(pk=entry.pk).delete()


def _check_key(key: str) -> None:
    if len(key) > MAX_KEY or not re.fullmatch(KEY_PATTERN, key):
        raise CatalogError(
            _("“%(key)s” cannot be a key: lower-case letters a to z, digits, dots and hyphens, 200 at most.")
            % {"key": key[: MAX_KEY + 20]}
        )


def _check_code(kind: str, code: str) -> None:
    if kind != EntryKind.ERROR:
        raise CatalogError(_("Only an error has a code."))
    check_code(code)
