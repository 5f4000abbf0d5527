from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class Lease(models.Model):
    """Who works on a sentence just now. It tells, and does not lock: it runs out by itself."""

    segment = models.ForeignKey("l10n.Segment", models.CASCADE, related_name="leases", verbose_name=_("sentence"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="leases", verbose_name=_("person"))
    expires_at = models.DateTimeField(_("runs out"), db_index=True)

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        constraints = [models.UniqueConstraint(fields=["segment", "language"], name="one_lease_a_sentence")]

    def __str__(self) -> str:
        return f"{self.user} · {self.segment_id}"
