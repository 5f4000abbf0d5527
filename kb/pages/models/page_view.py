from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES


class PageView(models.Model):
    """How often an entry's page was read on one day in one language. Nothing tells by whom."""

    entry = models.ForeignKey(
        "catalog.Entry", models.CASCADE, related_name="page_views", verbose_name=_("entry"), db_index=False
    )
    language = models.CharField(_("language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES])
    day = models.DateField(_("day"), db_index=True)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("page view")
        verbose_name_plural = _("page views")
        ordering = ["-day", "-count"]
        constraints = [models.UniqueConstraint(fields=["entry", "language", "day"], name="page_views_once_a_day")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.language} {self.day}: {self.count}"
