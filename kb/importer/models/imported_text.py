from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedText(models.Model):
    """The fingerprint of an entry's text as the importer left it. A text that differs was edited by a person since."""

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("imported text")
        verbose_name_plural = _("imported texts")
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_fingerprint_a_text")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.language}"
