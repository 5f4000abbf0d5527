from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from kb.languages import CODES
from kb.search.models import Synonym
from kb.search.models.synonym import MAX_WORDS
from kb.search.services import telling_words
from kb.search.synonyms import forget


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["readers_word", "our_word", "language"]
    list_filter = ["language"]
    search_fields = ["readers_word", "our_word"]
    list_per_page = 50

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address says; of a whole search that is too long for one, the words that our texts do not know."""
        known = super().get_changeform_initial_data(request)
        language, said = str(known.get("language", "")), str(known.get("readers_word", ""))
        if language in CODES and len(said.split()) > MAX_WORDS:
            known["readers_word"] = telling_words(said, language)
        return known

    def save_model(self, request: HttpRequest, obj: Synonym, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget()
