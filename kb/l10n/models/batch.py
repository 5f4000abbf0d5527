from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class BatchKind(models.TextChoices):
    """What kind of change was made in bulk."""

    REPAIR = "repair", _("repair")
    IMPORT = "import", _("import")
    MACHINE = "machine", _("machine translation")


class Batch(models.Model):
    """A change of many sentences at once, which can be undone as one."""

    kind = models.CharField(_("kind"), max_length=10, choices=BatchKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("sentences"), default=0)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.created_at:%Y-%m-%d}"
