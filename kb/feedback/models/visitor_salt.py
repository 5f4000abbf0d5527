from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitorSalt(models.Model):
    """The random key of one day's visitor hashes; deleted when the next day's is made (kb.feedback.visitors).

    It is in the database because every web process must use the same one. Once it is gone, nobody can tell which
    visitor a hash stands for, nor whether two hashes of different days stand for the same one.
    """

    day = models.DateField(_("day"), unique=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("visitor salt")
        verbose_name_plural = _("visitor salts")

    def __str__(self) -> str:
        return self.day.isoformat()
