from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from kb.catalog.errors import CatalogError

_REFUSAL = "orsak.refusal"


class RefusingAdmin(admin.ModelAdmin):
    """Shows a refusal of the catalogue on the form, with everything that was typed still there.

    The first attempt is rolled back by the admin's own transaction; the second finds the refusal among the form's
    errors. Its forms are RefusableForms.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except CatalogError as refusal:
            request.META[_REFUSAL] = refusal
            return super().changeform_view(request, *args, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address proposes for a new record, without records that do not exist."""
        proposed = super().get_changeform_initial_data(request)
        return {name: value for name, value in proposed.items() if self._can_have(name, value)}

    def _can_have(self, name: str, value: Any) -> bool:
        """Whether a field can have a value, as far as that breaks a form: a relation leads to a record."""
        try:
            field = self.model._meta.get_field(name)
            return field.related_model is None or field.related_model._default_manager.filter(pk=value).exists()  # type: ignore[union-attr]
        except (FieldDoesNotExist, TypeError, ValueError, OverflowError, DataError):
            return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(_REFUSAL)})


def become(record: Model, stored: Model) -> None:
    """Make the admin's instance the one that a service stored."""
    record.__dict__.update(stored.__dict__)
