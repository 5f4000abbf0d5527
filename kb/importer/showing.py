"""What a text looks like, asked of nothing but the text and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.catalog.services.texts import unresolved_links
from kb.importer.parsed import ParsedText
from kb.importer.rows import Leads, Page, Text
from kb.markup import EntryRef, ResolvedLink, render, render_inline

_TARGET = re.compile(r"\]\(\s*<?([^\s()<>]+)")


@dataclass(frozen=True, slots=True)
class View:
    """A text to render: the key of its entry, its language, the text with sentence marks, and where its links lead."""

    key: str
    language: str
    title: str
    body: str
    links: Leads


def show_all(views: Sequence[View]) -> list[Page | None]:
    """Render texts, in any process; None for one with a link that it does not know."""
    pages: list[Page | None] = []
    for one in views:
        try:
            pages.append(show(one.key, one.language, one.title, one.body, one.links))
        except KeyError:
            pages.append(None)
    return pages


def targets_of(texts: Iterable[ParsedText | Text]) -> set[str]:
    """The link targets in some texts that may mean entries."""
    found = {target for text in texts for target in _TARGET.findall(f"{text.title}\n{text.body}")}
    return {target for target in found if "//" not in target}


def show(key: str, language: str, title: str, body: str, links: Leads) -> Page:
    """Render a text with sentence marks. Raises KeyError for a link that `links` does not know."""

    def resolve(ref: EntryRef) -> ResolvedLink | None:
        return links[str(ref)]

    made = render(body, language=language, resolve=resolve, id_prefix=key)
    problems = unresolved_links(made.problems)
    return Page(render_inline(title), made.html, made.plain, [list(one) for one in made.outline], problems)
