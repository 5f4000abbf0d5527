from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from kb.catalog.forms import AliasForm, LinkForm, LinkFormSet
from kb.catalog.models import (
    CauseSolution,
    EntryAlias,
    EntryKind,
    ErrorCause,
    ErrorSolution,
    GuideCause,
    GuideError,
    GuideSolution,
    RelatedError,
)


class LinkInline(admin.TabularInline):
    """The current links of one kind, in order. Whoever may change the entry may change its links."""

    kind: str
    target: str
    form = LinkForm
    extra = 1
    ordering = ("position", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(is_current=True).select_related(self.target)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        ours = type("LinkFormSet", (LinkFormSet,), {"target_field": self.target, "kind": self.kind})
        return super().get_formset(request, obj, formset=ours, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == self.target and field is not None:
            field.widget.can_delete_related = False  # beside a row it would look like removing the link
        return field

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [self.target]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["position", self.target]

    def _may(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"catalog.change_{self.parent_model._meta.model_name}")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request) or request.user.has_perm(f"catalog.view_{self.parent_model._meta.model_name}")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request)


class ErrorCauses(LinkInline):
    model, kind, target = ErrorCause, EntryKind.CAUSE, "cause"


class ErrorSolutions(LinkInline):
    model, kind, target = ErrorSolution, EntryKind.SOLUTION, "solution"


class RelatedErrors(LinkInline):
    model, kind, target = RelatedError, EntryKind.ERROR, "related"
    fk_name = "error"


class CauseSolutions(LinkInline):
    model, kind, target = CauseSolution, EntryKind.SOLUTION, "solution"


class GuideErrors(LinkInline):
    model, kind, target = GuideError, EntryKind.ERROR, "error"


class GuideCauses(LinkInline):
    model, kind, target = GuideCause, EntryKind.CAUSE, "cause"


class GuideSolutions(LinkInline):
    model, kind, target = GuideSolution, EntryKind.SOLUTION, "solution"


class Aliases(admin.TabularInline):
    """Former names. They may be added, never changed or removed: bookmarks hold them."""

    model = EntryAlias
    form = AliasForm
    fields = ("kind", "value")
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(f"catalog.view_{self.parent_model._meta.model_name}") or self.has_add_permission(
            request, obj
        )

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(f"catalog.change_{self.parent_model._meta.model_name}")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
