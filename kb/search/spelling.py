"""Words one edit away: deletions, transpositions, replacements, insertions (Damerau 1964, as listed by P. Norvig)."""

from __future__ import annotations

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LETTERS_AND_DIGITS = LETTERS + "0123456789"
LOOK_ALIKES = {
    "o": "0", "0": "o", "l": "1", "1": "li", "i": "1", "s": "5", "5": "s", "b": "8", "8": "b", "z": "2", "2": "z",
    "g": "6", "6": "g",
}  # fmt: skip
MIN_LENGTH = 4
MAX_LENGTH = 40


def is_checked(word: str) -> bool:
    """Whether a word is long enough to be told from others, and short enough to be one that somebody typed."""
    return MIN_LENGTH <= len(word) <= MAX_LENGTH


def one_edit(word: str, alphabet: str = LETTERS, start: int = 0) -> dict[str, float]:
    """Every string one edit away from place `start` on, with how likely the slip is: doubled and swapped letters more
    than wrong ones.
    """
    cuts = [(word[:i], word[i:]) for i in range(max(start, 0), len(word) + 1)]
    found = dict.fromkeys([head + char + tail[1:] for head, tail in cuts[:-1] for char in alphabet], 0.7)
    found.update(dict.fromkeys([head + char + tail for head, tail in cuts for char in alphabet], 0.8))
    for head, tail in cuts[:-1]:
        if len(tail) > 1:
            found[head + tail[1] + tail[0] + tail[2:]] = 0.9
        found[head + tail[1:]] = 0.9 if head[-1:] == tail[0] else 0.8
    found.pop(word, None)
    return found


def look_alikes(code: str) -> list[str]:
    """The code with characters replaced that look alike (o/0, l/1, s/5, b/8): one, then all of them."""
    found = []
    for i, char in enumerate(code):
        found += [code[:i] + other + code[i + 1 :] for other in LOOK_ALIKES.get(char, "")]
    if len(found) > 1:
        for table in _TO_DIGITS, _TO_LETTERS:
            found.append(code.translate(table))
            head = code.rstrip("0123456789olisbzg")
            found.append(head + code[len(head) :].translate(table))
    return [other for other in dict.fromkeys(found) if other != code]


_TO_DIGITS = str.maketrans("olisbzg", "0115826")
_TO_LETTERS = str.maketrans("0158", "olsb")
