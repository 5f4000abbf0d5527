from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kb.l10n.models import Role
from kb.l10n.permissions import languages_of
from kb.l10n.services.roles import choose_digest, renew_feed
from kb.languages import LANGUAGES, Language
from kb.workbench.access import for_role
from kb.workbench.selectors import language_sums


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The languages a person works in, and how far each is."""
    roles = languages_of(request.user)  # type: ignore[arg-type]
    held = {role.language: role for role in Role.objects.filter(user=request.user)}  # type: ignore[misc]
    summaries = [
        {
            "language": one,
            "role_label": roles[one.code].label,
            "sums": language_sums(one.code),
            "held": held.get(one.code),
            "feed": _feed_address(request, held.get(one.code)),
        }
        for one in LANGUAGES
        if one.code in roles
    ]
    return render(request, "workbench/start.html", {"summaries": summaries})


def _feed_address(request: HttpRequest, role: Role | None) -> str:
    if role is None or not role.feed_token:
        return ""
    return request.build_absolute_uri(reverse("workbench:feed", args=[role.language, role.pk, role.feed_token]))


@require_safe
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the editor, as a page of its own for readers without JavaScript."""
    return render(request, "workbench/keys.html", {})


@require_POST
@for_role()
def digest(request: HttpRequest, language: Language) -> HttpResponse:
    """Turns the digest of a language on or off for the person who asks."""
    wanted = request.POST.get("wanted") == "1"
    choose_digest(user=request.user, language=language.code, wanted=wanted)  # type: ignore[arg-type]
    messages.success(request, _("You get a digest by e-mail.") if wanted else _("You get no digest."))
    return HttpResponseRedirect(reverse("workbench:start"))


@require_POST
@for_role()
def new_feed(request: HttpRequest, language: Language) -> HttpResponse:
    """Gives the person's feed of a language a new address; the one before stops working."""
    renew_feed(user=request.user, language=language.code)  # type: ignore[arg-type]
    messages.success(
        request, _("Your feed has a new address: give it to your feed reader. A former one stops working.")
    )
    return HttpResponseRedirect(f"{reverse('workbench:start')}#feed-{language.code}")
