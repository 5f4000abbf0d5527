from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kb.catalog.models import Entry, EntryKind, Product
from kb.l10n.models import RoleName
from kb.languages import Language
from kb.workbench.access import for_role, has_role
from kb.workbench.course import Course, course_of, keep_course
from kb.workbench.selectors import PER_PAGE, QUEUES, coming_entries
from kb.workbench.selectors import dashboard as dashboard_of


@require_safe
@for_role()
def dashboard(request: HttpRequest, language: Language) -> HttpResponse:
    """What is to be done in a language, what helps most readers first."""
    page = request.GET.get("page", "1")
    course = Course.chosen(request.GET)
    wanted = course.wanted(request.user)  # type: ignore[arg-type]
    found = dashboard_of(
        language.code,
        queue=course.queue,
        wanted=wanted,
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )
    keep_course(request, language.code, replace(course, keys=tuple(row.entry.key for row in found.rows)))
    return render(
        request,
        "workbench/dashboard.html",
        {
            "language": language,
            "tab": "dashboard",
            "dashboard": found,
            "queues": [
                {"name": name, "label": label, "count": found.counts[name]} for name, (label, _where) in QUEUES.items()
            ],
            "wanted": wanted,
            "kinds": EntryKind.choices,
            "products": Product.objects.all(),
            "chosen": f"&{course.filters}" if course.filters else "",
            "extra": f"&{course.asked}" if course.asked else "",
        },
    )


@require_safe
@for_role()
def following(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """To the entry that comes after one in the list the person came from; a reviewer then gets the next to review.

    Words that were looked for narrow the list only as long as they find something: they may have named one entry.
    """
    entry = get_object_or_404(Entry, key=key)
    kept = course_of(request, language.code)
    courses = [kept, replace(kept, query="")] if kept.query else [kept]
    if kept.queue == "all" and has_role(request, RoleName.REVIEWER):
        courses.append(replace(courses[-1], queue="review"))
    for course in courses:
        wanted = course.wanted(request.user)  # type: ignore[arg-type]
        coming = coming_entries(entry, language.code, queue=course.queue, wanted=wanted, order=course.keys)
        if coming:
            if coming[0] not in course.keys:  # past the page that was looked at: the next page from here on
                keep_course(request, language.code, replace(course, keys=tuple(coming[:PER_PAGE])))
            return HttpResponseRedirect(reverse("workbench:editor", args=[language.code, coming[0]]))
    messages.info(request, _("Nothing else is left in this list.") if kept.asked else _("Nothing else is left to do."))
    return HttpResponseRedirect(kept.address(language.code))
