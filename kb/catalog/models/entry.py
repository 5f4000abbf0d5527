from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from kb.catalog.models.translation import Translation

KEY_PATTERN = r"^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$"
MAX_KEY = 200


class EntryKind(models.TextChoices):
    """The four kinds of entries. The values are the names used in links, commands and exports."""

    GUIDE = "guide", _("guide")
    ERROR = "error", _("error code")
    CAUSE = "cause", _("cause")
    SOLUTION = "solution", _("solution")


class Platform(models.TextChoices):
    """Where a cause or solution applies; an entry that names none applies everywhere."""

    WINDOWS = "windows", "Windows"
    LINUX = "linux", "Linux"
    MACOS = "macos", "macOS"
    ANDROID = "android", "Android"
    IOS = "ios", "iOS"


_E = TypeVar("_E", bound="Entry")


class EntryQuerySet(models.QuerySet[_E]):
    def live(self) -> Self:
        """Entries that readers see."""
        return self.filter(withdrawn=False)


class Entry(models.Model):
    """Anything with its own key and text. The key is permanent: it is the anchor on every page, in every language."""

    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices, editable=False)
    key = models.CharField(
        _("key"),
        max_length=MAX_KEY,
        unique=True,
        validators=[RegexValidator(KEY_PATTERN, _("A key has lower-case letters a to z, digits, dots and hyphens."))],
        help_text=_("Permanent: the anchor of this entry in every language. Renaming keeps the old key as an alias."),
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("product")
    )
    source_language = models.CharField(
        _("source language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES], default=SOURCE
    )
    platforms = models.JSONField(_("platforms"), default=list, blank=True)
    source_path = models.CharField(_("imported from"), max_length=500, blank=True, editable=False, db_index=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False, help_text=_("Its address answers that it is gone."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    objects = EntryQuerySet.as_manager()

    KIND: str = ""

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: object, **kwargs: object) -> None:
        if self.KIND:
            self.kind = self.KIND
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def text_in(self, language: str) -> Translation | None:
        """The text in this language from the prefetched translations, or None."""
        return next((text for text in self.translations.all() if text.language == language), None)


class Guide(Entry):
    """A troubleshooting page that gathers error codes and causes around one subject."""

    KIND = EntryKind.GUIDE

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class Cause(Entry):
    """One reason why errors happen; shared by many error codes, ordered anew in each."""

    KIND = EntryKind.CAUSE

    class Meta:
        verbose_name = _("cause")
        verbose_name_plural = _("causes")


class Solution(Entry):
    """The steps that remove a cause; shared by causes, and sometimes linked from an error directly."""

    KIND = EntryKind.SOLUTION

    class Meta:
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")
