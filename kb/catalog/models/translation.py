from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES

LANGUAGE_CHOICES = [(one.code, one.autonym) for one in LANGUAGES]


class State(models.TextChoices):
    """The state of a translation (XLIFF 2.1), from least to most trusted."""

    INITIAL = "initial", _("initial")
    TRANSLATED = "translated", _("translated")
    REVIEWED = "reviewed", _("reviewed")
    FINAL = "final", _("final")


class Origin(models.TextChoices):
    """Who made a text."""

    HUMAN = "human", _("a person")
    MT = "mt", _("machine translation")
    TM = "tm", _("translation memory")
    IMPORT = "import", _("imported")


class Text(models.Model):
    """What every stored text has: a title, a Markdown body, and where they came from."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    title = models.CharField(_("title"), max_length=500)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.TRANSLATED)
    origin = models.CharField(_("origin"), max_length=6, choices=Origin.choices, default=Origin.HUMAN)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("The date of this text's facts."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )

    class Meta:
        abstract = True


class Translation(Text):
    """The published text of an entry in one language (the source language's among them): what pages and search read.

    `html`, `plain` and `outline` are rendered when the text is saved; `unresolved` lists its links to nothing.
    `outdated` says that a source sentence changed since. `aligned` says that it is assembled from segments; a text
    that is not stays whole; `sentences` then holds, in reading order, what pages say of each one:
    `{"id", "source", "state", "origin", "outdated", "fallback"}`.
    """

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="translations", verbose_name=_("entry"))
    title_html = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)
    plain = models.TextField(blank=True, editable=False)
    outline = models.JSONField(default=list, editable=False)
    unresolved = models.JSONField(default=list, editable=False)
    sentences = models.JSONField(default=list, editable=False)
    outdated = models.BooleanField(_("outdated"), default=False)
    aligned = models.BooleanField(_("aligned sentence by sentence"), default=False)
    newer_than_source = models.BooleanField(_("newer than the source"), default=False)
    edition = models.ForeignKey("catalog.Edition", models.SET_NULL, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_source(self) -> bool:
        return self.language == self.entry.source_language


class TranslationVersion(Text):
    """The history of a translation: every text that was ever published. Append-only."""

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="versions", verbose_name=_("entry"))
    edition = models.ForeignKey("catalog.Edition", models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published"), auto_now_add=True)
    live = models.BooleanField(
        _("was shown"), default=True, help_text=_("An older edition read later is kept, but was never shown.")
    )

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
