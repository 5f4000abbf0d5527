"""What staff see of feedback. Reports are decided about here; answers and failed searches can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kb.catalog.read_only import ReadOnlyAdmin
from kb.feedback import selectors, services
from kb.feedback.models import MissedSearch, Outcome, ReportStatus, SentenceReport
from kb.languages import CODES, LANGUAGES

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import ModelForm

ROWS = 500
_TOLD = (
    "entry",
    "language",
    "source",
    "shown",
    "correction",
    "comment",
    "page",
    "segment_uid",
    "state",
    "origin",
    "was_shown",
    "times",
    "created_at",
    "told_at",
)
_HANDLED = ("handled_by", "handled_at")


@admin.register(SentenceReport)
class SentenceReportAdmin(admin.ModelAdmin):
    list_display = ["shown", "correction", "language", "entry", "status", "times", "created_at"]
    list_filter = ["status", "language", "origin", "was_shown"]
    list_select_related = ["entry"]
    search_fields = ["shown", "correction", "comment", "entry__key", "segment_uid"]
    date_hierarchy = "created_at"
    actions = ["accept", "reject", "mark_fixed"]
    fields = [*_TOLD, "status", "note", *_HANDLED]
    readonly_fields = [*_TOLD, *_HANDLED]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SentenceReport, form: ModelForm, change: bool) -> None:
        services.handle_report(report=obj, status=obj.status, by=request.user, note=obj.note)  # type: ignore[arg-type]

    @admin.action(description=_("Accept the chosen reports"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[SentenceReport]) -> None:
        self._decide(request, queryset, ReportStatus.ACCEPTED)

    @admin.action(description=_("Reject the chosen reports"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[SentenceReport]) -> None:
        self._decide(request, queryset, ReportStatus.REJECTED)

    @admin.action(description=_("Mark the chosen reports as fixed"), permissions=["change"])
    def mark_fixed(self, request: HttpRequest, queryset: QuerySet[SentenceReport]) -> None:
        self._decide(request, queryset, ReportStatus.FIXED)

    def _decide(self, request: HttpRequest, reports: QuerySet[SentenceReport], status: ReportStatus) -> None:
        for report in reports:
            services.handle_report(report=report, status=status, by=request.user)  # type: ignore[arg-type]
        done = len(reports)
        self.message_user(
            request,
            ngettext("%(done)s report changed.", "%(done)s reports changed.", done) % {"done": done},
            messages.SUCCESS,
        )


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    """Counts by solution and language, in place of the list of single answers: nobody needs those."""

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        language = request.GET.get("language", "")
        rows = selectors.outcome_table(language if language in CODES else None)
        context = {
            **self.admin_site.each_context(request),
            "title": Outcome._meta.verbose_name_plural,
            "opts": Outcome._meta,
            "rows": rows[:ROWS],
            "left_out": max(0, len(rows) - ROWS),
            "chosen": language,
            "site_languages": LANGUAGES,
            "report_counts": selectors.report_counts(),
        }
        return TemplateResponse(request, "feedback/admin_outcomes.html", context)


@admin.register(MissedSearch)
class MissedSearchAdmin(ReadOnlyAdmin):
    """Each failed search leads to a new synonym, with the reader's word filled in."""

    list_display = ["text", "language", "kind", "count", "day"]
    list_filter = ["language", "kind", "day"]
    search_fields = ["text"]
    date_hierarchy = "day"
    ordering = ["-day", "-count"]

    def get_list_display(self, request: HttpRequest) -> list:  # type: ignore[override]
        may_teach = request.user.has_perm("search.add_synonym")
        return [*self.list_display, "teach"] if may_teach else [*self.list_display]

    @admin.display(description=_("synonym"))
    def teach(self, missed: MissedSearch) -> str:
        """The link to the form of a new synonym, which is filled in from the address."""
        known = urlencode({"language": missed.language, "readers_word": missed.text})
        return format_html(
            '<a href="{}?{}">{}</a>', reverse("admin:search_synonym_add"), known, _("Say our word for it")
        )
