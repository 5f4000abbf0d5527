"""Documents that fill a catalogue up to a size: sentences and titles of the others, shuffled, in the same languages."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from kb.search.documents import Document, Text

SENTENCES = (5, 25)


def filled(documents: Sequence[Document], wanted: int) -> list[Document]:
    """The documents, and as many made ones as are missing. The same every time."""
    found = list(documents)
    if wanted <= len(found):
        return found
    chance = random.Random(4)
    titles, sentences = _parts(documents)
    first = max(document.entry_id for document in documents) + 1
    for number in range(first, first + wanted - len(found)):
        pattern = chance.choice(documents)
        texts = tuple(
            Text(one.language, _title(titles[one.language], chance), _body(sentences[one.language], chance))
            for one in pattern.texts
        )
        found.append(Document(number, "guide", f"filler-{number}", texts, product=pattern.product))
    return found


def _parts(documents: Sequence[Document]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    titles, sentences = defaultdict(list), defaultdict(list)
    for document in documents:
        for text in document.texts:
            titles[text.language].append(text.title)
            sentences[text.language] += [line for line in text.body.splitlines() if len(line.split()) > 3]
    return titles, sentences


def _title(titles: list[str], chance: random.Random) -> str:
    """The first half of one title and the second half of another."""
    first, second = chance.choice(titles).split(), chance.choice(titles).split()
    return " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])


def _body(sentences: list[str], chance: random.Random) -> str:
    return "\n".join(chance.choices(sentences, k=chance.randint(*SENTENCES)))
