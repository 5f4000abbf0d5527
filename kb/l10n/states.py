"""The states of a translated sentence, and how each exchange format says them.

Stored are four states (XLIFF 2.1), an origin and "outdated"; people speak of the condition that follows from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    """The state of a translation in XLIFF 2.1, from least to most trusted."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Origin(StrEnum):
    """Who made a translation."""

    HUMAN = "human"
    MT = "mt"
    TM = "tm"
    IMPORT = "import"


class Condition(StrEnum):
    """What a translator sees of a sentence, from worst to best."""

    EMPTY = "empty"
    MACHINE = "machine"
    OUTDATED = "outdated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


CONDITION_LABELS: dict[Condition, Promise] = {
    Condition.EMPTY: _("missing"),
    Condition.MACHINE: _("machine text"),
    Condition.OUTDATED: _("outdated"),
    Condition.DRAFT: _("draft"),
    Condition.TRANSLATED: _("translated"),
    Condition.REVIEWED: _("reviewed"),
    Condition.FINAL: _("final"),
}

STATES = tuple(State)
CONDITIONS = tuple(Condition)
MACHINE_MADE = frozenset({Origin.MT, Origin.TM})
"""Origins of texts that no person wrote or brought."""
FINISHED = frozenset({Condition.TRANSLATED, Condition.REVIEWED, Condition.FINAL})
"""Conditions that ask nothing more of a translator."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one format says a condition: the state (None where it has none), its qualifier, approval, and PO's fuzzy."""

    state: str | None
    qualifier: str = ""
    approved: bool = False
    fuzzy: bool = False


XLIFF21: dict[Condition, Wording] = {
    Condition.EMPTY: Wording("initial"),
    Condition.MACHINE: Wording("initial", "kb:mt"),
    Condition.OUTDATED: Wording("initial", "kb:outdated"),
    Condition.DRAFT: Wording("initial", "kb:draft"),
    Condition.TRANSLATED: Wording("translated"),
    Condition.REVIEWED: Wording("reviewed"),
    Condition.FINAL: Wording("final"),
}
XLIFF12: dict[Condition, Wording] = {
    Condition.EMPTY: Wording("new"),
    Condition.MACHINE: Wording("needs-translation", "leveraged-mt"),
    Condition.OUTDATED: Wording("needs-adaptation"),
    Condition.DRAFT: Wording("needs-translation"),
    Condition.TRANSLATED: Wording("translated"),
    Condition.REVIEWED: Wording("signed-off", approved=True),
    Condition.FINAL: Wording("final", approved=True),
}
PO: dict[Condition, Wording] = {
    condition: Wording(None, fuzzy=condition in {Condition.MACHINE, Condition.OUTDATED, Condition.DRAFT})
    for condition in Condition
}

_XLIFF12_STATES = {
    "new": State.INITIAL,
    "needs-translation": State.INITIAL,
    "needs-adaptation": State.INITIAL,
    "needs-l10n": State.INITIAL,
    "needs-review-translation": State.TRANSLATED,
    "needs-review-adaptation": State.TRANSLATED,
    "needs-review-l10n": State.TRANSLATED,
    "translated": State.TRANSLATED,
    "signed-off": State.REVIEWED,
    "final": State.FINAL,
}


def condition(*, text: str, state: str, origin: str, outdated: bool) -> Condition:
    """The condition that follows from what is stored."""
    if not text:
        return Condition.EMPTY
    if outdated:
        return Condition.OUTDATED
    if state == State.INITIAL:
        return Condition.MACHINE if origin == Origin.MT else Condition.DRAFT
    return Condition(state)


def stored(condition: Condition) -> tuple[State, bool]:
    """The state to store for a condition, and whether it is outdated. The origin is not known from it."""
    if condition in {Condition.TRANSLATED, Condition.REVIEWED, Condition.FINAL}:
        return State(condition.value), False
    return State.INITIAL, condition is Condition.OUTDATED


def from_xliff21(state: str, sub_state: str, text: str) -> Condition:
    """The condition that an XLIFF 2.1 segment states; unknown states count as `initial`."""
    if not text:
        return Condition.EMPTY
    if state in {State.TRANSLATED, State.REVIEWED, State.FINAL}:
        return Condition(state)
    return {"kb:mt": Condition.MACHINE, "kb:outdated": Condition.OUTDATED}.get(sub_state, Condition.DRAFT)


def from_xliff12(state: str, qualifier: str, approved: bool, text: str) -> Condition:
    """The condition that an XLIFF 1.2 target states. Without a state, approval decides."""
    if not text:
        return Condition.EMPTY
    known = _XLIFF12_STATES.get(state)
    if known is None:
        return Condition.REVIEWED if approved else Condition.TRANSLATED
    if known in {State.REVIEWED, State.FINAL} or known == State.TRANSLATED:
        return Condition(known.value)
    if state == "needs-adaptation":
        return Condition.OUTDATED
    return Condition.MACHINE if qualifier.startswith("leveraged-mt") else Condition.DRAFT


def from_po(fuzzy: bool, text: str, has_previous: bool) -> Condition:
    """The condition that a PO entry states: a fuzzy one with a previous msgid is outdated."""
    if not text:
        return Condition.EMPTY
    if fuzzy:
        return Condition.OUTDATED if has_previous else Condition.DRAFT
    return Condition.TRANSLATED


def worst(conditions: Iterable[Condition]) -> Condition | None:
    """The worst of several conditions; None where there are none."""
    return min(conditions, key=CONDITIONS.index, default=None)


def worst_state(states: Iterable[str]) -> State | None:
    """The least trusted of several stored states; None where there are none."""
    return min((State(state) for state in states), key=STATES.index, default=None)
