"""Mechanical repairs of damaged text, each listed with what it changed and where, so that it can be undone.

A repair never makes a text good: what it touched stays a draft for a person to read. The rules:

- `residue`: "hello" becomes the article, "too" glued to a word becomes "to ";
- `code`: a code span glued to its neighbour or torn from it, or spelled otherwise than in the source;
- `compound`: a Swedish or Danish compound torn apart that the same text knows as one word;
- `html`: remains of `<br>` and `<span>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.l10n import articles, compounds
from kb.l10n.lexicon import Lexicon
from kb.l10n.residue import Residue, find_residue
from kb.l10n.spans import code_spans, fence_spans, inside, lines, protected_spans

RULES = ("residue", "code", "compound", "html")

_PREPOSITIONS = {"sv": "till", "da": "til", "es": "a", "en": "to"}


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement: its rule, its character offsets in the text before, what stood there and what stands now."""

    rule: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text before and after, with the changes in order; offsets are those of the text before."""

    before: str
    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    language: str
    source: str | None
    lexicon: Lexicon | None


def repair(
    text: str,
    language: str,
    *,
    source: str | None = None,
    lexicon: Lexicon | None = None,
    rules: Iterable[str] = RULES,
) -> Repaired:
    """Repairs a text of one language, a sentence as well as a whole document.

    `source` is the sentence this one translates, where it is known; `lexicon` holds the words that attest a compound,
    by default those of the text itself. Repairing twice changes nothing more.
    """
    if lexicon is None and language in compounds.LANGUAGES:
        lexicon = Lexicon.from_texts([text], language)
    context = _Context(language, source, lexicon)
    taken: list[Change] = []
    for rule in RULES:
        if rule in rules:
            for change in _FINDERS[rule](text, context):
                if change.before != change.after and not any(_collide(change, other) for other in taken):
                    taken.append(change)
    changes = tuple(sorted(taken, key=lambda change: (change.start, change.end)))
    return Repaired(text, apply_changes(text, changes), changes)


def repair_pair(
    source: str, target: str, source_language: str, target_language: str, *, lexicon: Lexicon | None = None
) -> tuple[Repaired, Repaired]:
    """Repairs a sentence and its translation, the translation in the light of the sentence."""
    mended = repair(source, source_language)
    return mended, repair(target, target_language, source=source, lexicon=lexicon)


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made; raises ValueError where it is not the text they were found in."""
    parts, last = [], 0
    for change in changes:
        if text[change.start : change.end] != change.before:
            raise ValueError(f"At {change.start} stands not what was to be changed: {change.before!r}.")
        parts += [text[last : change.start], change.after]
        last = change.end
    return "".join([*parts, text[last:]])


def _collide(one: Change, other: Change) -> bool:
    if one.rule != other.rule and (one.start == one.end or other.start == other.end):
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


# --- residue -----------------------------------------------------------------------------------------------------


def _residue(text: str, context: _Context) -> list[Change]:
    found = find_residue(text, context.language, source=context.source)
    changes: list[Change] = []
    for residue in found:
        mend = _to if residue.stands_for == "to" else _the
        change = mend(text, residue, context.language)
        if not changes or change.start >= changes[-1].end:
            changes.append(change)
    return changes


def _to(text: str, residue: Residue, language: str) -> Change:
    follows = text[residue.end : residue.end + 1]
    word = "to" if language == "en" or follows.islower() else _PREPOSITIONS[language]
    return _replace(text, residue.start, residue.end, word + " ", "residue")


def _the(text: str, residue: Residue, language: str) -> Change:
    start, end = residue.start, residue.end
    following = text[end:]
    to = residue.stands_for == "to the"
    if re.match(r"-(?=[^\W\d_])", following):
        # "hello-agenten": glued by a hyphen, and the noun carries its article.
        word = "the" if language == "en" else ""
        end += 1
    else:
        word = articles.article(language, following)
    if language == "es" and articles.is_stranded("es", following):
        stranded = re.search(r"(?:\b(?:de|a)[ \t]+)?$", text[:start])
        start, word = (stranded.start() if stranded else start), ""
        to = to and bool(re.match(r"\s+\w", following))
    if language == "es" and word == "el" and (to or (before := re.search(r"\b(?:de|a)[ \t]+$", text[:start], re.I))):
        if to:
            return _replace(text, start, end, "al", "residue")
        start = before.start()  # type: ignore[union-attr]
        word = "del" if before.group().lower().startswith("de") else "al"  # type: ignore[union-attr]
    words = " ".join(part for part in (_PREPOSITIONS[language] if to else "", word) if part)
    if words:
        gap = "" if re.match(r"\s", text[end:]) else " "
        return _replace(text, start, end, words + gap, "residue")
    return _drop(text, start, end)


def _drop(text: str, start: int, end: int) -> Change:
    """Removes a word with one of its spaces; the next word takes over the capital of a sentence's start."""
    if text[end : end + 1] == " ":
        end += 1
    elif start > 0 and text[start - 1] == " " and (end == len(text) or text[end] in " .,;:!?)]\n"):
        start -= 1
    following = re.match(r"[^\W\d_]", text[end:])
    if following and _starts_sentence(text, start):
        return Change("residue", start, end + 1, text[start : end + 1], text[end].upper())
    return Change("residue", start, end, text[start:end], "")


def _replace(text: str, start: int, end: int, word: str, rule: str) -> Change:
    if _starts_sentence(text, start):
        word = word[0].upper() + word[1:]
    return Change(rule, start, end, text[start:end], word)


_SENTENCE_START = re.compile(r"(?:^|\n)(?:[ \t]|[-#>|+*]|\d+[.)])*$|[.!?][ \t]+$|\d:[ \t]+$|\|[ \t]*$|</a>[ \t]*$")


def _starts_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip('*_[("“”«¡')
    return bool(_SENTENCE_START.search(before))


# --- code --------------------------------------------------------------------------------------------------------


def _code(text: str, context: _Context) -> list[Change]:
    spans = code_spans(text) if "`" in text else []
    changes = _as_in_source(text, spans, context.source) if context.source else []
    for start, end in spans:
        glued = re.search(r"[^\W_]{2,}$|:$", text[:start])
        if glued and not text[:start].endswith("\n"):
            changes.append(Change("code", start, start, "", " "))
        if re.match(r"[^\W\d_]{3,}", text[end:]):
            changes.append(Change("code", end, end, "", " "))
        torn = re.match(r" +(?=[.,;:!?](?:\s|$))", text[end:])
        if torn:
            changes.append(Change("code", end, end + torn.end(), torn.group(), ""))
        # `NAME_ `<x>` _ `<y>``: a name made of code spans and underscores, torn at each of them.
        before = re.search(r"(?<=\w_) +$", text[:start])
        if before:
            changes.append(Change("code", before.start(), start, before.group(), ""))
        between = re.match(r" +_(?: _)? +(?=`)", text[end:])
        if between:
            changes.append(Change("code", end, end + between.end(), between.group(), "_"))
    return changes


def _as_in_source(text: str, spans: list[tuple[int, int]], source: str | None) -> list[Change]:
    """Code spans that differ from one of the source by spaces or case alone are spelled as there."""
    wanted = [(source or "")[start:end] for start, end in code_spans(source or "")]
    missing = [code for code in wanted if code not in {text[start:end] for start, end in spans}]
    changes = []
    for start, end in spans:
        code = text[start:end]
        match = next((other for other in missing if _squeezed(other) == _squeezed(code)), None)
        if code not in wanted and match:
            changes.append(Change("code", start, end, code, match))
            missing.remove(match)
    return changes


def _squeezed(code: str) -> str:
    return re.sub(r"\s+", "", code).lower()


# --- compounds ---------------------------------------------------------------------------------------------------


def _compound(text: str, context: _Context) -> list[Change]:
    if context.lexicon is None:
        return []
    return [
        Change("compound", torn.start, torn.end, text[torn.start : torn.end], torn.joined)
        for torn in compounds.find_torn(text, context.lexicon)
    ]


# --- remains of HTML ---------------------------------------------------------------------------------------------

_BREAK = re.compile(r"[ \t]*(?:<br\s*/?>[ \t]*)+", re.I)
_SPAN = re.compile(r"</?span(?:\s[^<>]*)?>", re.I)


def _html(text: str, context: _Context) -> list[Change]:
    if "<" not in text:
        return []
    spans = protected_spans(text)
    fences = fence_spans(text)
    changes = [
        Change("html", match.start(), match.end(), match.group(), "")
        for match in _SPAN.finditer(text)
        if not inside(match.start(), spans)
    ]
    all_lines = list(lines(text))
    for index, (offset, line) in enumerate(all_lines):
        if inside(offset, fences):
            continue
        following = all_lines[index + 1][1] if index + 1 < len(all_lines) else ""
        for match in _BREAK.finditer(line):
            start, end = offset + match.start(), offset + match.end()
            tag = offset + line.index("<", match.start())
            if not inside(tag, spans):
                changes.append(Change("html", start, end, match.group(), _instead_of_break(line, match, following)))
    return changes


def _instead_of_break(line: str, match: re.Match[str], following: str) -> str:
    """What stands for a line break: a Markdown one where text of the paragraph follows, or nothing, or a space."""
    at_end = not line[match.end() :].strip()
    if line.lstrip(" >").startswith("#"):
        return "" if at_end else " "
    if line.lstrip(" >").startswith("|"):
        return " "
    if not at_end:
        return "\\\n" + (re.match(r"[ >]*", line) or match).group() if match.start() else ""
    continues = re.match(r"[ \t>]*(?![-*+|#>\s]|\d+[.)]\s|```)\S", following)
    return "\\" if continues else ""


_FINDERS: dict[str, Callable[[str, _Context], list[Change]]] = {
    "residue": _residue,
    "code": _code,
    "compound": _compound,
    "html": _html,
}
