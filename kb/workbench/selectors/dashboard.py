from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, ExpressionWrapper, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kb.catalog.models import Entry, ErrorCode, Translation
from kb.feedback.models import SentenceReport
from kb.feedback.models.sentence_report import WAITING
from kb.l10n.models import Draft, Progress, SegmentTranslation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PER_PAGE = 50
DAYS_OF_VIEWS = 28

QUEUES: dict[str, tuple[Promise, Q]] = {
    "all": (
        _("Everything to do"),
        Q(empty__gt=0) | Q(machine__gt=0) | Q(outdated__gt=0) | Q(draft__gt=0) | Q(errors__gt=0) | Q(reports__gt=0),
    ),
    "missing": (_("Missing"), Q(empty__gt=0)),
    "outdated": (_("Outdated"), Q(outdated__gt=0)),
    "machine": (_("Machine text"), Q(machine__gt=0)),
    "failing": (_("Failing a check"), Q(errors__gt=0)),
    "reported": (_("Reported by readers"), Q(reports__gt=0)),
    "review": (_("To review"), Q(translated__gt=0)),
    "unaligned": (_("Not aligned"), Q(unaligned=True)),
    "done": (_("Finished"), Q(empty=0, machine=0, outdated=0, draft=0, errors=0, reports=0)),
}
"""The queues of the dashboard: what they are called, and which entries stand in them."""


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """An entry in a queue: how it is called, how far it is, how often it was read lately, how many reports wait."""

    entry: Entry
    code: str
    title: str
    title_language: str
    progress: Progress
    views: int
    reports: int

    @property
    def percent(self) -> int:
        """How many of a hundred sentences are translated or better."""
        done = self.progress.translated + self.progress.reviewed + self.progress.final
        return round(100 * done / self.progress.total) if self.progress.total else 0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One page of a queue with the sums of every queue."""

    queue: str
    rows: list[DashboardRow]
    page: Page
    counts: dict[str, int]
    sums: dict[str, int]


def language_sums(language: str) -> dict[str, int]:
    """The sentences of a language by condition, `checked` the reviewed and final ones together; one query."""
    names = ("total", "empty", "machine", "outdated", "draft", "translated", "reviewed", "final", "errors")
    sums = Progress.objects.filter(language=language, entry__withdrawn=False).aggregate(
        **{name: Coalesce(Sum(name), 0) for name in names}
    )
    whole = {name: int(sums[name]) for name in names}
    whole["checked"] = whole["reviewed"] + whole["final"]
    return whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a queue: those called so, of a kind, of a product, with a sentence this person worked on."""

    query: str = ""
    kind: str = ""
    product: str = ""
    touched_by: User | None = None

    def of(self, entries: QuerySet[Progress], language: str) -> QuerySet[Progress]:
        if self.query:
            titled = Translation.objects.filter(title__icontains=self.query).values("entry_id")
            coded = ErrorCode.objects.filter(code__icontains=self.query).values("pk")
            entries = entries.filter(Q(entry__key__icontains=self.query) | Q(entry__in=titled) | Q(entry__in=coded))
        if self.kind:
            entries = entries.filter(entry__kind=self.kind)
        if self.product:
            entries = entries.filter(entry__product__key=self.product)
        if self.touched_by:
            mine = SegmentTranslation.objects.filter(language=language, author=self.touched_by)
            drafts = Draft.objects.filter(language=language, user=self.touched_by)
            entries = entries.filter(
                Q(entry__in=mine.values("segment__entry")) | Q(entry__in=drafts.values("segment__entry"))
            )
        return entries


def dashboard(language: str, *, queue: str = "all", wanted: Wanted = Wanted(), page: int = 1) -> Dashboard:  # noqa: B008
    """A queue of a language, what helps most readers soonest first: page views of four weeks times severity.

    Six queries whatever the size of the data. An unknown queue is the first one. The counts are of the entries wanted.
    """
    queue = queue if queue in QUEUES else "all"
    entries = wanted.of(_progress(language), language)
    counts = entries.aggregate(**{f"q_{name}": Count("pk", filter=where) for name, (_label, where) in QUEUES.items()})
    paginator = Paginator(_ranked(entries, queue).select_related("entry"), PER_PAGE)
    found = paginator.get_page(page)
    return Dashboard(
        queue=queue,
        rows=_rows(list(found.object_list), language),
        page=found,
        counts={name: counts[f"q_{name}"] for name in QUEUES},
        sums=language_sums(language),
    )


def coming_entries(
    entry: Entry,
    language: str,
    *,
    queue: str = "all",
    wanted: Wanted = Wanted(),  # noqa: B008
    order: Sequence[str] = (),
) -> list[str]:
    """The keys of the other entries of a queue in the order in which they follow one, from the top again at the end.

    `order` is how the list stood when it was looked at: what it names comes as it stood there, then the rest. An entry
    that does not stand in the list any more is followed by the first.
    """
    left = list(_ranked(wanted.of(_progress(language), language), queue).values_list("entry__key", flat=True))
    if entry.key in order:
        waiting, listed = set(left), set(order)
        place = order.index(entry.key)
        after, before = ([key for key in part if key in waiting] for part in (order[place + 1 :], order[:place]))
        return [*after, *(key for key in left if key not in listed), *before]
    place = left.index(entry.key) if entry.key in left else -1
    return [key for key in [*left[place + 1 :], *left[: place + 1]] if key != entry.key]


def _ranked(entries: QuerySet[Progress], queue: str) -> QuerySet[Progress]:
    return (
        entries.filter(QUEUES[queue][1])
        .annotate(
            score=ExpressionWrapper(
                (F("views") + 1)
                * (
                    F("reports") * 6
                    + F("errors") * 4
                    + F("outdated") * 4
                    + F("empty") * 3
                    + F("machine") * 3
                    + F("draft") * 2
                    + F("translated")
                ),
                output_field=IntegerField(),
            )
        )
        .order_by("-score", "entry__key")
    )


def _progress(language: str) -> QuerySet[Progress]:
    since = timezone.localdate() - dt.timedelta(days=DAYS_OF_VIEWS)
    views = (
        Entry.objects.filter(pk=OuterRef("entry_id"))
        .order_by()
        .annotate(total=Sum("page_views__count", filter=Q(page_views__day__gte=since)))
        .values("total")
    )
    reports = (
        SentenceReport.objects.filter(entry=OuterRef("entry_id"), language=language, status__in=WAITING)
        .order_by()
        .values("entry")
        .annotate(total=Count("pk"))
        .values("total")
    )
    return Progress.objects.filter(language=language, entry__withdrawn=False).annotate(
        views=Coalesce(Subquery(views, output_field=IntegerField()), Value(0)),
        reports=Coalesce(Subquery(reports, output_field=IntegerField()), Value(0)),
    )


def _rows(progress: list[Progress], language: str) -> list[DashboardRow]:
    ids = [one.entry_id for one in progress]
    codes = dict(ErrorCode.objects.filter(pk__in=ids).values_list("pk", "code"))
    titles: dict[int, dict[str, str]] = {}
    for entry_id, code, title in Translation.objects.filter(entry__in=ids).values_list("entry_id", "language", "title"):
        titles.setdefault(entry_id, {})[code] = title
    rows = []
    for one in progress:
        known = titles.get(one.entry_id, {})
        shown = next((code for code in (language, one.entry.source_language, *known) if code in known), "")
        rows.append(
            DashboardRow(
                one.entry,
                codes.get(one.entry_id, ""),
                known.get(shown, one.entry.key),
                shown,
                one,
                one.views,  # type: ignore[attr-defined]
                one.reports,  # type: ignore[attr-defined]
            )
        )
    return rows
