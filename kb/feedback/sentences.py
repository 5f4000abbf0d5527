"""Sentences of published texts: what a reader points at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from kb.catalog.models import Entry, Translation
from kb.catalog.selectors import choose_language
from kb.feedback.texts import one_line

SEGMENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
SENTENCE_ATTRIBUTE = "data-segment"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is published: `shown` in the text's language, `source` as its original reads."""

    uid: str
    shown: str
    source: str
    state: str
    origin: str


def text_for(entry: Entry, language: str) -> Translation | None:
    """The text of an entry that a reader of a language sees: theirs, or what stands in for it."""
    texts = {text.language: text for text in entry.translations.all()}
    chosen = choose_language(texts, wanted=language, source=entry.source_language)
    return texts[chosen] if chosen else None


def find_sentence(text: Translation | None, uid: str) -> Sentence | None:
    """The sentence with this id in a published text; None where the text has none, or no sentences at all."""
    if text is None or not uid:
        return None
    told = next((one for one in text.sentences if one["id"] == uid), None)
    shown = _shown(f"{text.title_html}\n{text.html}", uid)
    if told is None or not shown:
        return None
    return Sentence(uid, shown, told["source"], told["state"], told["origin"])


def stands_in(sentence: str, text: Translation) -> bool:
    """Whether a sentence stands in a published text or is its title; white space does not count."""
    sentence = one_line(sentence)
    return sentence == one_line(text.title) or sentence in one_line(text.plain)


def _shown(html: str, uid: str) -> str:
    collector = _Collector(uid)
    collector.feed(html)
    collector.close()
    return one_line("".join(collector.pieces))


class _Collector(HTMLParser):
    """Gathers the text inside the elements that are marked as one sentence; formatting may cut it into several."""

    def __init__(self, uid: str) -> None:
        super().__init__()
        self.uid, self.depth = uid, 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if self.depth or (SENTENCE_ATTRIBUTE, self.uid) in attrs:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.pieces.append(data)
