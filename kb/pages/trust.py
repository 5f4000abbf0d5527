"""How trustworthy a text is, in words: who made it, whether it was checked, whether its source has moved on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kb.catalog.models import Origin, State
from kb.catalog.selectors import Shown
from kb.languages import get_language
from kb.pages.sentences import sentences_of

_CHECKED = frozenset({State.REVIEWED, State.FINAL})


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to know about a text. `kind` is its CSS class, `warns` says that the reader should take care."""

    kind: str
    label: str
    explanation: str
    warns: bool = False


def trust_marks(shown: Shown) -> list[Mark]:
    """Everything to know about a text, the most important first; at least one mark."""
    marks = warnings(shown)
    return marks if any(mark.kind == "machine" for mark in marks) else [*marks, _maker(shown)]


def warnings(shown: Shown) -> list[Mark]:
    """What a reader must know before relying on a text; nothing for a checked text in the reader's language."""
    text, marks = shown.text, []
    if shown.is_fallback:
        names = {
            "shown": get_language(text.language).name_in(shown.wanted),
            "wanted": get_language(shown.wanted).name_in(shown.wanted),
        }
        label = _("In %(shown)s") % names
        marks.append(Mark("fallback", label, _("There is no text in %(wanted)s yet.") % names, warns=True))
    marks += _of_sentences(shown) if text.sentences else _of_whole(shown)
    if text.newer_than_source:
        source = get_language(shown.entry.source_language).name_in(shown.wanted)
        explanation = _("This text has newer facts than the original in %(source)s.") % {"source": source}
        marks.append(Mark("newer", _("Newer than the original"), explanation))
    return marks


def _of_whole(shown: Shown) -> list[Mark]:
    marks = []
    if _is_machine(shown):
        marks.append(_machine())
    if shown.text.outdated:
        marks.append(_outdated())
    return marks


def _of_sentences(shown: Shown) -> list[Mark]:
    """What holds for all sentences or for some; those are marked in the text."""
    sentences = sentences_of(shown).values()
    counts = Counter(kind for sentence in sentences for kind in sentence.kinds)
    marks = []
    if counts["machine"]:
        explanation = _("The marked sentences were translated by a machine. No person has checked them.")
        whole = counts["machine"] == len(sentences)
        marks.append(_machine() if whole else Mark("machine", _("Partly machine translation"), explanation, warns=True))
    if counts["outdated"]:
        explanation = _("The original of the marked sentences has changed since they were translated.")
        whole = counts["outdated"] == len(sentences)
        marks.append(_outdated() if whole else Mark("outdated", _("Partly outdated"), explanation, warns=True))
    if counts["fallback"]:
        source = get_language(shown.entry.source_language).name_in(shown.wanted)
        label = _("Partly in %(language)s") % {"language": source}
        marks.append(Mark("fallback", label, _("The marked sentences are not translated yet."), warns=True))
    return marks


def _machine() -> Mark:
    explanation = _("Translated by a machine. No person has checked it.")
    return Mark("machine", _("Machine translation"), explanation, warns=True)


def _outdated() -> Mark:
    return Mark("outdated", _("Outdated"), _("The original has changed since this was translated."), warns=True)


def _is_machine(shown: Shown) -> bool:
    return shown.text.origin == Origin.MT and shown.text.state not in _CHECKED


def _maker(shown: Shown) -> Mark:
    text = shown.text
    if text.language == shown.entry.source_language:
        return Mark("human", _("Original text"), _("The text the other languages are translated from."))
    if text.origin == Origin.MT:
        return Mark("human", _("Machine translation, checked"), _("Translated by a machine and checked by a person."))
    if text.state in _CHECKED:
        return Mark("human", _("Checked translation"), _("Translated and checked by people."))
    if text.origin == Origin.IMPORT:
        explanation = _("It came with the text. Nobody has checked it on this site yet.")
        return Mark("import", _("Translation, not yet checked"), explanation)
    return Mark("human", _("Translation"), _("Translated by a person, not yet checked by another."))
