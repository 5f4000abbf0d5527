from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from kb.search.models import Synonym
from kb.search.synonyms import forget


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["readers_word", "our_word", "language"]
    list_filter = ["language"]
    search_fields = ["readers_word", "our_word"]
    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: Synonym, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget()
