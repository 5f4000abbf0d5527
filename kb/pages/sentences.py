"""What pages say of single sentences: quiet marks in the running text, and the original under each translated one.

Stored HTML holds `<span data-segment="id">` around each sentence, `Translation.sentences` what is known of it. Marked
sentences never nest, so one pass over the tags finds where each ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kb.catalog.models import Origin, State
from kb.catalog.selectors import Shown
from kb.languages import get_language
from kb.markup import render_inline

SIGNS = {"machine": "*", "outdated": "†", "fallback": "‡"}
"""The kinds of marks of a sentence, in the order of a legend, and the sign each has in the text."""

_CHECKED = frozenset({State.REVIEWED, State.FINAL})
_TAG = re.compile(r'<span data-segment="([A-Za-z0-9_-]{1,64})">|<(/?)(span|h[1-6])\b[^>]*>')


@dataclass(frozen=True, slots=True)
class Sentence:
    """One translated sentence: its id, its original as Markdown of one line, and its marks (see SIGNS)."""

    uid: str
    source: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One kind of mark that stands on a page, explained."""

    kind: str
    sign: str
    label: str
    explanation: str


def sentences_of(shown: Shown) -> dict[str, Sentence]:
    """What is known of the sentences of a text, by id; nothing for a text in its source language."""
    if shown.text.language == shown.entry.source_language:
        return {}
    return {one["id"]: Sentence(one["id"], one["source"], _kinds(one)) for one in shown.text.sentences}


def _kinds(told: Mapping[str, object]) -> tuple[str, ...]:
    if told.get("fallback"):
        return ("fallback",)
    is_machine = told["origin"] == Origin.MT and told["state"] not in _CHECKED
    return tuple(kind for kind, holds in (("machine", is_machine), ("outdated", told.get("outdated"))) if holds)


class SentenceWeaver:
    """Weaves what is known of sentences into the texts of one page, and remembers what stands on it.

    `original` puts the original under each translated sentence. `page` is the path that reports lead back to.
    """

    def __init__(self, *, original: bool = False, page: str = "") -> None:
        self.original = original
        self._page = page
        self._kinds: set[str] = set()
        self.has_originals = False

    def body(self, shown: Shown, html: str) -> SafeString:
        """A text's HTML with its sentences marked."""
        return mark_safe(self._weave(shown, html)[0])  # noqa: S308  sanitised when stored, the rest is escaped

    def heading(self, shown: Shown) -> tuple[SafeString, SafeString]:
        """A text's title with its sentences marked, and the originals to stand below the heading."""
        html, below = self._weave(shown, shown.text.title_html, collect=True)
        return mark_safe(html), mark_safe(below)  # noqa: S308  as above

    def link(self, shown: Shown) -> SafeString:
        """A text's title to stand inside a link: the languages of its sentences are marked, nothing is added."""
        told = sentences_of(shown)
        html = shown.text.title_html
        if told:
            html = _TAG.sub(lambda match: _opening(told.get(match[1] or ""), shown, match[0]), html)
        return mark_safe(html)  # noqa: S308  as above

    @property
    def legend(self) -> list[LegendLine]:
        """The marks that stand on the page, explained."""
        labels = {kind: label for kind, label in _labels().items() if kind in self._kinds}
        return [LegendLine(kind, SIGNS[kind], *labels[kind]) for kind in SIGNS if kind in labels]

    def _weave(self, shown: Shown, html: str, *, collect: bool = False) -> tuple[str, str]:
        told = sentences_of(shown)
        if not told or "data-segment" not in html:
            return html, ""
        common = set.intersection(*(set(one.kinds) for one in told.values()))
        out: list[str] = []
        below: list[str] = []
        depth, current, end = 0, None, 0
        in_heading = collect
        for match in _TAG.finditer(html):
            out.append(html[end : match.start()])
            end = match.end()
            if match[3] and match[3] != "span":
                out.append(match[0])
                in_heading = not match[2]
                if match[2] and below:
                    out.append(_block(below))
                    below.clear()
            elif match[1] and current is None:
                current, depth = told.get(match[1]), 1 if match[1] in told else 0
                out.append(_opening(current, shown, match[0]))
            elif current is not None:
                out.append(match[0])
                depth += -1 if match[2] else 1
                if depth == 0:
                    signs, original = self._after(current, shown, common)
                    out.append(signs)
                    (below if in_heading else out).append(original)
                    current = None
            else:
                out.append(match[0])
        out.append(html[end:])
        return "".join(out), _block(below) if any(below) else ""

    def _after(self, sentence: Sentence, shown: Shown, common: set[str]) -> tuple[str, str]:
        self._kinds.update(sentence.kinds)
        self.has_originals = True
        signs = _signs(kind for kind in sentence.kinds if kind not in common)
        return signs, self._original(sentence, shown) if self.original else ""

    def _original(self, sentence: Sentence, shown: Shown) -> str:
        labels = _labels()
        return render_to_string(
            "includes/_source_sentence.html",
            {
                "uid": sentence.uid,
                "source": "" if "fallback" in sentence.kinds else mark_safe(render_inline(sentence.source)),  # noqa: S308
                "language": shown.entry.source_language,
                "language_name": get_language(shown.entry.source_language).name_in(shown.wanted),
                "marks": [(kind, labels[kind][0]) for kind in sentence.kinds],
                "entry": shown.entry,
                "text_language": shown.text.language,
                "page": self._page,
            },
        ).strip()


def _opening(sentence: Sentence | None, shown: Shown, tag: str) -> str:
    """The tag that opens a sentence, with its marks as classes, and its language where it is not the text's."""
    if sentence is None or not sentence.kinds:
        return tag
    classes = " ".join(["marked", *(f"marked-{kind}" for kind in sentence.kinds)])
    language = f' lang="{shown.entry.source_language}"' if "fallback" in sentence.kinds else ""
    return f'{tag[:-1]} class="{classes}"{language}>'


def _signs(kinds: Iterable[str]) -> str:
    labels = _labels()
    return format_html_join(
        "",
        '<a class="sign" href="#_mark-{}"><span aria-hidden="true">{}</span><span class="unseen">{}</span></a>',
        ((kind, SIGNS[kind], labels[kind][0]) for kind in kinds),
    )


def _block(originals: list[str]) -> str:
    return format_html('<p class="sources">{}</p>', mark_safe("".join(originals))) if any(originals) else ""  # noqa: S308


def _labels() -> dict[str, tuple[str, str]]:
    return {
        "machine": (_("Machine translation"), _("Translated by a machine. No person has checked it.")),
        "outdated": (_("Outdated"), _("The original has changed since this was translated.")),
        "fallback": (_("Not translated yet"), _("Shown in the language of the original.")),
    }
