from __future__ import annotations

import io
from urllib.parse import quote

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kb.catalog.resolve import find_error


def short_path(slug: str) -> str:
    """The short, permanent path of an error: `/e/<code>`."""
    return f"/e/{quote(slug, safe='')}"


@require_safe
def qr_code(request: HttpRequest, name: str) -> HttpResponse:
    """The short link of an error as a QR code (ISO/IEC 18004, level M), an SVG for a technician's phone."""
    error = find_error(name)
    if error is None or error.withdrawn:
        raise Http404
    drawing = io.BytesIO()
    address = request.build_absolute_uri(short_path(error.slug))
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, svgns=True, nl=False
    )
    response = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=86_400)
    return response
