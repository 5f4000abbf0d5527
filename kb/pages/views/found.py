from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from kb.catalog.models import Entry, ErrorCode
from kb.catalog.paths import entry_path
from kb.catalog.resolve import find_entry, find_error
from kb.pages.views.status import gone

EntryView = Callable[..., HttpResponse]

_REDIRECT_SECONDS = 86_400  # browsers keep a permanent redirect for ever, and a former name may get an entry of its own


def found(model: type[Entry]) -> Callable[[EntryView], EntryView]:
    """Gives a view the entry that the name in the address means, instead of the name.

    A former or differently spelled name redirects permanently to the entry's own address, a withdrawn entry answers
    410, an unknown name 404.
    """

    def decorate(view: EntryView) -> EntryView:
        @wraps(view)
        def wrapped(request: HttpRequest, name: str) -> HttpResponse:
            entry = find_error(name) if model is ErrorCode else _find(model, name)
            if entry is None:
                raise Http404
            if entry.withdrawn:
                return gone(request, entry)
            if name != slug_of(entry):
                query = request.META.get("QUERY_STRING")
                response = HttpResponsePermanentRedirect(path_of(entry) + (f"?{query}" if query else ""))
                patch_cache_control(response, max_age=_REDIRECT_SECONDS)
                return response
            return view(request, entry)

        return wrapped

    return decorate


def slug_of(entry: Entry) -> str:
    """What stands in an entry's address: an error's code as spelled, otherwise the key."""
    return entry.slug if isinstance(entry, ErrorCode) else entry.key


def path_of(entry: Entry) -> str:
    """An entry's own address in the language of the request."""
    return entry_path(entry.kind, slug_of(entry), get_language())


def _find(model: type[Entry], name: str) -> Entry | None:
    entries = model.objects.select_related("product")
    entry = entries.filter(key=name).first() if name.isprintable() else None
    if entry is not None:
        return entry
    former = find_entry(model.KIND, name)
    return entries.get(pk=former.pk) if former else None
