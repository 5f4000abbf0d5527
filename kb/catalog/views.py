"""What the Markdown editor of the admin calls. Never include `markdownx.urls`: those views ask nobody who they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kb.catalog import editing
from kb.catalog.errors import CatalogError

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


def _for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only staff who may write texts get in; others get a sentence, not a sign-in page, since a script asks."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_staff and (user.has_perm("catalog.change_translation") or user.has_perm("catalog.add_translation")):
            return view(request, *args, **kwargs)
        return HttpResponse(_("You may not edit texts."), status=403, content_type="text/plain; charset=utf-8")

    return guarded


@require_POST
@_for_editors
def preview(request: HttpRequest) -> HttpResponse:
    content = request.POST.get("content")
    if content is None:
        return HttpResponse(_("There is no text to show."), status=400, content_type="text/plain; charset=utf-8")
    try:
        return HttpResponse(editing.markdownify(content, request.GET.get("language", "")))
    except CatalogError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")


@require_POST
@_for_editors
def upload(request: HttpRequest) -> HttpResponse:
    picture = request.FILES.get("image")
    if picture is None:
        return JsonResponse({"error": _("No picture came with the request.")}, status=400)
    try:
        address = editing.store_picture(picture)
    except CatalogError as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"image_code": f"![{_('What the picture shows')}]({address})"})


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def picture(request: HttpRequest, name: str, suffix: str) -> FileResponse:
    """A picture of the editor. Its name is random and its kind one of ours, so nothing else is ever served."""
    path = f"{editing.FOLDER}/{name}.{suffix}"
    try:
        return FileResponse(default_storage.open(path), content_type=_TYPES[suffix])
    except FileNotFoundError as error:
        raise Http404(_("There is no such picture.")) from error
