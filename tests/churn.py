"""A long guide of the shipped content's sentences, and rewrites of a third of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.l10n.cutting import cut_text
from kb.l10n.similarity import THRESHOLD, similarity

SIZE = 99
LIGHTLY, HEAVILY, REPLACED, MOVED, REMOVED = 12, 6, 5, 5, 5
_CONTENT = Path(__file__).parents[1] / "content"
_IN_PARAGRAPH = 3
_WORDS = ("another", "often", "quickly", "whatever", "several")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the rewritten guide, the one it was before ("" for a new one), and how it came about."""

    text: str
    before: str
    how: str

    @property
    def is_alike(self) -> bool:
        """Whether its translation is to be carried over."""
        return bool(self.before) and similarity(self.text, self.before) >= THRESHOLD


@cache
def sentences() -> tuple[str, ...]:
    """The English sentences of the shipped content that stand in a paragraph as they stand alone, each once."""
    found: dict[str, None] = {}
    for path in sorted(_CONTENT.rglob("*.en.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for text in cut_text("", body, "en").texts:
            around = f"It is so. {text} It is so."
            if len(text.split()) > 5 and cut_text("", around, "en").texts[-2:-1] == [text]:
                found[text] = None
    return tuple(found)


def body(texts: list[str]) -> str:
    """Markdown with three sentences a paragraph."""
    starts = range(0, len(texts), _IN_PARAGRAPH)
    return "\n\n".join(" ".join(texts[start : start + _IN_PARAGRAPH]) for start in starts)


def rewrite(guide: list[str], seed: int) -> list[Line]:
    """A third of the sentences changed: some lightly, some heavily, some replaced, moved or removed."""
    chance = random.Random(seed)
    places = chance.sample(range(len(guide)), LIGHTLY + HEAVILY + REPLACED + MOVED + REMOVED)
    others = [one for one in sentences() if max(similarity(one, text) for text in guide) < THRESHOLD]
    fresh = iter(chance.sample(others, REPLACED))
    how = ["light"] * LIGHTLY + ["heavy"] * HEAVILY + ["new"] * REPLACED + ["moved"] * MOVED + ["removed"] * REMOVED
    does = dict(zip(places, how, strict=True))
    lines: list[Line] = []
    moved: list[Line] = []
    for place, text in enumerate(guide):
        match does.get(place):
            case None:
                lines.append(Line(text, text, "same"))
            case "light":
                lines.append(Line(_changed(text, chance, 0.08), text, "light"))
            case "heavy":
                lines.append(Line(_changed(text, chance, 0.6), text, "heavy"))
            case "new":
                lines.append(Line(next(fresh), "", "new"))
            case "moved":
                moved.append(Line(text, text, "moved"))
    for line in moved:
        lines.insert(chance.randrange(len(lines)), line)
    return lines


def _changed(text: str, chance: random.Random, share: float) -> str:
    """The sentence with a share of its words, one at least, put in other words; code and the ends stay."""
    words = text.split()
    open_to = [place for place in range(1, len(words) - 1) if words[place].isalpha()]
    for place in chance.sample(open_to, min(max(1, round(len(words) * share)), len(open_to))):
        words[place] = chance.choice([word for word in _WORDS if word != words[place]])
    return " ".join(words)
