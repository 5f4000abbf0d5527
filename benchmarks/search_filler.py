"""Documents that fill a catalogue up to a size: other subjects in the words of the same trade.

A made document has sentences of the others, as their common words go, with half of these exchanged by chance. What few
texts have (names, codes, rare words) belongs to their subjects: each made document has names of its own instead.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kb.search.documents import Document, Text

SENTENCES = (5, 25)
COMMON = 20  # a word that more texts than this have belongs to the trade
NAMES = 8
_WORD = re.compile(r"[\w-]{4,}")
_SYLLABLES = [a + b for a in ("b", "br", "d", "f", "g", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v")
              for b in ("a", "e", "i", "o", "u", "an", "el", "ir", "ot", "us")]  # fmt: skip


class _Trade:
    """The titles, sentences and common words of one language."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.sentences: list[str] = []
        self.words: list[str] = []
        self.known: Counter[str] = Counter()

    def add(self, text: Text) -> None:
        found = _WORD.findall(f"{text.title}\n{text.body}")
        self.words += found
        self.known.update({word.lower() for word in found})
        self.titles.append(text.title)
        self.sentences += [line for line in text.body.splitlines() if len(line.split()) > 3]

    def keep_common(self) -> None:
        self.words = [word for word in self.words if self.is_common(word)]

    def is_common(self, word: str) -> bool:
        return self.known[word.lower()] > COMMON and word[1:].islower() and word.isalpha()


def filled(documents: Sequence[Document], wanted: int) -> list[Document]:
    """The documents, and as many made ones as are missing. The same every time."""
    found = list(documents)
    if wanted <= len(found):
        return found
    chance = random.Random(4)
    trades: dict[str, _Trade] = defaultdict(_Trade)
    for document in documents:
        for text in document.texts:
            trades[text.language].add(text)
    for trade in trades.values():
        trade.keep_common()
    first = max(document.entry_id for document in documents) + 1
    for number in range(first, first + wanted - len(found)):
        pattern = chance.choice(documents)
        names = [_name(chance) for _ in range(NAMES)]
        texts = tuple(_text(one.language, trades[one.language], names, chance) for one in pattern.texts)
        found.append(Document(number, "guide", f"filler-{number}", texts, product=pattern.product))
    return found


def _text(language: str, trade: _Trade, names: Sequence[str], chance: random.Random) -> Text:
    def change(match: re.Match[str]) -> str:
        if not trade.is_common(match.group()):
            return chance.choice(names)
        return match.group() if chance.random() < 0.5 else chance.choice(trade.words)

    lines = chance.choices(trade.sentences, k=chance.randint(*SENTENCES))
    return Text(language, _WORD.sub(change, chance.choice(trade.titles)), _WORD.sub(change, "\n".join(lines)))


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
