from __future__ import annotations

from django.db import models


class Generation(models.Model):
    """The one row that says which state of the catalogue readers see: see kb.pages.generation."""

    token = models.CharField(max_length=16)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_generation")]

    def __str__(self) -> str:
        return self.token
