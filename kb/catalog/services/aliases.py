from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog import signals
from kb.catalog.errors import CatalogError, NameTakenError
from kb.catalog.models import AliasKind, Entry, EntryAlias, EntryKind, ErrorCode, alias_lookup


def holder_of(*, kind: str, value: str) -> Entry | None:
    """Which entry a name or code means now, as its key, code or alias; None where it is free."""
    lookup = alias_lookup(kind, value)
    if kind == AliasKind.CODE:
        error = ErrorCode.objects.filter(code_lookup=lookup).first()
        if error:
            return error
        alias = EntryAlias.objects.filter(kind=kind, lookup=lookup).select_related("entry").first()
        return alias.entry if alias else None
    entry = Entry.objects.filter(key__in={value, lookup}).first()
    if entry:
        return entry
    alias = EntryAlias.objects.exclude(kind=AliasKind.CODE).filter(lookup=lookup).select_related("entry").first()
    return alias.entry if alias else None


def ensure_free(*, kind: str, value: str, entry: Entry | None = None) -> None:
    """Raises NameTakenError where a name or code means another entry than `entry`."""
    holder = holder_of(kind=kind, value=value)
    if holder is not None and (entry is None or holder.pk != entry.pk):
        raise NameTakenError(value, holder)


@transaction.atomic
def add_alias(*, entry: Entry, kind: str, value: str) -> EntryAlias | None:
    """Let a former anchor, code or slug resolve to an entry for ever.

    Returns None where the value is the entry's own key or code. Raises NameTakenError where it means another entry,
    CatalogError where nothing is left of it to look up.
    """
    value = value.replace("\x00", "").strip()
    if kind == AliasKind.CODE and entry.kind != EntryKind.ERROR:
        raise CatalogError(_("Only an error has a code."))
    if not alias_lookup(kind, value):
        raise CatalogError(_("“%(value)s” has no letter or digit to be found by.") % {"value": value})
    if len(value) > 300:
        raise CatalogError(_("A name may have 300 characters at most."))
    ensure_free(kind=kind, value=value, entry=entry)
    if kind != AliasKind.CODE and value == entry.key:
        return None
    alias, created = EntryAlias.objects.get_or_create(kind=kind, value=value, defaults={"entry": entry})
    if created:
        signals.entry_changed.send(sender=Entry, entry=entry)
    return alias


@transaction.atomic
def remove_alias(*, alias: EntryAlias) -> None:
    """Aliases resolve for ever: this refuses, always, with a sentence that says so."""
    raise CatalogError(
        _("“%(value)s” may stand in bookmarks and links; an alias cannot be removed.") % {"value": alias.value}
    )
