from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kb.catalog import services
from kb.catalog.admin import inlines
from kb.catalog.admin.base import RefusingAdmin, become
from kb.catalog.errors import CatalogError
from kb.catalog.forms import CauseForm, ErrorCodeForm, GuideForm, LinkFormSet, SolutionForm
from kb.catalog.models import Cause, Entry, EntryAlias, ErrorCode, Guide, Solution, Translation
from kb.catalog.paths import entry_path
from kb.catalog.read_only import ReadOnlyAdmin
from kb.languages import LANGUAGES, SOURCE

_MODELS: dict[str, type[Entry]] = {model.KIND: model for model in (Guide, ErrorCode, Cause, Solution)}


def admin_path(entry: Entry) -> str:
    """Where an entry of any kind is changed."""
    return reverse(f"admin:catalog_{_MODELS[entry.kind]._meta.model_name}_change", args=[entry.pk])


class EntryAdmin(RefusingAdmin):
    """What the four kinds of entries have in common."""

    list_display: tuple[str, ...] = ("key", "title", "product", "withdrawn", "updated_at")
    list_filter: ClassVar[tuple[str, ...]] = ("product", "withdrawn", "source_language")
    list_select_related: ClassVar[tuple[str, ...]] = ("product",)
    search_fields: ClassVar[tuple[str, ...]] = ("key", "translations__title", "aliases__value")
    readonly_fields = ("texts", "source_path", "created_at", "updated_at")
    autocomplete_fields: ClassVar[tuple[str, ...]] = ("product",)
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        titles = Translation.objects.only("entry_id", "language", "title", "state", "outdated", "origin", "updated_at")
        return super().get_queryset(request).prefetch_related(Prefetch("translations", titles))

    @admin.display(description=_("title"))
    def title(self, entry: Entry) -> str:
        text = entry.text_in(entry.source_language) or next(iter(entry.translations.all()), None)
        return text.title if text else "–"

    @admin.display(description=_("texts"))
    def texts(self, entry: Entry) -> SafeString | str:
        if entry.pk is None:
            return _("Save the entry first; then write its texts.")
        rows = [(language, entry.text_in(language.code)) for language in LANGUAGES]
        return render_to_string("admin/catalog/_texts.html", {"entry": entry, "rows": rows})

    def view_on_site(self, entry: Entry) -> str:
        slug = entry.slug if isinstance(entry, ErrorCode) else entry.key
        return entry_path(entry.kind, slug, entry.source_language)

    # --- Writing ----------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Entry, form: Any, change: bool) -> None:
        given = form.cleaned_data
        if change:
            entry = type(obj)._default_manager.get(pk=obj.pk)
            services.rename_entry(entry=entry, key=given["key"])
            services.update_entry(
                entry=entry,
                product=given["product"],
                clear_product=given["product"] is None,
                platforms=given["platforms"],
                source_language=given["source_language"],
            )
        else:
            entry = services.create_entry(
                kind=type(obj).KIND,
                key=given["key"],
                code=given.get("code", ""),
                product=given["product"],
                platforms=given["platforms"],
                source_language=given["source_language"],
            )
        self.save_kind(entry, given)
        (services.withdraw_entry if given["withdrawn"] else services.restore_entry)(entry=entry)
        become(obj, entry)

    def save_kind(self, entry: Any, given: dict[str, Any]) -> None:
        """What only entries of this kind have."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)  # for the history: it writes nothing
        if not formset.has_changed():
            return
        entry = form.instance
        if isinstance(formset, LinkFormSet):
            services.set_links(owner=entry, kind=formset.kind, targets=formset.targets())
        elif formset.model is EntryAlias:
            for row in formset.extra_forms:
                if row.has_changed():
                    given = row.cleaned_data
                    services.add_alias(entry=entry, kind=given["kind"], value=given["value"])

    def response_add(self, request: HttpRequest, obj: Entry, post_url_continue: str | None = None) -> HttpResponse:
        if "_addanother" in request.POST or "_continue" in request.POST or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        super().response_add(request, obj, post_url_continue)  # for its message
        write = reverse("admin:catalog_translation_add")
        return HttpResponseRedirect(f"{write}?entry={obj.pk}&language={obj.source_language or SOURCE}")

    # --- Deleting -----------------------------------------------------------------------------------------------

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """What goes, and which entries link to it: those keep it from going."""
        entries = list(objs)
        linking = {other.pk: other for entry in entries for other in services.entries_linking_to(entry)}
        for entry in entries:
            linking.pop(entry.pk, None)
        links = [format_html('<a href="{}">{}</a>', admin_path(other), other.key) for other in linking.values()]
        counts = {self.opts.verbose_name_plural: len(entries)}
        return [str(entry) for entry in entries], counts, set(), links

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except CatalogError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:catalog_{self.opts.model_name}_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        services.delete_entry(entry=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for entry in queryset:
            try:
                services.delete_entry(entry=entry)
            except CatalogError as refusal:
                self.message_user(request, str(refusal), messages.ERROR)


@admin.register(Guide)
class GuideAdmin(EntryAdmin):
    form = GuideForm
    inlines = (inlines.GuideErrors, inlines.GuideCauses, inlines.GuideSolutions, inlines.Aliases)


@admin.register(ErrorCode)
class ErrorCodeAdmin(EntryAdmin):
    form = ErrorCodeForm
    inlines = (inlines.ErrorCauses, inlines.ErrorSolutions, inlines.RelatedErrors, inlines.Aliases)
    list_display = ("code", *EntryAdmin.list_display, "lifecycle")
    list_display_links = ("code", "key")
    list_filter = (*EntryAdmin.list_filter, "lifecycle")
    search_fields = ("code", *EntryAdmin.search_fields)
    autocomplete_fields = (*EntryAdmin.autocomplete_fields, "successor")

    def save_kind(self, entry: ErrorCode, given: dict[str, Any]) -> None:
        services.set_code(error=entry, code=given["code"])
        services.set_lifecycle(error=entry, lifecycle=given["lifecycle"], successor=given["successor"])


@admin.register(Cause)
class CauseAdmin(EntryAdmin):
    form = CauseForm
    inlines = (inlines.CauseSolutions, inlines.Aliases)


@admin.register(Solution)
class SolutionAdmin(EntryAdmin):
    form = SolutionForm
    inlines = (inlines.Aliases,)


@admin.register(Entry)
class AnyEntryAdmin(ReadOnlyAdmin):
    """All kinds in one list, to search in; each opens where its kind is changed."""

    list_display = ("key", "kind", "product", "withdrawn", "updated_at")
    list_filter = ("kind", "product", "withdrawn")
    list_select_related = ("product",)
    search_fields = ("key", "translations__title", "aliases__value")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        entry = self.get_object(request, object_id)
        if entry is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(admin_path(entry))
