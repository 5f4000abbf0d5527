"""Helpers for tests of rendered HTML."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from kb.markup import EntryRef, Rendered, ResolvedLink, render

KNOWN = {"agent-silent": "Agenten svarar inte", "no-internet": "Ingen anslutning", "UserErrorX": "Något gick fel"}
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def resolve(ref: EntryRef) -> ResolvedLink | None:
    """Knows three entries; each has a page of its own."""
    title = KNOWN.get(ref.target)
    return ResolvedLink(f"/sv/{ref.kind}s/{ref.target}/", ref.target, title) if title else None


def show(text: str, language: str = "sv", **options: object) -> Rendered:
    return render(text, language=language, resolve=resolve, **options)


def tree(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(_NOT_XML.sub("", html), create_parent="main")
