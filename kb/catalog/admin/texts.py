from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kb.catalog import services
from kb.catalog.admin.base import RefusingAdmin, become
from kb.catalog.forms import TextForm
from kb.catalog.models import Origin, Significance, SourceRevision, Translation, TranslationVersion
from kb.catalog.paths import entry_path
from kb.catalog.read_only import ReadOnlyAdmin
from kb.catalog.services.texts import as_stored

HISTORY = 20


@admin.register(Translation)
class TranslationAdmin(RefusingAdmin):
    """The texts of entries. Saving publishes; a change of a source text asks what it means for the translations.

    What it costs them is shown before anything is published: the second save is the one that counts.
    """

    form = TextForm
    list_display = ("title", "language", "entry", "state", "origin", "outdated", "updated_at")
    list_filter = ("language", "state", "origin", "outdated", "entry__kind")
    list_select_related = ("entry",)
    search_fields = ("title", "entry__key")
    autocomplete_fields = ("entry",)
    readonly_fields = ("origin", "aligned", "newer_than_source", "edition", "history")
    show_full_result_count = False
    list_per_page = 50

    def get_fields(self, request: HttpRequest, obj: Translation | None = None) -> list[Any]:
        if obj is None:
            return ["entry", "language", "title", "body", "state", "date"]
        asked = ["significance", "seen", "state", "date"] if obj.is_source else ["state", "date", "outdated"]
        return ["entry", "language", "title", "body", *asked, *self.readonly_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Translation | None = None) -> tuple[str, ...]:
        return self.readonly_fields if obj is None else ("entry", "language", *self.readonly_fields)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[TextForm]:
        form = super().get_form(request, obj, change, **kwargs)
        ours: dict[str, Any] = {"text_language": obj.language if obj else request.GET.get("language", "")}
        if "significance" not in self.get_fields(request, obj):
            ours |= {"significance": None, "seen": None}  # how a form is told to leave out a field it declares
        return type(form.__name__, (form,), ours)

    def has_delete_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:
        """A text is replaced, never removed: an entry without it is withdrawn as a whole."""
        return False

    def view_on_site(self, text: Translation) -> str:
        entry = text.entry
        slug = getattr(getattr(entry, "errorcode", None), "slug", entry.key)
        return entry_path(entry.kind, slug, text.language)

    @admin.display(description=_("earlier texts"))
    def history(self, text: Translation) -> SafeString:
        versions = TranslationVersion.objects.filter(entry=text.entry_id, language=text.language)
        context = {"text": text, "versions": versions.select_related("author", "edition").defer("body")[:HISTORY]}
        return render_to_string("admin/catalog/_history.html", context)

    def save_model(self, request: HttpRequest, obj: Translation, form: TextForm, change: bool) -> None:
        given = form.cleaned_data
        if change and not form.has_changed():
            return
        stored = Translation.objects.get(pk=obj.pk) if change else None
        rewritten = stored is None or (stored.title, stored.body) != as_stored(given["title"], given["body"])
        published = services.publish_text(
            entry=obj.entry,
            language=obj.language,
            title=given["title"],
            body=given["body"],
            state=given["state"],
            origin=Origin.HUMAN if stored is None or rewritten else stored.origin,
            date=given["date"],
            author=cast(User, request.user) if stored is None or rewritten else stored.author,
            significance=given.get("significance") or Significance.MINOR,
            outdated=given.get("outdated", False),
            newer_than_source=bool(stored and stored.newer_than_source),
        )
        become(obj, published)


class HistoryAdmin(ReadOnlyAdmin):
    """What was ever published, newest first."""

    list_select_related = ("entry", "author")
    search_fields = ("entry__key", "title")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in {"entry", "language"} or super().lookup_allowed(lookup, value, request)


@admin.register(TranslationVersion)
class TranslationVersionAdmin(HistoryAdmin):
    list_display = ("title", "language", "entry", "published_at", "author", "origin", "live")
    list_filter = ("language", "origin", "live")


@admin.register(SourceRevision)
class SourceRevisionAdmin(HistoryAdmin):
    list_display = ("entry", "number", "title", "significance", "created_at", "author")
    list_filter = ("significance",)
