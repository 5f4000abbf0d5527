"""From texts of the catalogue to sections of one page: each id once, links within the page turned into `#key`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, unquote

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kb.catalog.paths import SECTIONS, entry_path
from kb.catalog.selectors import Shown
from kb.languages import CODES
from kb.pages.sentences import SentenceWeaver
from kb.pages.trust import Mark, warnings

_ENTRY_HREF = re.compile(rf'href="/(?:{"|".join(CODES)})/({"|".join(SECTIONS.values())})/([^"/#?]+)/(#[^"]*)?"')
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_ID = re.compile(r'\sid="([^"]+)"')
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Section:
    """One entry as a part of a page, ready for a template.

    `title` may stand in a link, `heading` is the same with the marks of its sentences; `originals` stands below it and
    is empty unless the page shows the originals.
    """

    shown: Shown
    path: str
    title: SafeString
    heading: SafeString
    originals: SafeString
    html: SafeString
    language: str
    anchors: tuple[str, ...]
    number: int | None
    marks: list[Mark]
    first: bool

    @property
    def key(self) -> str:
        return self.shown.entry.key

    @property
    def plain_title(self) -> str:
        """The title as it is read, for an attribute."""
        return unescape(strip_tags(self.title))

    @property
    def has_own_language(self) -> bool:
        """Whether it needs a `lang` attribute of its own."""
        return self.shown.is_fallback


class PageParts:
    """A page being put together in one language: knows which entries stand on it and gives every id out once.

    An entry that is asked for twice comes back the second time with `first` false, without text and anchors: the
    template then points to where it stands. `sentences` weaves the marks of sentences into the texts.
    """

    def __init__(self, language: str, on_page: Iterable[Shown], sentences: SentenceWeaver | None = None) -> None:
        self.language = language
        self.sentences = sentences or SentenceWeaver()
        entries = list(on_page)
        self._keys = {f"{SECTIONS[one.entry.kind]}/{one.slug}": one.entry.key for one in entries}
        self._given = {one.entry.key for one in entries}
        self._taken = self._given | {name for one in entries for name in _ID.findall(one.text.html)}
        self._used: set[int] = set()

    @classmethod
    def of(cls, request: HttpRequest, on_page: Iterable[Shown]) -> PageParts:
        """The page of a request in its language; `?original=1` asks for the originals of translated sentences."""
        sentences = SentenceWeaver(original=request.GET.get("original") == "1", page=request.path)
        return cls(get_language() or CODES[0], on_page, sentences)

    def section(self, shown: Shown, *, number: int | None = None, shift: int = 0) -> Section:
        """One entry as a section; the headings inside its text go down by `shift` levels."""
        first = shown.entry.pk not in self._used
        self._used.add(shown.entry.pk)
        title = self.sentences.link(shown)
        heading, originals = self.sentences.heading(shown) if first else (title, mark_safe(""))
        return Section(
            shown=shown,
            path=entry_path(shown.entry.kind, shown.slug, self.language),
            title=title,
            heading=heading,
            originals=originals,
            html=self._body(shown, shift) if first else mark_safe(""),
            language=shown.text.language,
            anchors=self._anchors(shown) if first else (),
            number=number,
            marks=warnings(shown) if first else [],
            first=first,
        )

    def _body(self, shown: Shown, shift: int) -> SafeString:
        html = _ENTRY_HREF.sub(self._href, self._with_own_ids(shown))
        if shift:
            html = _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + shift)}", html)
        return self.sentences.body(shown, html)

    def _href(self, match: re.Match[str]) -> str:
        section, slug, fragment = match[1], match[2], match[3] or ""
        key = self._keys.get(f"{section}/{unquote(slug)}")
        if key:
            return f'href="{fragment or "#" + quote(key)}"'
        return f'href="/{self.language}/{section}/{slug}/{fragment}"'

    def _with_own_ids(self, shown: Shown) -> str:
        """The stored HTML; an id that stands on the page already is put behind the entry's key."""
        html = shown.text.html
        for name in _ID.findall(html):
            if name in self._given:
                own = f"{shown.entry.key}--{name}"
                html = html.replace(f' id="{name}"', f' id="{own}"', 1).replace(f'href="#{name}"', f'href="#{own}"')
                self._given.add(own)
            self._given.add(name)
        return html

    def _anchors(self, shown: Shown) -> tuple[str, ...]:
        free = [name for name in dict.fromkeys(shown.anchors) if name not in self._taken and not _SPACE.search(name)]
        self._taken.update(free)
        return tuple(free)


def with_next(causes: list[dict]) -> list[dict]:
    """Causes as a template gets them, each with the section of the `next` one."""
    for cause, following in itertools.pairwise(causes):
        cause["next"] = following["section"]
    return causes
