"""The codes of a query: written as such, torn apart (`0x 8007 0005`), stuck to a word (`errorC2065`), mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.codes import find_codes, normalise_code
from kb.search import spelling
from kb.search.indexing import CODE_FIELD
from kb.search.query import CODE, CODE_TYPO, Alternative, Lexicon
from kb.search.words import Word

MAX_JOINED_WORDS = 6
MAX_CHECKS = 6
MAX_NEAREST = 5
MIN_MISTYPED, MAX_MISTYPED = 4, 80
MIN_PART, MIN_TORN_PART = 5, 10
MAX_PARTIAL = 20
MAX_BESIDE = 3
RARE = 10
DECIDES = 3.0
SURE = 0.97
LOOKS_ALIKE = 0.95


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Words `start` to `end` of the query spell the known code `code`, with so much trust."""

    start: int
    end: int
    code: str
    trust: float
    frequency: int
    decides: bool

    @property
    def is_exact(self) -> bool:
        """Whether the code is spelled as it is."""
        return self.trust >= 1

    @property
    def is_sure(self) -> bool:
        """Whether no other code can be meant: exact, stuck to a word, or with characters that look alike."""
        return self.trust >= LOOKS_ALIKE


def find_code_spans(words: Sequence[Word], text: str, lexicon: Lexicon) -> list[CodeSpan]:
    """The codes a query names: every known one, and unless one of them decides, what else may be meant as a code."""
    written = {normalise_code(found.text) for found in find_codes(text)}
    known = _known(words, written, lexicon)
    if any(span.decides for span in known):
        return known
    taken = {place for span in known for place in range(span.start, span.end)}
    return known + _unknown(words, written, taken, lexicon)


def comes_first(span: CodeSpan, content: Sequence[Word]) -> bool:
    """Whether what holds this code comes before everything else: a sure one with digits, or with little beside it."""
    beside = len(content) - (span.end - span.start)
    return span.is_sure and span.decides and (any(map(str.isdigit, span.code)) or beside <= MAX_BESIDE)


def attach(words: Sequence[Word], spans: Sequence[CodeSpan]) -> None:
    """Give the words that spell a code the code as an alternative. A rare code that is meant as one decides."""
    for span in spans:
        factor = span.trust * (DECIDES if span.decides else 1.0)
        alternative = Alternative(CODE_FIELD, (span.code,), factor, CODE if span.is_exact else CODE_TYPO)
        for word in words[span.start : span.end]:
            word.alternatives.append(alternative)
            if not word.frequency or span.frequency < word.frequency:
                word.frequency = span.frequency


def _known(words: Sequence[Word], written: set[str], lexicon: Lexicon) -> list[CodeSpan]:
    """Known codes that one to six adjacent words spell; a word belongs to the longest one."""
    spelled: dict[tuple[int, int], str] = {}
    for start in range(len(words)):
        joined = ""
        for end in range(start + 1, min(start + MAX_JOINED_WORDS, len(words)) + 1):
            joined += words[end - 1].text
            spelled[start, end] = joined
    known = lexicon.frequencies(CODE_FIELD, set(spelled.values()))
    found: list[CodeSpan] = []
    taken: set[int] = set()
    for (start, end), code in sorted(spelled.items(), key=lambda item: item[0][0] - item[0][1]):
        if code in known and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            meant = end - start >= 3 or end - start == len(words) or code in written or any(map(str.isdigit, code))
            meant = meant and not any(word.optional for word in words[start:end])
            found.append(CodeSpan(start, end, code, 1.0, known[code], meant and known[code] <= RARE))
    return found


def _unknown(words: Sequence[Word], written: set[str], taken: set[int], lexicon: Lexicon) -> list[CodeSpan]:
    """What may be meant by each span of words that looks like a code and is none: longer codes, else the nearest."""
    found: list[CodeSpan] = []
    checks = 0
    whole = len(words) if 1 <= len(words) <= MAX_JOINED_WORDS else 0
    for start, word in enumerate(words):
        written_end = _end_of_code(words, start, written)
        end = written_end or (whole if start == 0 else 0)
        if word.optional or not end or not taken.isdisjoint(range(start, end)):
            continue
        if checks == MAX_CHECKS:
            break
        checks += 1
        meant = _holding(words, start, end, lexicon)
        if not meant and (written_end or len(words) == 1):
            meant = _nearest(words, start, end, lexicon)
        if meant:
            taken = taken | set(range(start, end))
            found += meant
    return found


def _holding(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> list[CodeSpan]:
    """Known codes that hold half a code: `GuestAgentStatus`, `0x8007`, or the whole of `guest agent status`."""
    part = "".join(word.text for word in words[start:end])
    if len(part) < (MIN_PART if end - start == 1 else MIN_TORN_PART):
        return []
    holding = sorted(lexicon.codes_holding(part), key=len)[:MAX_PARTIAL]
    known = lexicon.frequencies(CODE_FIELD, holding)
    return [
        CodeSpan(start, end, code, SURE * (0.5 + 0.5 * len(part) / len(code)), known[code], False) for code in holding
    ]


def _nearest(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> list[CodeSpan]:
    """The known codes nearest to what looks like one: look-alikes, a word stuck to it, one edit away."""
    code = "".join(word.text for word in words[start:end])
    if not MIN_MISTYPED <= len(code) <= MAX_MISTYPED:
        return []
    trusts = near_codes(code)
    known = lexicon.frequencies(CODE_FIELD, trusts)
    nearest = sorted(known, key=lambda one: (-trusts[one], one))[:MAX_NEAREST]
    return [CodeSpan(start, end, other, trusts[other], known[other], known[other] <= RARE) for other in nearest]


def near_codes(code: str) -> dict[str, float]:
    """Codes that may be meant by one that is not known, with trust below 1."""
    trusts = spelling.one_edit(code, spelling.LETTERS_AND_DIGITS)
    trusts.update(dict.fromkeys(spelling.look_alikes(code), LOOKS_ALIKE))
    trusts.update((code[cut:], SURE) for cut in range(2, len(code) - MIN_MISTYPED + 1))
    return trusts


def _end_of_code(words: Sequence[Word], start: int, written: set[str]) -> int:
    """Where what looks like a code from `start` on ends; 0 when nothing there does.

    A word with letters and digits looks like one, and words that were written together as one (`Get-Maibox`).
    """
    joined = words[start].text
    if joined in written or (any(map(str.isdigit, joined)) and not joined.isdigit()):
        return start + 1
    for end in range(start + 2, min(start + MAX_JOINED_WORDS, len(words)) + 1):
        joined += words[end - 1].text
        if joined in written:
            return end
    return 0
