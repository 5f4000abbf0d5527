"""The records of translation, to look at. They are changed in the workbench, which knows the rules."""

from __future__ import annotations

from django.contrib import admin

from kb.catalog.read_only import ReadOnlyAdmin
from kb.l10n.models import Batch, Role, Segment, SegmentTranslation, SegmentVersion, TermForm, TermRecord


@admin.register(Segment)
class SegmentAdmin(ReadOnlyAdmin):
    list_display = ("text", "entry", "language", "position", "gone_at")
    list_filter = ("language",)
    list_select_related = ("entry",)
    search_fields = ("uid", "text", "entry__key")


@admin.register(SegmentTranslation)
class SegmentTranslationAdmin(ReadOnlyAdmin):
    list_display = ("text", "language", "state", "origin", "outdated", "author", "updated_at")
    list_filter = ("language", "state", "origin", "outdated")
    list_select_related = ("author",)
    search_fields = ("segment__uid", "text", "segment__entry__key")
    raw_id_fields = ("segment",)


@admin.register(SegmentVersion)
class SegmentVersionAdmin(ReadOnlyAdmin):
    list_display = ("text", "language", "number", "step", "author", "created_at")
    list_filter = ("language", "step", "origin")
    list_select_related = ("author",)
    search_fields = ("segment__uid", "text", "segment__entry__key")


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ("kind", "language", "user", "count", "created_at", "undone_at")
    list_filter = ("kind", "language")
    list_select_related = ("user",)


@admin.register(Role)
class RoleAdmin(ReadOnlyAdmin):
    list_display = ("user", "language", "name", "created_at")
    list_filter = ("language", "name")
    list_select_related = ("user",)
    search_fields = ("user__username",)


class TermForms(admin.TabularInline):
    model = TermForm
    extra = 0
    can_delete = False

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(TermRecord)
class TermRecordAdmin(ReadOnlyAdmin):
    list_display = ("name", "untranslatable", "updated_at")
    search_fields = ("name", "forms__text")
    inlines = (TermForms,)
