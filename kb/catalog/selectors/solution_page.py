from __future__ import annotations

from dataclasses import dataclass

from kb.catalog.models import CauseSolution, ErrorSolution, GuideSolution, Solution
from kb.catalog.selectors.linked import active, by_name, linked, pick
from kb.catalog.selectors.shown import Shown, shelve


@dataclass(frozen=True, slots=True)
class SolutionPage:
    """Everything the page of one solution shows: the causes it removes, the errors that name it, its guides."""

    shown: Shown
    causes: list[Shown]
    errors: list[Shown]
    guides: list[Shown]


def solution_page(solution: Solution, language: str) -> SolutionPage | None:
    """The page of a solution; None where it has no text. Seven queries."""
    causes = linked(CauseSolution, "solution", "cause", [solution])[solution.pk]
    errors = active(linked(ErrorSolution, "solution", "error", [solution])[solution.pk])
    guides = linked(GuideSolution, "solution", "guide", [solution])[solution.pk]
    shelf = shelve(language, full=[solution], titles=[*causes, *errors, *guides])
    if solution.pk not in shelf:
        return None
    return SolutionPage(
        shelf[solution.pk],
        by_name(pick(shelf, causes), language),
        by_name(pick(shelf, errors), language),
        pick(shelf, guides),
    )
