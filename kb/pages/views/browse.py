from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from kb.catalog.selectors import ErrorRow, error_rows
from kb.codes import normalise_code
from kb.pages.cache import page
from kb.pages.head import site_head

ON_A_PAGE = 200
LONGEST_FILTER = 200


@page
def browse(request: HttpRequest) -> HttpResponse:
    """Every error by product and code; `q`, `product` and `letter` narrow the list, `page` turns it."""
    rows = error_rows(get_language())
    products = list(dict.fromkeys(row.product for row in rows if row.product))
    letters = sorted({row.initial for row in rows})
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_FILTER]
    product, letter = request.GET.get("product", ""), request.GET.get("letter", "")
    found = [row for row in rows if _fits(row, text, product, letter)]
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    narrowed = bool(text or product or letter or shown.number > 1)
    return render(
        request,
        "pages/browse.html",
        {
            "head": site_head(request, title=gettext("All errors"), indexed=not narrowed),
            "groups": [(name, list(group)) for name, group in groupby(shown, key=lambda row: row.product)],
            "shown": shown,
            "total": len(rows),
            "products": products,
            "letters": letters if len(letters) > 1 else [],
            "text": text,
            "product": product,
            "letter": letter,
        },
    )


@page
def error_list(request: HttpRequest) -> HttpResponse:
    """Every error as rows of JSON, `[slug, code, title, language, product]`: for the filter on the page."""
    rows = error_rows(get_language())
    return JsonResponse({"errors": [[row.slug, row.code, row.title, row.title_language, row.product] for row in rows]})


def _fits(row: ErrorRow, text: str, product: str, letter: str) -> bool:
    if (product and row.product != product) or (letter and row.initial != letter):
        return False
    if not text:
        return True
    code = normalise_code(text)
    words = text.casefold().split()
    title = row.title.casefold()
    return bool(code and code in normalise_code(row.code)) or all(word in title for word in words)
