from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class TermStatus(models.TextChoices):
    """How a form stands in its language."""

    PREFERRED = "preferred", _("preferred")
    ADMITTED = "admitted", _("admitted")
    FORBIDDEN = "forbidden", _("forbidden")


class TermForm(models.Model):
    """One way to say a term in one language."""

    term = models.ForeignKey("l10n.TermRecord", models.CASCADE, related_name="forms", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.CharField(_("text"), max_length=200)
    status = models.CharField(_("status"), max_length=10, choices=TermStatus.choices, default=TermStatus.PREFERRED)

    class Meta:
        verbose_name = _("form of a term")
        verbose_name_plural = _("forms of a term")
        ordering = ["language", "status", "id"]
        constraints = [models.UniqueConstraint(fields=["term", "language", "text"], name="one_form_a_language")]

    def __str__(self) -> str:
        return self.text
