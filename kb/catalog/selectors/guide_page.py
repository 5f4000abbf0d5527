from __future__ import annotations

from dataclasses import dataclass

from kb.catalog.models import (
    CauseSolution,
    Entry,
    ErrorCause,
    ErrorCode,
    ErrorSolution,
    Guide,
    GuideCause,
    GuideError,
    GuideSolution,
)
from kb.catalog.selectors.linked import linked, pick
from kb.catalog.selectors.shown import Shown, shelve


@dataclass(frozen=True, slots=True)
class ErrorOfGuide:
    """An error of a guide, with its causes and steps in its own order."""

    shown: Shown
    causes: list[Shown]
    steps: list[Shown]


@dataclass(frozen=True, slots=True)
class CauseOfGuide:
    """A cause of a guide with its solutions."""

    shown: Shown
    solutions: list[Shown]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """Everything the page of one guide shows. `procedures` are solutions that stand under none of its causes."""

    shown: Shown
    errors: list[ErrorOfGuide]
    causes: list[CauseOfGuide]
    procedures: list[Shown]


def guide_page(guide: Guide, language: str) -> GuidePage | None:
    """The page of a guide: its causes, then those its errors name besides; None where it has no text. Nine queries."""
    errors = [one for one in linked(GuideError, "guide", "error", [guide])[guide.pk] if isinstance(one, ErrorCode)]
    own_causes = linked(GuideCause, "guide", "cause", [guide])[guide.pk]
    own_solutions = linked(GuideSolution, "guide", "solution", [guide])[guide.pk]
    causes_of = linked(ErrorCause, "error", "cause", errors)
    steps_of = linked(ErrorSolution, "error", "solution", errors)
    causes = _once([own_causes, *(causes_of[error.pk] for error in errors)])
    solutions_of = linked(CauseSolution, "cause", "solution", causes)
    solutions = _once(solutions_of[cause.pk] for cause in causes)
    under_causes = {solution.pk for solution in solutions}
    named = _once([own_solutions, *(steps_of[error.pk] for error in errors)])
    procedures = [solution for solution in named if solution.pk not in under_causes]
    shelf = shelve(language, full=[guide, *errors, *causes, *solutions, *procedures])
    if guide.pk not in shelf:
        return None
    return GuidePage(
        shown=shelf[guide.pk],
        errors=[
            ErrorOfGuide(one, pick(shelf, causes_of[one.entry.pk]), pick(shelf, steps_of[one.entry.pk]))
            for one in pick(shelf, errors)
        ],
        causes=[CauseOfGuide(one, pick(shelf, solutions_of[one.entry.pk])) for one in pick(shelf, causes)],
        procedures=pick(shelf, procedures),
    )


def _once(lists: object) -> list[Entry]:
    return list({entry.pk: entry for entries in lists for entry in entries}.values())  # type: ignore[attr-defined]
