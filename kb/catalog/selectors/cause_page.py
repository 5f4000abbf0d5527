from __future__ import annotations

from dataclasses import dataclass

from kb.catalog.models import Cause, CauseSolution, ErrorCause, GuideCause
from kb.catalog.selectors.linked import active, by_name, linked, pick
from kb.catalog.selectors.shown import Shown, shelve


@dataclass(frozen=True, slots=True)
class CausePage:
    """Everything the page of one cause shows: its solutions, every error it explains, the guides it stands in."""

    shown: Shown
    solutions: list[Shown]
    errors: list[Shown]
    guides: list[Shown]


def cause_page(cause: Cause, language: str) -> CausePage | None:
    """The page of a cause; None where it has no text. Seven queries."""
    solutions = linked(CauseSolution, "cause", "solution", [cause])[cause.pk]
    errors = active(linked(ErrorCause, "cause", "error", [cause])[cause.pk])
    guides = linked(GuideCause, "cause", "guide", [cause])[cause.pk]
    shelf = shelve(language, full=[cause, *solutions], titles=[*errors, *guides])
    if cause.pk not in shelf:
        return None
    return CausePage(
        shelf[cause.pk], pick(shelf, solutions), by_name(pick(shelf, errors), language), pick(shelf, guides)
    )
