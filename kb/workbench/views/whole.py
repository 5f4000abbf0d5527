"""The text of one language in one piece, as Markdown: writing it, and fitting it to the source's sentences."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kb.catalog.errors import CatalogError
from kb.catalog.models import Entry, Origin, State, Translation
from kb.catalog.services import hold_entry
from kb.l10n.errors import L10nError, UnpartneredError
from kb.l10n.models import RoleName
from kb.l10n.permissions import require
from kb.l10n.services.assembly import assemble_text
from kb.l10n.services.pairs import align_translation
from kb.languages import Language
from kb.workbench.access import for_role, to_source


class WholeForm(forms.Form):
    """A title and a body in Markdown. `version` says which text the edit began from."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    body = forms.CharField(
        label=gettext_lazy("Text in Markdown"),
        required=False,
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def whole(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """Writes the whole text; on saving it is fitted to the source, block by block, and blocks left alone are named."""
    entry = get_object_or_404(Entry, key=key)
    if entry.source_language == language.code:  # a revision of the source is published by a leader, with its cost
        typed = "\n\n".join(filter(None, (request.POST.get("title", ""), request.POST.get("body", ""))))
        return to_source(request, language, entry, typed=typed)
    if request.method != "POST":
        return _write(request, language, entry)
    with transaction.atomic():
        hold_entry(entry_id=entry.pk)
        return _write(request, language, entry)


def _write(request: HttpRequest, language: Language, entry: Entry) -> HttpResponse:
    published = Translation.objects.filter(entry=entry, language=language.code).first()
    source = Translation.objects.filter(entry=entry, language=entry.source_language).first()
    alone: UnpartneredError | None = None
    stale = False
    if request.method == "POST":
        form = WholeForm(request.POST)
        stale = published is not None and form.data.get("version", "") != version_of(published)
        if stale:
            form.add_error(
                None, _("Somebody published this text while you worked on it. Theirs is below; yours is still here.")
            )
        elif form.is_valid():
            try:
                require(request.user, language.code, RoleName.TRANSLATOR)  # type: ignore[arg-type]
                result = align_translation(
                    entry=entry,
                    language=language.code,
                    title=form.cleaned_data["title"],
                    body=form.cleaned_data["body"].replace("\r\n", "\n"),
                    state=State.TRANSLATED,
                    origin=Origin.HUMAN,
                    date=timezone.localdate(),
                    author=request.user,  # type: ignore[arg-type]
                    accept=form.data.get("action") != "unaligned",
                )
            except UnpartneredError as error:
                alone = error
                form.add_error(None, str(error))
            except (L10nError, CatalogError) as error:
                form.add_error(None, str(error))
            else:
                if result.aligned:
                    messages.success(request, _("Saved and fitted to the source, sentence by sentence."))
                else:
                    messages.warning(request, _("Saved as one text, not fitted to the source."))
                return HttpResponseRedirect(reverse("workbench:editor", args=[language.code, entry.key]))
    else:
        form = WholeForm(initial=_initial(entry, language, published))
    return render(
        request,
        "workbench/whole.html",
        {
            "language": language,
            "tab": "dashboard",
            "entry": entry,
            "source": source,
            "published": published,
            "form": form,
            "alone": alone,
            "stale": stale,
        },
        status=409 if stale else 200,
    )


def _initial(entry: Entry, language: Language, published: Translation | None) -> dict[str, str]:
    if published:
        return {"title": published.title, "body": published.body, "version": version_of(published)}
    made = assemble_text(entry, language.code)
    return {"title": made.title, "body": made.body, "version": ""} if made else {"version": ""}


def version_of(published: Translation) -> str:
    """Which text an edit began from."""
    return published.updated_at.isoformat()
