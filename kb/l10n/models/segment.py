from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES
from kb.markup import Sentence

UID_LENGTH = 12
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_uid() -> str:
    """A random permanent id of a sentence: 60 bits, letters that are not mistaken for each other, a letter first."""
    rest = secrets.token_bytes(UID_LENGTH - 1)  # an eighth of 256 values for each of the 32 signs
    return secrets.choice(_ALPHABET[:24]) + "".join([_ALPHABET[byte % 32] for byte in rest])


class SegmentQuerySet(models.QuerySet["Segment"]):
    def current(self) -> SegmentQuerySet:
        """Sentences that stand in the source text now, not those that left it."""
        return self.filter(unit__isnull=False)

    def in_order(self) -> SegmentQuerySet:
        return self.order_by("unit__position", "position")


class Segment(models.Model):
    """One sentence of an entry's source text. Its uid is permanent; the row moves with the sentence between revisions.

    A sentence that was changed is a new row that `replaces` the old one; a sentence that left the text keeps its row
    without a unit, for the memory and for the day it is put back.
    """

    uid = models.CharField(_("id"), max_length=UID_LENGTH, unique=True, default=new_uid, editable=False)
    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="segments", verbose_name=_("entry"))
    unit = models.ForeignKey(
        "l10n.Unit", models.SET_NULL, null=True, blank=True, related_name="segments", verbose_name=_("block")
    )
    language = models.CharField(_("source language"), max_length=2, choices=LANGUAGE_CHOICES)
    position = models.PositiveIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))
    tail = models.TextField(blank=True)
    placeholders = models.JSONField(_("placeholders"), default=list, blank=True)
    hash = models.CharField(max_length=32, db_index=True, editable=False)
    hash_before = models.CharField(max_length=32, blank=True, editable=False)
    hash_after = models.CharField(max_length=32, blank=True, editable=False)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    gone_at = models.DateTimeField(_("left the text"), null=True, blank=True)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        ordering = ["position"]
        indexes = [
            models.Index(fields=["entry", "unit"], name="segment_by_entry"),
            models.Index(fields=["entry", "gone_at"], name="segment_gone"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def flat(self) -> str:
        """The sentence on one line, as it is compared, checked and translated."""
        return Sentence(self.text, "", ()).flat
