from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kb.feedback.models import SentenceReport
from kb.feedback.models.sentence_report import ReportStatus
from kb.feedback.selectors import open_reports
from kb.feedback.services import handle_report
from kb.l10n.errors import SourceLanguageError
from kb.l10n.models import RoleName, Segment
from kb.languages import Language
from kb.workbench.access import for_role, has_role
from kb.workbench.course import Course, keep_course
from kb.workbench.diff import word_diff

MOST_SHOWN = 100


@require_safe
@for_role()
def reports(request: HttpRequest, language: Language) -> HttpResponse:
    """The sentences readers found wrong, the most told first. Who mends one goes on to the next entry of them."""
    found = list(open_reports(language.code)[:MOST_SHOWN])
    uids = {report.segment_uid for report in found if report.segment_uid}
    present = set(Segment.objects.current().filter(uid__in=uids).values_list("uid", flat=True))
    rows = [
        {
            "report": report,
            "changes": word_diff(report.shown, report.correction) if report.correction else [],
            "in_editor": report.segment_uid in present,
            "in_source": report.entry.source_language == language.code,
        }
        for report in found
    ]
    keys = tuple(dict.fromkeys(report.entry.key for report in found))
    keep_course(request, language.code, Course("reported", keys=keys))
    return render(
        request,
        "workbench/reports.html",
        {
            "language": language,
            "tab": "reports",
            "rows": rows,
            "may_lead": has_role(request, RoleName.LEADER),
            "refusal": str(SourceLanguageError(language.code)),
        },
    )


@require_POST
@for_role()
def decide(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Accepts, rejects or closes a report."""
    report = get_object_or_404(SentenceReport, pk=pk, language=language.code)
    status = request.POST.get("status", "")
    if status not in ReportStatus.values:
        return HttpResponseBadRequest()
    handle_report(report=report, status=status, by=request.user, note=request.POST.get("note", "")[:2_000])  # type: ignore[arg-type]
    messages.success(request, _("The report is marked as “%(status)s”.") % {"status": report.get_status_display()})
    return HttpResponseRedirect(reverse("workbench:reports", args=[language.code]))
