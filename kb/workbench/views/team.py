from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kb.l10n.errors import L10nError
from kb.l10n.models import Role, RoleName
from kb.l10n.services.roles import give_role, take_role
from kb.languages import Language
from kb.workbench.access import for_role, has_role


class RoleForm(forms.Form):
    """Who gets which role."""

    username = forms.CharField(label=gettext_lazy("Name of the person"), max_length=150)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=RoleName.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def team(request: HttpRequest, language: Language) -> HttpResponse:
    """The people of a language and their roles; its leader gives and takes them."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = get_user_model().objects.filter(username=form.cleaned_data["username"], is_active=True).first()
        if person is None:
            form.add_error("username", _("Nobody has this name. An administrator makes accounts."))
        else:
            try:
                give_role(user=person, language=language.code, name=form.cleaned_data["role"], by=request.user)  # type: ignore[arg-type]
            except L10nError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("%(name)s has the role now.") % {"name": person})
                return HttpResponseRedirect(reverse("workbench:team", args=[language.code]))
    people = Role.objects.filter(language=language.code).select_related("user").order_by("user__username")
    return render(
        request,
        "workbench/team.html",
        {
            "language": language,
            "tab": "team",
            "people": people,
            "form": form,
            "may_lead": has_role(request, RoleName.LEADER),
        },
    )


@require_POST
@for_role(RoleName.LEADER)
def remove(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Takes a person's role away. What they wrote stays."""
    role = get_object_or_404(Role.objects.select_related("user"), pk=pk, language=language.code)
    try:
        take_role(role=role, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("%(name)s has no role here any more.") % {"name": role.user})
    except L10nError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("workbench:team", args=[language.code]))
