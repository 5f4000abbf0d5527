"""What translation does when the catalogue changes."""

from __future__ import annotations

from django.dispatch import receiver

from kb.catalog.impact import Impact
from kb.catalog.models import Entry, SourceRevision, Translation
from kb.catalog.signals import source_considered, source_published, text_published
from kb.l10n.services.arrivals import text_arrived
from kb.l10n.services.source import preview_source, set_source


@receiver(source_published, dispatch_uid="l10n.set_source")
def _set_source(*, revision: SourceRevision, significance: str, **_kwargs: object) -> None:
    set_source(revision=revision, significance=significance)


@receiver(source_considered, dispatch_uid="l10n.preview_source")
def _preview_source(*, entry: Entry, title: str, body: str, significance: str, **_kwargs: object) -> list[Impact]:
    return preview_source(entry=entry, title=title, body=body, significance=significance)


@receiver(text_published, dispatch_uid="l10n.text_arrived")
def _text_arrived(*, entry: Entry, language: str, translation: Translation, **_kwargs: object) -> None:
    text_arrived(entry=entry, language=language, translation=translation)
