"""How the entry would look with what is saved now, sentence by sentence, published or not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from kb.catalog.models import Entry
from kb.catalog.resolve import LinkResolver
from kb.l10n.services.assembly import assemble_text
from kb.markup import render, render_inline


@dataclass(frozen=True, slots=True)
class Preview:
    """Title and body as safe HTML; each sentence is a span with its id."""

    title: SafeString
    body: SafeString


def preview_of(entry: Entry, language: str) -> Preview:
    """The text as its sentences make it; those without a translation stand in the source language."""
    made = assemble_text(entry, language)
    if made is None:
        return Preview(mark_safe(""), mark_safe(""))
    rendered = render(
        made.marked_body, language=language, resolve=LinkResolver(language), heading_shift=2, id_prefix="preview"
    )
    return Preview(mark_safe(render_inline(made.marked_title)), mark_safe(rendered.html))  # noqa: S308  sanitised
