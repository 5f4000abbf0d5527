"""Pages and posts of readers without an account. A script asks for fragments, everybody else gets whole pages."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.catalog.models import Entry, EntryKind, ErrorCode, Solution, Translation
from kb.catalog.paths import entry_path
from kb.catalog.resolve import find_by_anchor, find_entry
from kb.feedback import limits, selectors, services
from kb.feedback.forms import UNDO, OutcomeForm, ReportForm, safe_page
from kb.feedback.guards import Refusal, anonymous_form, refusal
from kb.feedback.models import Answer, MissKind
from kb.feedback.sentences import SEGMENT_ID, Sentence, find_sentence, text_for
from kb.feedback.visitors import visitor_key
from kb.languages import CODES, SOURCE


class _SeeOther(HttpResponseRedirectBase):
    status_code = 303


@anonymous_form("GET", "POST")
def outcome(request: HttpRequest, key: str) -> HttpResponse:
    """A visitor's answer to "Did this fix it?": see it, give it, change it, take it back."""
    solution = _solution(key)
    if solution is None:
        return _refuse(request, Refusal(404, _("This solution is not here any more. Nothing was counted.")))
    visitor = visitor_key(request, f"solution:{solution.pk}")
    refused, sent = _received(request, limits.OUTCOMES)
    form = OutcomeForm(sent)
    page = _page(request, sent, entry_path(EntryKind.SOLUTION, solution.key, _language()))
    if form.is_bound and refused is None:
        if form.is_valid():
            if not form.from_program:
                _keep(solution, form.cleaned_data["answer"], visitor)
            return _to("feedback:outcome", page, solution.key)
        refused = Refusal(400, _("Choose one of the answers."))
    answer = selectors.answer_of(solution, visitor)
    context = {
        "solution": solution,
        "title": _title(solution),
        "page": page,
        "answer": answer,
        "answer_label": Answer(answer).label if answer else "",
        "back": f"{page}#{solution.key}",
    }
    return _show(request, "outcome", context, refused)


@anonymous_form("GET", "POST")
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The form for a wrong sentence of an entry.

    `?segment=` names the sentence (without it the reader copies it in), `?in=` the language of the text it stands in,
    `?page=` the page to go back to.
    """
    entry = find_by_anchor(key)
    if entry is None or entry.withdrawn:
        return _refuse(request, Refusal(404, _("This text is not here any more. Nothing was sent.")))
    refused, sent = _received(request, limits.REPORTS)
    page = _page(request, sent, entry_path(entry.kind, _slug(entry), _language()))
    text = text_for(entry, request.GET.get("in") or _language())
    sentence = find_sentence(text, request.GET.get("segment", ""))
    form = ReportForm(sent, initial=_initial(text, sentence, page), auto_id=_field_ids(request, sent, entry))
    if form.is_bound and refused is None:
        if form.is_valid():
            if not form.from_program:
                _send(request, entry, form)
            return _to("feedback:thanks", f"{page}#{entry.key}")
        refused = Refusal(400, _("This was not sent yet."))
    context = {
        "entry": entry,
        "title": text.title if text else entry.key,
        "form": form,
        "pointed": bool(form["segment"].value() and form["shown"].value()),
        "back": f"{page}#{entry.key}",
    }
    return _show(request, "report", context, refused)


@anonymous_form("GET")
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that a report arrived, and leads back."""
    return _show(request, "thanks", {"back": safe_page(request.GET.get("page", ""), f"/{_language()}/")}, None)


@anonymous_form("POST")
def search_left(request: HttpRequest) -> HttpResponse:
    """Counts a search (`q`) that failed as `kind` says, without it one whose results were left unopened; sent by the
    browser when the page is left.
    """
    refused = refusal(request, limits.SEARCHES)
    if refused is not None:
        return _refuse(request, refused)
    kind = MissKind.NOTHING if request.POST.get("kind") == MissKind.NOTHING else MissKind.NOT_CLICKED
    services.count_missed_search(text=request.POST.get("q", ""), language=_language(), kind=kind)
    return HttpResponse(status=204)


def _solution(key: str) -> Solution | None:
    entry = find_entry(EntryKind.SOLUTION, key)
    return Solution.objects.filter(pk=entry.pk, withdrawn=False).first() if entry else None


def _keep(solution: Solution, answer: str, visitor: str) -> None:
    if answer == UNDO:
        services.undo_outcome(solution=solution, visitor=visitor)
    else:
        services.record_outcome(solution=solution, language=_language(), answer=answer, visitor=visitor)


def _initial(text: Translation | None, sentence: Sentence | None, page: str) -> dict[str, str]:
    initial = {"page": page, "language": text.language if text else _language()}
    if sentence is not None:
        initial |= {"segment": sentence.uid, "source": sentence.source}
        initial |= {"shown": sentence.shown, "correction": sentence.shown}
    return initial


def _field_ids(request: HttpRequest, sent: QueryDict | None, entry: Entry) -> str:
    """Several forms may be open on one page. No key of an entry starts with "_", so these are nobody's anchors."""
    segment = (sent or request.GET).get("segment") or entry.key
    return f"_report-{segment if SEGMENT_ID.fullmatch(segment) else entry.key}-%s"


def _send(request: HttpRequest, entry: Entry, form: ReportForm) -> None:
    told = form.cleaned_data
    text = entry.translations.filter(language=told["language"]).first()
    kept = find_sentence(text, told["segment"]) or text
    services.report_sentence(
        entry=entry,
        language=told["language"],
        shown=told["shown"],
        segment_uid=told["segment"],
        source=told["source"],
        state=kept.state if kept else "",
        origin=kept.origin if kept else "",
        correction=told["correction"],
        comment=told["comment"],
        page=safe_page(told["page"], ""),
        visitor=visitor_key(request, f"entry:{entry.pk}"),
    )


def _language() -> str:
    language = get_language() or SOURCE
    return language if language in CODES else SOURCE


def _slug(entry: Entry) -> str:
    error = ErrorCode.objects.filter(pk=entry.pk).first()
    return error.slug if error else entry.key


def _title(entry: Entry) -> str:
    text = text_for(entry, _language())
    return text.title if text else entry.key


def _received(request: HttpRequest, limit: limits.Limits) -> tuple[Refusal | None, QueryDict | None]:
    """Why a post is not taken, and what it holds: None where nothing was posted or it is too much to read."""
    if request.method != "POST":
        return None, None
    refused = refusal(request, limit)
    return refused, request.POST if refused is None or refused.readable else None


def _page(request: HttpRequest, sent: QueryDict | None, default: str) -> str:
    """The page the reader came from, as the form or the address tells; the default where neither does."""
    told = sent.get("page") if sent else None
    return safe_page((told or request.GET.get("page", "")).partition("#")[0], default)


def _to(name: str, page: str, *args: str) -> HttpResponse:
    return _SeeOther(f"{reverse(name, args=args)}?{urlencode({'page': page}, safe='/')}")


def _refuse(request: HttpRequest, refused: Refusal) -> HttpResponse:
    return _show(request, "refused", {"back": f"/{_language()}/"}, refused)


def _show(request: HttpRequest, name: str, context: dict[str, object], refused: Refusal | None) -> HttpResponse:
    fragment = request.headers.get("X-Requested-With") == "fetch"
    template = f"feedback/_{name}_fragment.html" if fragment else f"feedback/{name}.html"
    response = render(request, template, context | {"refused": refused}, status=refused.status if refused else 200)
    if refused is not None and refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response
