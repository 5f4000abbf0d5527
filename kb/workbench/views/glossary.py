from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.l10n.errors import L10nError
from kb.l10n.models import RoleName, TermRecord
from kb.l10n.models.term_form import TermStatus
from kb.l10n.services.terms import delete_term, save_term
from kb.languages import LANGUAGES, Language
from kb.workbench.access import for_role, has_role

PER_PAGE = 50
_LINES = forms.Textarea(attrs={"rows": 2})


class TermForm(forms.Form):
    """A term: its English forms and those of the language at work, one a line."""

    name = forms.SlugField(label=gettext_lazy("Name"), max_length=100)
    untranslatable = forms.BooleanField(label=gettext_lazy("Do not translate"), required=False)
    source = forms.CharField(label=gettext_lazy("In English, one a line"), required=False, widget=_LINES)
    preferred = forms.CharField(label=gettext_lazy("Preferred, one a line"), required=False, widget=_LINES)
    admitted = forms.CharField(label=gettext_lazy("Admitted, one a line"), required=False, widget=_LINES)
    forbidden = forms.CharField(label=gettext_lazy("Forbidden, one a line"), required=False, widget=_LINES)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=2_000, widget=_LINES)

    def forms_by_language(self, language: str) -> dict[str, dict[str, list[str]]]:
        """What the fields say, as `save_term` takes it."""
        lines = {name: self.cleaned_data[name].splitlines() for name in ("source", *TermStatus.values)}
        given = {language: {status: lines[status] for status in TermStatus.values}}
        if language != "en":
            given["en"] = {TermStatus.PREFERRED: lines["source"]}
        return given


@require_safe
@for_role()
def glossary(request: HttpRequest, language: Language) -> HttpResponse:
    """The terms, with how they are said in every language."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    terms = TermRecord.objects.prefetch_related("forms")
    if query:
        terms = terms.filter(Q(name__icontains=query) | Q(forms__text__icontains=query)).distinct()
    found = Paginator(terms, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "term": term,
            "forms": [
                {
                    "language": one,
                    "good": [f.text for f in term.forms.all() if f.language == one.code and f.status != "forbidden"],
                    "bad": [f.text for f in term.forms.all() if f.language == one.code and f.status == "forbidden"],
                }
                for one in LANGUAGES
            ],
        }
        for term in found.object_list
    ]
    return render(
        request,
        "workbench/glossary.html",
        {
            "language": language,
            "tab": "glossary",
            "rows": rows,
            "found": found,
            "query": query,
            "may_edit": has_role(request, RoleName.REVIEWER),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(RoleName.REVIEWER)
def term(request: HttpRequest, language: Language, name: str = "") -> HttpResponse:
    """Writes a term, new or old."""
    record = get_object_or_404(TermRecord.objects.prefetch_related("forms"), name=name) if name else None
    form = TermForm(request.POST or None, initial=_initial(record, language.code))
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_term(
                name=name or form.cleaned_data["name"],
                forms=form.forms_by_language(language.code),
                untranslatable=form.cleaned_data["untranslatable"],
                note=form.cleaned_data["note"],
                by=request.user,  # type: ignore[arg-type]
            )
        except L10nError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The term “%(name)s” is saved.") % {"name": saved.name})
            return HttpResponseRedirect(reverse("workbench:glossary", args=[language.code]))
    return render(
        request,
        "workbench/term.html",
        {
            "language": language,
            "tab": "glossary",
            "term": record,
            "form": form,
            "may_lead": has_role(request, RoleName.LEADER),
        },
    )


@require_POST
@for_role(RoleName.LEADER)
def delete(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Deletes a term."""
    try:
        delete_term(term=get_object_or_404(TermRecord, name=name), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The term is deleted."))
    except L10nError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("workbench:glossary", args=[language.code]))


def _initial(record: TermRecord | None, language: str) -> dict[str, object]:
    if record is None:
        return {}

    def said(code: str, status: str) -> str:
        return "\n".join(f.text for f in record.forms.all() if f.language == code and f.status == status)

    return {
        "name": record.name,
        "untranslatable": record.untranslatable,
        "note": record.note,
        "source": said("en", TermStatus.PREFERRED),
        **{status: said(language, status) for status in TermStatus.values},
    }
