from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog import signals
from kb.catalog.errors import CatalogError
from kb.catalog.models import Entry, Significance, SourceRevision, Translation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def make_source(*, entry: Entry, language: str, author: User | None = None) -> SourceRevision:
    """Make the text in another language the source, as it is: it becomes the newest source revision.

    Raises CatalogError where the entry has no text in the language, or it is the source already.
    """
    text = Translation.objects.filter(entry=entry, language=language).first()
    if text is None:
        raise CatalogError(_("The entry has no text in this language."))
    if entry.source_language == language:
        raise CatalogError(_("This language is the source already."))
    latest = entry.revisions.order_by("-number").first()
    entry.source_language = language
    entry.save(update_fields=["source_language", "updated_at"])
    revision = SourceRevision.objects.create(
        entry=entry,
        number=latest.number + 1 if latest else 1,
        language=language,
        title=text.title,
        body=text.body,
        state=text.state,
        origin=text.origin,
        date=text.date,
        author=author,
        significance=Significance.MINOR,
    )
    signals.source_published.send(
        sender=SourceRevision, entry=entry, revision=revision, significance=Significance.MINOR
    )
    signals.entry_changed.send(sender=Entry, entry=entry)
    return revision
