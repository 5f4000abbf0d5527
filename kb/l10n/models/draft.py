from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class Draft(models.Model):
    """What a person has typed and not saved; it survives a closed tab and an expired session."""

    segment = models.ForeignKey("l10n.Segment", models.CASCADE, related_name="drafts", verbose_name=_("sentence"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("person"))
    text = models.TextField(_("text"), blank=True)
    base_version = models.PositiveIntegerField(_("began from version"), default=0)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["segment", "language", "user"], name="one_draft_a_person")]

    def __str__(self) -> str:
        return self.text[:60]
