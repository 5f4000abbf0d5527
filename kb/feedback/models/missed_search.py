from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES

MAX_TEXT = 200


class MissKind(models.TextChoices):
    """How a search failed its reader."""

    NOTHING = "nothing", _("found nothing")
    NOT_CLICKED = "not_clicked", _("no result was opened")


class MissedSearch(models.Model):
    """How often a search text failed on one day. The text went through kb.feedback.privacy.scrub."""

    text = models.CharField(_("search"), max_length=MAX_TEXT)
    language = models.CharField(_("language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES])
    kind = models.CharField(_("kind"), max_length=11, choices=MissKind.choices)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("failed search")
        verbose_name_plural = _("failed searches")
        ordering = ["-day", "-count", "text"]
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "kind", "text"], name="missed_search_once_a_day")
        ]

    def __str__(self) -> str:
        return self.text
