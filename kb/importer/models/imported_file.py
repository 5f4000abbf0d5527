from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedFile(models.Model):
    """A file that was imported whole: read again unchanged, there is nothing to do.

    Written in the transaction of its document, so that an import that was killed goes on where it stopped.
    """

    digest = models.CharField(max_length=64, unique=True)
    path = models.CharField(_("document"), max_length=500)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.path
