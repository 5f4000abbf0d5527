from __future__ import annotations

from django.contrib import admin

from kb.catalog.read_only import ReadOnlyAdmin
from kb.importer.models import ImportedFile


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnlyAdmin):
    """Which documents were read, and when."""

    list_display = ("path", "imported_at")
    search_fields = ("path",)
