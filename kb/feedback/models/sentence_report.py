from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models import Origin, State
from kb.languages import LANGUAGES

MAX_SENTENCE = 2_000
MAX_CORRECTION = 2_000
MAX_COMMENT = 2_000
MAX_PAGE = 500


class ReportStatus(models.TextChoices):
    """What became of a report."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    FIXED = "fixed", _("fixed")


WAITING = (ReportStatus.OPEN, ReportStatus.ACCEPTED)


class SentenceReport(models.Model):
    """A reader says that a sentence is wrong. All texts are plain text, as the reader saw or typed them.

    `language` is the language of the shown sentence. `segment_uid`, `source`, `state` and `origin` are copied when the
    report is made and empty where the text is not kept sentence by sentence. `was_shown` says that the sentence stood
    in the published text at that time. `digest` is the hash of what was told: the same told by another visitor adds to
    `times`, told by the same visitor it adds nothing. `visitor` is as in Outcome, of whoever told it last.
    """

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="reports", verbose_name=_("entry"))
    language = models.CharField(_("language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES])
    segment_uid = models.CharField(_("segment"), max_length=64, blank=True, db_index=True)
    source = models.TextField(_("source sentence"), blank=True)
    shown = models.TextField(_("sentence as shown"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, blank=True)
    origin = models.CharField(_("origin"), max_length=6, choices=Origin.choices, blank=True)
    was_shown = models.BooleanField(_("stood in the text"), default=True)
    correction = models.TextField(_("correction"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    page = models.CharField(_("page"), max_length=MAX_PAGE, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    visitor = models.CharField(max_length=64, blank=True, editable=False)
    times = models.PositiveIntegerField(_("times told"), default=1)
    created_at = models.DateTimeField(_("reported"), auto_now_add=True)
    told_at = models.DateTimeField(_("last told"), auto_now_add=True)

    status = models.CharField(_("status"), max_length=8, choices=ReportStatus.choices, default=ReportStatus.OPEN)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("reported sentence")
        verbose_name_plural = _("reported sentences")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["language", "status"], name="report_queue"),
            models.Index(fields=["entry", "language", "status"], name="report_of_text"),
        ]

    def __str__(self) -> str:
        return self.shown[:80]
