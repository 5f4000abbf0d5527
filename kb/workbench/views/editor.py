"""The editor: the sentences of one entry, one of them open. Every action is a plain form post; htmx swaps the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.catalog.models import Entry, ErrorCode, State
from kb.catalog.paths import entry_path
from kb.l10n.engines import engine_names
from kb.l10n.errors import L10nError, SourceLanguageError, StaleSaveError
from kb.l10n.models import Progress, RoleName, Segment
from kb.l10n.paths import sentence_path
from kb.l10n.services import segments as services
from kb.l10n.services.findings import check_text
from kb.l10n.states import Condition
from kb.languages import Language, get_language
from kb.workbench.access import for_role, has_role, to_source
from kb.workbench.course import course_of
from kb.workbench.diff import word_diff
from kb.workbench.preview import preview_of
from kb.workbench.selectors import Editor, Row, open_sentence
from kb.workbench.selectors import editor as editor_of
from kb.workbench.unsent import is_version, take_text, take_unsent

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_STATES = {"save": State.TRANSLATED, "review": State.REVIEWED, "final": State.FINAL}
_LONGEST = 20_000


@require_safe
@for_role()
def editor(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """The whole entry as continuous text, source and translation side by side, one sentence open."""
    entry = get_object_or_404(Entry, key=key)
    if entry.source_language == language.code:
        return to_source(request, language, entry, typed=take_text(request, language=language.code, entry=entry))
    if take_unsent(request, language=language.code, user=_user(request)):
        messages.info(
            request, _("You were signed out when you sent this. Your text is here as a draft. Save it again.")
        )
    found = editor_of(
        entry,
        language.code,
        user=_user(request),
        uid=request.GET.get("segment", ""),
        reviewing=has_role(request, RoleName.REVIEWER),
        reported_first=course_of(request, language.code).queue == "reported",
    )
    if found.active:
        services.take_lease(segment=found.active.segment, language=language.code, user=_user(request))
    return render(request, "workbench/editor.html", _page(request, language, found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def segment(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """GET opens one sentence (a row for htmx); POST saves it and opens the next unfinished one."""
    row = get_object_or_404(Segment.objects.select_related("entry", "unit"), uid=uid)
    if request.method == "POST":
        return _save(request, language, row)
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(address_of(language, row))
    user = _user(request)
    found = editor_of(row.entry, language.code, user=user, uid=uid)
    services.take_lease(segment=row, language=language.code, user=user)
    page = _open(request, language, found, _row_of(found, uid))
    closed = next((one for one in found.rows if one.segment.uid == request.GET.get("open") != uid), None)
    if closed:
        shared = _shared(request, language, found)
        page += render_to_string("workbench/_row.html", {**shared, "row": closed, "oob": True}, request)
    return _at(HttpResponse(page), language, row)


@require_safe
@for_role()
def preview(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """The entry as its sentences make it now, for htmx."""
    entry = get_object_or_404(Entry, key=key)
    return render(request, "workbench/_preview.html", {"preview": preview_of(entry, language.code)})


def _save(request: HttpRequest, language: Language, row: Segment) -> HttpResponse:
    action = request.POST.get("action", "save")
    text = request.POST.get("text", "").replace("\0", "")[:_LONGEST]
    version = request.POST.get("version", "")
    if action not in {*_STATES, "draft", "reject"} or not is_version(version):
        return HttpResponseBadRequest()
    user = _user(request)
    common: dict[str, Any] = {"segment": row, "language": language.code, "user": user}
    try:
        if action == "draft":
            services.keep_draft(**common, text=text, base_version=int(version))
        elif action == "reject":
            services.reject_segment(**common, base_version=int(version), reason=request.POST.get("reason", ""))
        else:
            services.save_segment(**common, text=text, state=_STATES[action], base_version=int(version))
    except SourceLanguageError as error:
        if not request.htmx:  # type: ignore[attr-defined]
            return to_source(request, language, row.entry, typed=text)
        return refused(request, language, row, text, error)
    except L10nError as error:
        services.keep_draft(**common, text=text, base_version=int(version))
        return refused(request, language, row, text, error)
    found = editor_of(row.entry, language.code, user=user, uid=row.uid)
    saved = _row_of(found, row.uid)
    reviewing = action in {"review", "final"}
    following = (
        saved if action == "draft" else found.after(saved, reviewing=reviewing) or found.follower(saved) or saved
    )
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(address_of(language, following.segment))
    services.take_lease(segment=following.segment, language=language.code, user=user)
    return _at(_swapped(request, language, found, saved, following), language, following.segment)


def reopened(request: HttpRequest, language: Language, row: Segment, *, refusal: str = "") -> HttpResponse:
    """The open sentence anew for htmx, with the text that was sent with it kept as a draft."""
    text, version = request.POST.get("text"), request.POST.get("version", "")
    user = _user(request)
    if text is not None and is_version(version):
        text = text.replace("\0", "")[:_LONGEST]
        try:
            services.keep_draft(segment=row, language=language.code, user=user, text=text, base_version=int(version))
        except SourceLanguageError as error:
            return refused(request, language, row, text, error)
    found = editor_of(row.entry, language.code, user=user, uid=row.uid)
    one = _row_of(found, row.uid)
    return _at(_swapped(request, language, found, one, one, refusal=refusal), language, row)


def _swapped(
    request: HttpRequest, language: Language, found: Editor, saved: Row, following: Row, *, refusal: str = ""
) -> HttpResponse:
    """The saved row closed, the next one open, the progress; the preview is asked for after them: rendering is slow."""
    context = _shared(request, language, found) | _around(request, language, found, following)
    context |= {"saved": saved, "row": following, "refusal": refusal}
    return render(request, "workbench/_swapped.html", context)


def refused(request: HttpRequest, language: Language, row: Segment, text: str, error: L10nError) -> HttpResponse:
    """The sentence stays open with the refusal; a stale save shows both texts. What was typed is there, and a draft."""
    found = editor_of(row.entry, language.code, user=_user(request), uid=row.uid)
    extra: dict[str, object] = {"refusal": str(error)}
    if isinstance(error, StaleSaveError):
        conflict = error.conflict
        extra |= {"conflict": conflict, "conflict_changes": word_diff(conflict.theirs, conflict.yours)}
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_open(request, language, found, _row_of(found, row.uid), text=text, extra=extra))
    context = _page(request, language, found)
    context |= extra
    context["open"] = _typed(context["open"], text, extra)
    return render(request, "workbench/editor.html", context, status=409 if "conflict" in extra else 200)


@require_POST
@for_role()
def check(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """The findings of a text that is being typed."""
    row = get_object_or_404(Segment.objects.select_related("unit"), uid=uid)
    text = request.POST.get("text", "").replace("\0", "")[:_LONGEST]
    checked = check_text(segment=row, language=language.code, text=text)
    return render(request, "workbench/_findings.html", {"checked": checked})


@require_POST
@for_role()
def draft(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Keeps what is being typed."""
    row = get_object_or_404(Segment.objects.select_related("entry"), uid=uid)
    version = request.POST.get("version", "")
    if not is_version(version):
        return HttpResponseBadRequest()
    text = request.POST.get("text", "").replace("\0", "")[:_LONGEST]
    try:
        services.keep_draft(
            segment=row, language=language.code, user=_user(request), text=text, base_version=int(version)
        )
    except SourceLanguageError as error:  # the script says that it was not sent, and keeps it in the browser
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
@for_role()
def lease(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Says that the person still works on the sentence."""
    row = get_object_or_404(Segment, uid=uid)
    services.take_lease(segment=row, language=language.code, user=_user(request))
    return HttpResponse(status=204)


def _page(request: HttpRequest, language: Language, found: Editor) -> dict[str, object]:
    entry = found.entry
    slug = ErrorCode.objects.filter(pk=entry.pk).values_list("code", flat=True).first() or entry.key
    context = _shared(request, language, found)
    if found.active:
        context |= _around(request, language, found, found.active)
    return context | {
        "tab": "dashboard",
        "list_path": course_of(request, language.code).address(language.code),
        "page_path": entry_path(entry.kind, slug, language.code),
        "preview": preview_of(entry, language.code),
        "engines": engine_names() if any(row.condition == Condition.EMPTY for row in found.rows) else [],
        "unaligned": Progress.objects.filter(entry=entry, language=language.code, unaligned=True).exists(),
    }


def _shared(request: HttpRequest, language: Language, found: Editor) -> dict[str, object]:
    return {
        "language": language,
        "editor": found,
        "may_review": has_role(request, RoleName.REVIEWER),
        "may_lead": has_role(request, RoleName.LEADER),
    }


def _around(request: HttpRequest, language: Language, found: Editor, row: Row) -> dict[str, object]:
    reviewing = has_role(request, RoleName.REVIEWER)
    return {
        "open": open_sentence(row, language.code, user=_user(request)),
        "previous": found.before(row, reviewing=reviewing),
        "next": found.after(row, reviewing=reviewing),
        "source_name": get_language(row.segment.language).autonym,
    }


def _open(
    request: HttpRequest,
    language: Language,
    found: Editor,
    row: Row,
    *,
    oob: bool = False,
    text: str | None = None,
    extra: dict[str, object] | None = None,
) -> str:
    context = _shared(request, language, found) | _around(request, language, found, row) | (extra or {})
    if text is not None:
        context["open"] = _typed(context["open"], text, extra or {})
    return render_to_string("workbench/_open.html", {**context, "row": row, "oob": oob}, request)


def _typed(opened: object, text: str, extra: dict[str, object]) -> object:
    """The open sentence with the text that was typed, and from now on based on the version it collided with."""
    conflict = extra.get("conflict")
    version = conflict.version if conflict else opened.version  # type: ignore[attr-defined]
    return replace(opened, text=text, version=version)  # type: ignore[type-var]


def _row_of(found: Editor, uid: str) -> Row:
    row = next((one for one in found.rows if one.segment.uid == uid), None) or found.active
    if row is None:
        raise Segment.DoesNotExist
    return row


def address_of(language: Language, row: Segment) -> str:
    """The editor with this sentence open."""
    return sentence_path(language.code, row.entry.key, row.uid)


def _at(response: HttpResponse, language: Language, row: Segment) -> HttpResponse:
    """Tells htmx the address under which the page opens at this sentence again."""
    response.headers["HX-Replace-Url"] = address_of(language, row).partition("#")[0]
    return response


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
