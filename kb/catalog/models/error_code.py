from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.entry import Entry, EntryKind
from kb.codes import MAX_LENGTH, normalise_code


class Lifecycle(models.TextChoices):
    """What became of an error code. Nothing is deleted: its address answers in every state."""

    ACTIVE = "active", _("active")
    RENAMED = "renamed", _("renamed")
    MERGED = "merged", _("merged")
    RETIRED = "retired", _("retired")


class ErrorCode(Entry):
    """A code a product shows; some errors have a message and no code."""

    KIND = EntryKind.ERROR

    code = models.CharField(_("code"), max_length=MAX_LENGTH, blank=True)
    code_lookup = models.CharField(max_length=MAX_LENGTH, null=True, blank=True, unique=True, editable=False)
    lifecycle = models.CharField(_("life cycle"), max_length=10, choices=Lifecycle.choices, default=Lifecycle.ACTIVE)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )

    class Meta:
        verbose_name = _("error code")
        verbose_name_plural = _("error codes")
        constraints = [
            models.CheckConstraint(
                name="successor_of_renamed_and_merged",
                condition=Q(lifecycle__in=["renamed", "merged"], successor__isnull=False)
                | Q(lifecycle__in=["active", "retired"], successor__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.code or self.key

    def save(self, *args: object, **kwargs: object) -> None:
        self.code_lookup = normalise_code(self.code) or None
        super().save(*args, **kwargs)

    @property
    def slug(self) -> str:
        """What stands in its address: the code as spelled, or the key where there is no code."""
        return self.code or self.key
