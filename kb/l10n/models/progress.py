from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class Progress(models.Model):
    """How far an entry's translation into one language is: its sentences by condition, counted when it is assembled.

    The dashboard adds these up instead of looking at every sentence.
    """

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="progress", verbose_name=_("entry"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    total = models.PositiveIntegerField(_("sentences"), default=0)
    empty = models.PositiveIntegerField(_("empty"), default=0)
    machine = models.PositiveIntegerField(_("machine text"), default=0)
    outdated = models.PositiveIntegerField(_("outdated"), default=0)
    draft = models.PositiveIntegerField(_("draft"), default=0)
    translated = models.PositiveIntegerField(_("translated"), default=0)
    reviewed = models.PositiveIntegerField(_("reviewed"), default=0)
    final = models.PositiveIntegerField(_("final"), default=0)
    errors = models.PositiveIntegerField(_("sentences with errors"), default=0)
    warnings = models.PositiveIntegerField(_("sentences with warnings"), default=0)
    unaligned = models.BooleanField(
        _("not aligned"),
        default=False,
        help_text=_("A text is published that is not fitted to the source's sentences."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_progress_a_language")]
        indexes = [models.Index(fields=["language"], name="progress_by_language")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.language}: {self.total - self.empty}/{self.total}"
