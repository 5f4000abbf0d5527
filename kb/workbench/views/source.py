"""The source text of an entry: a new revision with what it costs the translations, and making another language it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kb.catalog.errors import CatalogError
from kb.catalog.models import Entry, Origin, Significance, SourceRevision, Translation
from kb.catalog.services import hold_entry, publish_text
from kb.l10n.models import RoleName
from kb.l10n.services.source import preview_source
from kb.l10n.services.switching import make_source
from kb.languages import Language, get_language
from kb.workbench.access import for_role
from kb.workbench.unsent import is_version
from kb.workbench.views.whole import WholeForm, version_of


class SourceForm(WholeForm):
    """A source text and how much it changes. A significance is always asked for."""

    significance = forms.ChoiceField(
        label=gettext_lazy("How much it changes"), choices=Significance.choices, widget=forms.RadioSelect
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(RoleName.LEADER)
def source(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """Writes the source text. What it would make outdated is shown before it is published.

    `?revision=` begins with the text of an earlier one in this language; publishing it is a new revision as any other.
    """
    entry = get_object_or_404(Entry, key=key)
    if request.POST.get("action") != "publish":
        return _write(request, language, entry)
    with transaction.atomic():
        hold_entry(entry_id=entry.pk)
        return _write(request, language, entry)


def _write(request: HttpRequest, language: Language, entry: Entry) -> HttpResponse:
    text = Translation.objects.filter(entry=entry, language=language.code).first()
    context: dict[str, object] = {"language": language, "tab": "dashboard", "entry": entry, "text": text}
    if text is None or entry.source_language != language.code:
        context["source_name"] = get_language(entry.source_language).autonym
        return render(request, "workbench/make_source.html", context)
    context["earlier"] = earlier = _earlier(request, text)
    began = earlier or text
    initial = {"title": began.title, "body": began.body, "version": version_of(text)}
    form = SourceForm(request.POST) if request.method == "POST" else SourceForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["version"] != version_of(text):
            form.add_error(
                None, _("Somebody published this text while you worked on it. Theirs is below; yours is still here.")
            )
            context["stale"] = True
        else:
            try:
                if request.POST.get("action") == "publish":
                    _publish(request, text, form.cleaned_data)
                    return HttpResponseRedirect(reverse("workbench:revisions", args=[entry.key]))
                context["impacts"] = _impacts(entry, form.cleaned_data)
            except CatalogError as error:
                form.add_error(None, str(error))
    return render(request, "workbench/source.html", {**context, "form": form})


@require_POST
@for_role(RoleName.LEADER)
def adopt(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """Makes this language the source of the entry; what was translated is kept."""
    entry = get_object_or_404(Entry, key=key)
    try:
        make_source(entry=entry, language=language.code, author=request.user)  # type: ignore[arg-type]
        messages.success(request, _("%(language)s is the source now.") % {"language": language.autonym})
    except CatalogError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("workbench:source", args=[language.code, entry.key]))


def _earlier(request: HttpRequest, text: Translation) -> SourceRevision | None:
    """The revision that `?revision=` names, where there is one; 404 for what is none in the language of the text."""
    number = request.GET.get("revision", "")
    if not number or request.method == "POST":
        return None
    if not is_version(number):
        raise Http404
    return get_object_or_404(SourceRevision, entry=text.entry_id, language=text.language, number=int(number))


def _body(cleaned: dict[str, str]) -> str:
    return cleaned["body"].replace("\r\n", "\n")


def _impacts(entry: Entry, cleaned: dict[str, str]) -> list[dict[str, object]]:
    found = preview_source(
        entry=entry, title=cleaned["title"], body=_body(cleaned), significance=cleaned["significance"]
    )
    return [{"language": get_language(one.language), "impact": one} for one in found]


def _publish(request: HttpRequest, text: Translation, cleaned: dict[str, str]) -> None:
    publish_text(
        entry=text.entry,
        language=text.language,
        title=cleaned["title"],
        body=_body(cleaned),
        state=text.state,
        origin=Origin.HUMAN,
        date=timezone.localdate(),
        author=request.user,  # type: ignore[arg-type]
        significance=cleaned["significance"],
    )
    messages.success(request, _("The source is published. Its translations were brought up to date."))
