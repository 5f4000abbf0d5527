"""What translation does when the catalogue changes."""

from __future__ import annotations

from django.dispatch import receiver

from kb.catalog.models import Entry, SourceRevision, Translation
from kb.catalog.signals import source_published, text_published
from kb.l10n.services.arrivals import text_arrived
from kb.l10n.services.source import set_source


@receiver(source_published, dispatch_uid="l10n.set_source")
def _set_source(*, revision: SourceRevision, significance: str, **_kwargs: object) -> None:
    set_source(revision=revision, significance=significance)


@receiver(text_published, dispatch_uid="l10n.text_arrived")
def _text_arrived(*, entry: Entry, language: str, translation: Translation, **_kwargs: object) -> None:
    text_arrived(entry=entry, language=language, translation=translation)
