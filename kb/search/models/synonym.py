from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES

MAX_WORDS = 3


class Synonym(models.Model):
    """What readers call something, and what our texts call it. Applied when a search is understood, never indexed."""

    language = models.CharField(_("language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES])
    readers_word = models.CharField(
        _("readers say"), max_length=100, help_text=_("One to three words, as they are typed into the search box.")
    )
    our_word = models.CharField(_("our texts say"), max_length=100, help_text=_("One to three words."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "readers_word", "our_word"]
        constraints = [
            models.UniqueConstraint(fields=["language", "readers_word", "our_word"], name="a_synonym_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.readers_word} → {self.our_word}"

    def clean(self) -> None:
        for name in ("readers_word", "our_word"):
            count = len(getattr(self, name).split())
            if not 1 <= count <= MAX_WORDS:
                raise ValidationError({name: _("Write one to three words.")})
