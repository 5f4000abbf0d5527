from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.l10n.models.segment_translation import Told


class Step(models.TextChoices):
    """What made a version of a translation."""

    SAVED = "saved", _("saved")
    REVIEWED = "reviewed", _("reviewed")
    REJECTED = "rejected", _("rejected")
    RESTORED = "restored", _("restored")
    IMPORTED = "imported", _("imported")
    MACHINE = "machine", _("translated by machine")
    REPAIRED = "repaired", _("repaired")
    UNDONE = "undone", _("undone")
    OUTDATED = "outdated", _("source changed")
    CARRIED = "carried", _("carried over")


class SegmentVersion(Told):
    """The history of a translation: every text and state it ever had, with the source of that time. Append-only."""

    segment = models.ForeignKey("l10n.Segment", models.CASCADE, related_name="versions", verbose_name=_("sentence"))
    number = models.PositiveIntegerField(_("version"))
    step = models.CharField(_("what happened"), max_length=10, choices=Step.choices, default=Step.SAVED)
    source = models.TextField(_("source"), blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    batch = models.ForeignKey(
        "l10n.Batch", models.SET_NULL, null=True, blank=True, related_name="versions", verbose_name=_("bulk change")
    )
    created_at = models.DateTimeField(_("date"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("version of a sentence")
        verbose_name_plural = _("versions of sentences")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["segment", "language", "number"], name="version_number_is_unique")
        ]
        indexes = [models.Index(fields=["language", "-created_at"], name="version_by_date")]

    def __str__(self) -> str:
        return f"{self.language} {self.number}: {self.text[:60]}"
