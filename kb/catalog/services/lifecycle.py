from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog import signals
from kb.catalog.errors import CatalogError, LifecycleError
from kb.catalog.models import AliasKind, Entry, ErrorCode, Lifecycle
from kb.catalog.services.aliases import add_alias, ensure_free
from kb.catalog.services.mentions import texts_mentioning
from kb.catalog.services.texts import render_again
from kb.codes import MAX_LENGTH, normalise_code


@transaction.atomic
def set_code(*, error: ErrorCode, code: str) -> None:
    """Change how an error's code is spelled, or give it another one. The old code becomes an alias by itself."""
    old = error.code
    if code == old:
        return
    if code:
        check_code(code)
        ensure_free(kind=AliasKind.CODE, value=code, entry=error)
    mentioning = texts_mentioning(error)
    error.code = code
    error.save()
    error.aliases.filter(kind=AliasKind.CODE, value=code).delete()
    if old and normalise_code(old) != normalise_code(code):
        add_alias(entry=error, kind=AliasKind.CODE, value=old)
    for translation in mentioning:
        render_again(translation=translation)
    signals.entry_changed.send(sender=Entry, entry=error)


def check_code(code: str) -> None:
    """Raises CatalogError for a code that is too long or that nobody could find again."""
    if len(code) > MAX_LENGTH:
        raise CatalogError(_("A code may have %(most)s characters at most.") % {"most": MAX_LENGTH})
    if not normalise_code(code):
        raise CatalogError(_("“%(value)s” has no letter or digit to be found by.") % {"value": code})


@transaction.atomic
def set_lifecycle(*, error: ErrorCode, lifecycle: str, successor: ErrorCode | None = None) -> None:
    """Say what became of an error code: active, renamed (to the successor), merged (into it) or retired.

    Raises LifecycleError where a successor is missing or superfluous, or where following successors leads in a circle.
    """
    needs_successor = lifecycle in {Lifecycle.RENAMED, Lifecycle.MERGED}
    if needs_successor and successor is None:
        raise LifecycleError(_("Say which error the code %(code)s became.") % {"code": error})
    if not needs_successor and successor is not None:
        raise LifecycleError(_("Only a renamed or merged code has a successor."))
    step = successor
    while step is not None:
        if step.pk == error.pk:
            raise LifecycleError(_("%(code)s would become itself in a circle of renames.") % {"code": error})
        step = step.successor
    if (error.lifecycle, error.successor_id) == (lifecycle, successor.pk if successor else None):
        return
    error.lifecycle, error.successor = lifecycle, successor
    error.save()
    signals.entry_changed.send(sender=Entry, entry=error)
