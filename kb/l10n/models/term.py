from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermRecord(models.Model):
    """A concept of the glossary. An untranslatable one stands in every language as its one form is spelled."""

    name = models.SlugField(_("name"), max_length=100, unique=True)
    untranslatable = models.BooleanField(_("do not translate"), default=False)
    note = models.TextField(_("note"), blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
