"""Reads of feedback, for staff pages and queues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kb.catalog.models import Solution
from kb.feedback.models import Answer, Outcome, ReportStatus, SentenceReport
from kb.languages import CODES


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """How many visitors gave each answer."""

    yes: int = 0
    no: int = 0
    not_possible: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.not_possible


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """The answers about one solution in one language."""

    key: str
    language: str
    counts: OutcomeCounts


def outcome_counts(solution: Solution) -> dict[str, OutcomeCounts]:
    """The answers about a solution, for every language of the site."""
    found = _counted(Outcome.objects.filter(solution=solution), "language")
    counts = {row["language"]: _counts(row) for row in found}
    return {code: counts.get(code, OutcomeCounts()) for code in CODES}


def outcome_table(language: str | None = None) -> list[OutcomeRow]:
    """The answers by solution and language (of one language only), those with the most "no" first."""
    outcomes = Outcome.objects.filter(language=language) if language else Outcome.objects.all()
    rows = [
        OutcomeRow(row["solution__key"], row["language"], _counts(row))
        for row in _counted(outcomes, "solution__key", "language")
    ]
    return sorted(rows, key=lambda row: (-row.counts.no, -row.counts.not_possible, row.key, row.language))


def answer_of(solution: Solution, visitor: str) -> str | None:
    """What this visitor answered about a solution today; None where nothing."""
    return Outcome.objects.filter(solution=solution, visitor=visitor).values_list("answer", flat=True).first()


def open_reports(language: str | None = None) -> QuerySet[SentenceReport]:
    """The queue: reports nobody has decided about, with their entries, the most told first, then the oldest."""
    reports = SentenceReport.objects.filter(status=ReportStatus.OPEN).select_related("entry")
    return (reports.filter(language=language) if language else reports).order_by("-times", "id")


def report_counts() -> dict[str, dict[str, int]]:
    """How many reports there are, by language and status; every language and status is there."""
    counts = {code: dict.fromkeys(ReportStatus.values, 0) for code in CODES}
    for row in SentenceReport.objects.order_by().values("language", "status").annotate(total=Count("id")):
        counts[row["language"]][row["status"]] = row["total"]
    return counts


def _counted(outcomes: QuerySet[Outcome], *by: str) -> Iterable[Mapping[str, Any]]:
    answers = {answer.value: Count("id", filter=Q(answer=answer)) for answer in Answer}
    return outcomes.order_by().values(*by).annotate(**answers)


def _counts(row: Mapping[str, Any]) -> OutcomeCounts:
    return OutcomeCounts(row["yes"], row["no"], row["not_possible"])
