from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from kb.catalog.models import Edition, EntryAlias, Product
from kb.catalog.read_only import ReadOnlyAdmin

admin.site.site_header = admin.site.site_title = "Orsak"
admin.site.index_title = _("The records")


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ("name", "key", "position")
    search_fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("name", "source_path", "date")
    search_fields = ("name", "source_path")


@admin.register(EntryAlias)
class EntryAliasAdmin(ReadOnlyAdmin):
    """Every former name, to search in. New ones are given on the entry they name."""

    list_display = ("value", "kind", "entry")
    list_filter = ("kind",)
    list_select_related = ("entry",)
    search_fields = ("value", "lookup", "entry__key")


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Who changed what in the admin."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag", "get_change_message")
    list_filter = ("action_flag", "content_type")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message")
