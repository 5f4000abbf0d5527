from __future__ import annotations

from urllib.parse import quote

from kb.catalog.models import Entry, ErrorCode, Translation
from kb.catalog.paths import SECTIONS


def texts_mentioning(entry: Entry) -> list[Translation]:
    """The texts that link to an entry, by whatever name they call it: their HTML holds the address of its page."""
    slug = ErrorCode.objects.get(pk=entry.pk).slug if entry.kind == ErrorCode.KIND else entry.key
    address = f"/{SECTIONS[entry.kind]}/{quote(slug, safe='')}/"
    return list(Translation.objects.filter(html__contains=address).select_related("entry"))
