from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import Text


class Significance(models.TextChoices):
    """How much a change of the source means for its translations."""

    TYPO = "typo", _("a typo: translations stay as they are")
    MINOR = "minor", _("minor: changed sentences are marked outdated")
    MAJOR = "major", _("major: changed sentences show the source until translated anew")


class SourceRevision(Text):
    """A revision of an entry's source text. Append-only; the newest is in force."""

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="revisions", verbose_name=_("entry"))
    number = models.PositiveIntegerField(_("number"))
    significance = models.CharField(
        _("significance"), max_length=5, choices=Significance.choices, default=Significance.MINOR
    )
    created_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("source revision")
        verbose_name_plural = _("source revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="revision_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.number}"
