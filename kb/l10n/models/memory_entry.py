from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models import Origin
from kb.catalog.models.translation import LANGUAGE_CHOICES


class MemoryEntry(models.Model):
    """A sentence and its translation, for offering it again. The same pair is kept once."""

    source_language = models.CharField(_("source language"), max_length=2, choices=LANGUAGE_CHOICES)
    target_language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    source = models.TextField(_("source"))
    target = models.TextField(_("translation"))
    pair = models.CharField(max_length=32, unique=True, editable=False)
    source_hash = models.CharField(max_length=32, editable=False)
    origin = models.CharField(_("origin"), max_length=6, choices=Origin.choices, default=Origin.HUMAN)
    context = models.CharField(_("entry"), max_length=220, blank=True)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)

    class Meta:
        verbose_name = _("memory entry")
        verbose_name_plural = _("memory entries")
        indexes = [
            models.Index(fields=["source_language", "target_language", "id"], name="memory_by_pair"),
            models.Index(fields=["source_hash", "target_language"], name="memory_by_source"),
        ]

    def __str__(self) -> str:
        return self.source[:60]
