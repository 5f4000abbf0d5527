"""What an import of translations would do, segment by segment, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kb.l10n.exchange.document import ExchangeUnit
from kb.l10n.exchange.inline import lost
from kb.l10n.similarity import normalise
from kb.l10n.states import Condition, State

REVIEWS = frozenset({State.REVIEWED, State.FINAL})


class Action(StrEnum):
    """What happens to a segment."""

    UNCHANGED = "unchanged"
    UPDATE = "update"
    FUZZY = "fuzzy"
    FOREIGN = "foreign"
    EMPTY = "empty"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Current:
    """A segment as it is now."""

    source: str
    target: str
    state: str
    outdated: bool
    version: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one unit of a file, and why.

    `state` and `outdated` are what to store, over the version `version`; `notes` are reasons: `source-changed`,
    `placeholder-lost`, `review-not-expressed`, `review-not-allowed`.
    """

    id: str
    action: Action
    text: str = ""
    state: State = State.INITIAL
    outdated: bool = False
    notes: tuple[str, ...] = ()
    version: int = 0


def plan_import(
    units: Iterable[ExchangeUnit],
    current: Mapping[str, Current],
    *,
    format: str,
    may_review: bool = False,
) -> list[Step]:
    """One step a unit, in order. Units are matched by id; what does not compare is taken as fuzzy, never dropped.

    A format that knows no reviews (PO) neither raises nor lowers one: an unchanged text keeps its state. Where the
    person may not review, `reviewed` and `final` become `translated`.
    """
    seen: set[str] = set()
    steps = []
    for unit in units:
        if unit.id not in current:
            steps.append(Step(unit.id, Action.FOREIGN, unit.target))
        elif unit.id in seen:
            steps.append(Step(unit.id, Action.DOUBLE, unit.target))
        else:
            seen.add(unit.id)
            step = _step(unit, current[unit.id], format, may_review)
            steps.append(replace(step, version=current[unit.id].version))
    return steps


def _step(unit: ExchangeUnit, now: Current, format: str, may_review: bool) -> Step:
    if not unit.target.strip():
        return Step(unit.id, Action.EMPTY)
    same_text = unit.target == now.target
    notes: list[str] = []
    if normalise(unit.source) != normalise(now.source):
        if same_text:
            return Step(unit.id, Action.UNCHANGED, notes=("source-changed",))
        return Step(unit.id, Action.FUZZY, unit.target, State.INITIAL, True, ("source-changed",))
    if lost(now.source, unit.target):
        notes.append("placeholder-lost")
    state, outdated = _wanted(unit.condition)
    reviewed_now = now.state in REVIEWS and not now.outdated
    if format == "po" and same_text and reviewed_now:
        return Step(unit.id, Action.UNCHANGED, notes=() if state == State.TRANSLATED else ("review-not-expressed",))
    if state in REVIEWS and not may_review:
        if same_text and reviewed_now:
            return Step(unit.id, Action.UNCHANGED)
        state = State.TRANSLATED
        notes.append("review-not-allowed")
    if reviewed_now and state not in REVIEWS and same_text and not may_review:
        return Step(unit.id, Action.UNCHANGED, notes=("review-not-allowed",))
    if same_text and (state, outdated) == (now.state, now.outdated):
        return Step(unit.id, Action.UNCHANGED)
    fuzzy = state == State.INITIAL
    return Step(unit.id, Action.FUZZY if fuzzy else Action.UPDATE, unit.target, state, outdated, tuple(notes))


def _wanted(condition: Condition) -> tuple[State, bool]:
    if condition in {Condition.TRANSLATED, Condition.REVIEWED, Condition.FINAL}:
        return State(condition.value), False
    return State.INITIAL, condition is Condition.OUTDATED
