"""Who may open what: decorators for the workbench's views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from kb.l10n.models import RoleName
from kb.l10n.permissions import role_in
from kb.languages import CODES, get_language

View = Callable[..., HttpResponse]
_RANK = {RoleName.TRANSLATOR: 1, RoleName.REVIEWER: 2, RoleName.LEADER: 3}


def for_role(least: RoleName = RoleName.TRANSLATOR) -> Callable[[View], View]:
    """A view below `/workbench/<language>/` for people who have at least this role in the language.

    The view gets a `kb.languages.Language`; the role is at `request.role`. A language Orsak does not have is 404, a
    person without the role gets 403, one who is not signed in the sign-in page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponse:
            if code not in CODES:
                raise Http404
            role = role_in(request.user, code)  # type: ignore[arg-type]
            if role is None or _RANK[role] < _RANK[least]:
                raise PermissionDenied
            request.role = role  # type: ignore[attr-defined]
            return view(request, get_language(code), *args, **kwargs)

        return guarded

    return decorate


def has_role(request: HttpRequest, least: RoleName) -> bool:
    """Whether the person has at least this role in the language of the address; for `for_role` views."""
    return _RANK[request.role] >= _RANK[least]  # type: ignore[attr-defined]
