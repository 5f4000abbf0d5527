from __future__ import annotations

from typing import Any

from django.contrib import admin
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

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(_REFUSAL)})


def become(record: Model, stored: Model) -> None:
    """Make the admin's instance the one that a service stored."""
    record.__dict__.update(stored.__dict__)
