from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.catalog.models import (
    CauseSolution,
    Edition,
    Entry,
    ErrorCause,
    ErrorCode,
    ErrorSolution,
    GuideError,
    Link,
    RelatedError,
)
from kb.catalog.selectors.linked import active, by_name, linked, pick
from kb.catalog.selectors.shown import Shown, shelve


@dataclass(frozen=True, slots=True)
class CauseOfError:
    """A cause as it stands under an error: its solutions in order, and the other errors it explains."""

    shown: Shown
    solutions: list[Shown]
    other_errors: list[Shown]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Everything the page of one error shows.

    `editions` are the older ones whose lists differ from today's, newest first; `edition` is the one asked for.
    """

    shown: Shown
    causes: list[CauseOfError]
    steps: list[Shown]
    related: list[Shown]
    guides: list[Shown]
    editions: list[Edition]
    edition: Edition | None


def error_page(error: ErrorCode, language: str, *, edition: str = "") -> ErrorPage | None:
    """The page of an error; None where it has no text. With an edition's name, the causes and steps of that edition.

    Raises Edition.DoesNotExist for a name that no link of this error comes from. Ten queries.
    """
    cause_links = _links(ErrorCause, "cause", error)
    step_links = _links(ErrorSolution, "solution", error)
    editions = {link.edition.name: link.edition for link in (*cause_links, *step_links) if link.edition}
    if edition and edition not in editions:
        raise Edition.DoesNotExist
    causes = _targets(cause_links, "cause", edition)
    steps = _targets(step_links, "solution", edition)
    related = linked(RelatedError, "error", "related", [error])[error.pk]
    guides = linked(GuideError, "error", "guide", [error])[error.pk]
    solutions = linked(CauseSolution, "cause", "solution", causes)
    explained = linked(ErrorCause, "cause", "error", causes)
    others = {pk: [one for one in active(errors) if one.pk != error.pk] for pk, errors in explained.items()}
    shelf = shelve(
        language,
        full=[error, *causes, *steps, *_all(solutions.values())],
        titles=[*related, *guides, *_all(others.values())],
    )
    if error.pk not in shelf:
        return None
    return ErrorPage(
        shown=shelf[error.pk],
        causes=[
            CauseOfError(
                shown,
                pick(shelf, solutions[shown.entry.pk]),
                by_name(pick(shelf, others.get(shown.entry.pk, ())), language),
            )
            for shown in pick(shelf, causes)
        ],
        steps=pick(shelf, steps),
        related=pick(shelf, related),
        guides=pick(shelf, guides),
        editions=_different(editions, cause_links, step_links),
        edition=editions.get(edition),
    )


def _links(model: type[Link], target: str, error: ErrorCode) -> list[Link]:
    links = model.objects.filter(error=error, **{f"{target}__withdrawn": False})  # type: ignore[misc]
    return list(links.select_related(target, "edition").order_by("position", "id"))


def _targets(links: Sequence[Link], target: str, edition: str) -> list[Entry]:
    return [
        getattr(link, target)
        for link in links
        if (link.edition is not None and link.edition.name == edition if edition else link.is_current)
    ]


def _different(editions: dict[str, Edition], causes: Sequence[Link], steps: Sequence[Link]) -> list[Edition]:
    def lists(name: str) -> tuple[list[int], list[int]]:
        return [one.pk for one in _targets(causes, "cause", name)], [
            one.pk for one in _targets(steps, "solution", name)
        ]

    now = lists("")
    differing = [edition for name, edition in editions.items() if lists(name) != now]
    return sorted(differing, key=lambda edition: (edition.date, edition.name), reverse=True)


def _all(lists: object) -> list[Entry]:
    return [entry for entries in lists for entry in entries]  # type: ignore[attr-defined]
