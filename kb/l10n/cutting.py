"""An entry's source text as blocks and sentences: the title first, then the body, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

from kb.l10n.align_text import Block
from kb.markup import UnitCut, cut, cut_title


@dataclass(frozen=True, slots=True)
class CutUnit:
    """A block: its kind, what stands before its first sentence, and its line in the body (the title has none)."""

    kind: str
    lead: str
    line: int


@dataclass(frozen=True, slots=True)
class CutSentence:
    """A sentence: the index of its block, its place in it, its text, what stands behind it, its placeholders.

    `flat` is the text on one line, as it is compared and translated.
    """

    unit: int
    position: int
    text: str
    flat: str
    tail: str
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutText:
    """A title and body in pieces; the body is every lead, text and tail from unit 1 on, in order."""

    units: tuple[CutUnit, ...]
    sentences: tuple[CutSentence, ...]

    @property
    def texts(self) -> list[str]:
        """Every sentence on one line, in order."""
        return [sentence.flat for sentence in self.sentences]

    def blocks(self) -> list[Block]:
        """The blocks with sentences as the aligner takes them, the title first; `numbers` says which they are."""
        sentences: list[list[str]] = [[] for _ in self.units]
        for sentence in self.sentences:
            sentences[sentence.unit].append(sentence.flat)
        return [Block(self.units[number].kind, tuple(sentences[number])) for number in self.numbers]

    @property
    def numbers(self) -> list[int]:
        """The indices of the units that have sentences."""
        return sorted({sentence.unit for sentence in self.sentences})


def cut_text(title: str, body: str, language: str) -> CutText:
    """Cuts a title and a Markdown body of one language. Raises MarkupError for a body beyond the limits."""
    units: list[CutUnit] = []
    sentences: list[CutSentence] = []
    cuts: list[UnitCut] = [cut_title(title, language), *cut(body, language)]
    for index, unit in enumerate(cuts):
        units.append(CutUnit(unit.kind, unit.lead, unit.line))
        for position, sentence in enumerate(unit.sentences):
            sentences.append(
                CutSentence(index, position, sentence.text, sentence.flat, sentence.tail, sentence.placeholders)
            )
    return CutText(tuple(units), tuple(sentences))
