from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models import Origin, State
from kb.catalog.models.translation import LANGUAGE_CHOICES
from kb.l10n.states import Condition, condition


class Told(models.Model):
    """What a translation of a sentence is, now or at some time."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.INITIAL)
    origin = models.CharField(_("origin"), max_length=6, choices=Origin.choices, default=Origin.HUMAN)
    outdated = models.BooleanField(_("outdated"), default=False)
    told_before = models.BooleanField(
        _("told before"), default=False, help_text=_("The translation of the sentence before says this one as well.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )

    class Meta:
        abstract = True

    @property
    def condition(self) -> Condition:
        """What a translator sees of it. One that is told before has no text and is not empty."""
        text = self.text or (self.told_before and "…") or ""
        return condition(text=text, state=self.state, origin=self.origin, outdated=self.outdated)


class SegmentTranslation(Told):
    """The translation of a sentence into one language, as it stands.

    `version` counts the saves: a save names the version it started from, so that none is overwritten unseen. An
    outdated translation keeps the source it was made from in `previous_source`; after a major revision it is
    `withheld`: readers see the source. `errors`, `warnings` and `failed` (" code spacing ") say what the checks
    found at the last save.
    """

    segment = models.ForeignKey("l10n.Segment", models.CASCADE, related_name="translations", verbose_name=_("sentence"))
    version = models.PositiveIntegerField(_("version"), default=1)
    previous_source = models.TextField(_("previous source"), blank=True)
    withheld = models.BooleanField(_("withheld"), default=False)
    errors = models.PositiveSmallIntegerField(_("errors"), default=0)
    warnings = models.PositiveSmallIntegerField(_("warnings"), default=0)
    failed = models.CharField(_("failed checks"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("translation of a sentence")
        verbose_name_plural = _("translations of sentences")
        constraints = [models.UniqueConstraint(fields=["segment", "language"], name="one_translation_a_language")]
        indexes = [
            models.Index(fields=["language", "state", "outdated"], name="translation_by_state"),
            models.Index(fields=["language", "errors"], name="translation_by_errors"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"
