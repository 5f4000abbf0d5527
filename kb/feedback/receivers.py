"""What feedback does when the catalogue changes."""

from __future__ import annotations

from django.dispatch import receiver

from kb.catalog.models import Translation
from kb.catalog.signals import text_published
from kb.feedback.services import close_mended_reports


@receiver(text_published, dispatch_uid="feedback.close_mended_reports")
def _close_reports(*, translation: Translation, **_kwargs: object) -> None:
    close_mended_reports(translation=translation)
