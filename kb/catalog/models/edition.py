from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One dated edition of an imported document. Links remember which edition they came from."""

    source_path = models.CharField(_("document"), max_length=500)
    name = models.CharField(_("name"), max_length=100)
    date = models.DateField(_("date"))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-date"]
        constraints = [models.UniqueConstraint(fields=["source_path", "name"], name="edition_is_unique")]

    def __str__(self) -> str:
        return self.name
