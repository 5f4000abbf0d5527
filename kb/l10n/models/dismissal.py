from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class Dismissal(models.Model):
    """A reviewer's word that a finding of a check is none, with the reason."""

    segment = models.ForeignKey("l10n.Segment", models.CASCADE, related_name="dismissals", verbose_name=_("sentence"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    check_id = models.CharField(_("check"), max_length=20)
    key = models.CharField(_("finding"), max_length=60)
    reason = models.CharField(_("reason"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("date"), auto_now_add=True)

    class Meta:
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        constraints = [models.UniqueConstraint(fields=["segment", "language", "key"], name="one_dismissal_a_finding")]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.reason}"
