"""Who may open what: decorators for the workbench's views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from kb.catalog.models import Entry
from kb.l10n.errors import NotAllowedError, SourceLanguageError
from kb.l10n.models import RoleName
from kb.l10n.paths import sentence_path
from kb.l10n.permissions import reaches, require
from kb.languages import CODES, Language, get_language
from kb.workbench.unsent import keep_unsent

View = Callable[..., HttpResponse]


def for_role(least: RoleName = RoleName.TRANSLATOR) -> Callable[[View], View]:
    """A view below `/workbench/<language>/` for people who have at least this role in the language.

    The view gets a `kb.languages.Language`; the role is at `request.role`. A language Orsak does not have is 404, a
    person without the role gets 403 with a sentence that says what is missing. Who is not signed in gets the sign-in
    page, and finds what they sent as a draft afterwards; a script gets 401 and keeps what was typed.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponse:
            if code not in CODES:
                raise Http404
            if not request.user.is_authenticated:
                return _to_sign_in(request, code, str(kwargs.get("uid", "")))
            try:
                role = require(request.user, code, least)  # type: ignore[arg-type]
            except NotAllowedError as error:
                return render(request, "workbench/denied.html", {"refusal": str(error)}, status=403)
            request.role = role  # type: ignore[attr-defined]
            return view(request, get_language(code), *args, **kwargs)

        return guarded

    return decorate


def has_role(request: HttpRequest, least: RoleName) -> bool:
    """Whether the person has at least this role in the language of the address; for `for_role` views."""
    return reaches(request.role, least)  # type: ignore[attr-defined]


def to_source(request: HttpRequest, language: Language, entry: Entry, *, typed: str = "") -> HttpResponse:
    """Where the language is the entry's source: leaders go to the page that publishes a revision, others read who may.

    What was typed meanwhile is shown, to be copied; for `for_role` views.
    """
    may_lead = has_role(request, RoleName.LEADER)
    path = reverse("workbench:source", args=[language.code, entry.key])
    if may_lead and not typed.strip():
        return HttpResponseRedirect(path)
    context = {
        "language": language,
        "refusal": str(SourceLanguageError(language.code)),
        "typed": typed,
        "source_path": path if may_lead else "",
    }
    return render(request, "workbench/denied.html", context, status=403)


def _to_sign_in(request: HttpRequest, code: str, uid: str) -> HttpResponse:
    if request.htmx or request.headers.get("X-Requested-With") == "fetch":  # type: ignore[attr-defined]
        return HttpResponse(status=401)
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    key = keep_unsent(request, language=code, uid=uid) if "text" in request.POST and uid else ""
    if key:
        return redirect_to_login(sentence_path(code, key, uid))
    return redirect_to_login(reverse("workbench:dashboard", args=[code]))
