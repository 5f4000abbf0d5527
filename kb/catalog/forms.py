"""The forms of the admin. They parse; the catalogue's services decide and write."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.catalog.errors import BrokenLinkError, CatalogError, LifecycleError
from kb.catalog.impact import impact_of
from kb.catalog.models import (
    Cause,
    Entry,
    EntryAlias,
    ErrorCode,
    Guide,
    Lifecycle,
    Platform,
    Significance,
    Solution,
    Translation,
)
from kb.catalog.services.texts import as_stored
from kb.catalog.widgets import MarkdownEditor
from kb.languages import get_language


class RefusableForm(forms.ModelForm):
    """A form that can be shown a second time with the sentence by which the catalogue refused it."""

    refusal: CatalogError | None = None
    refused_fields: dict[type[CatalogError], str] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal is not None:
            field = self.refused_fields.get(type(self.refusal), NON_FIELD_ERRORS)
            self.add_error(field if field in self.fields else None, str(self.refusal))
        return cleaned


class EntryForm(RefusableForm):
    platforms = forms.MultipleChoiceField(
        label=gettext_lazy("Platforms"),
        choices=Platform.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None means everywhere."),
    )


class GuideForm(EntryForm):
    class Meta:
        model = Guide
        fields = ("key", "product", "platforms", "source_language", "withdrawn")


class CauseForm(EntryForm):
    class Meta:
        model = Cause
        fields = GuideForm.Meta.fields


class SolutionForm(EntryForm):
    class Meta:
        model = Solution
        fields = GuideForm.Meta.fields


class ErrorCodeForm(EntryForm):
    refused_fields = {LifecycleError: "successor"}

    class Meta:
        model = ErrorCode
        fields = ("code", *GuideForm.Meta.fields, "lifecycle", "successor")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        became_another = cleaned.get("lifecycle") in {Lifecycle.RENAMED, Lifecycle.MERGED}
        if became_another and "successor" in cleaned and cleaned["successor"] is None:
            self.add_error("successor", _("Say which error the code became."))
        if not became_another and cleaned.get("successor") is not None:
            self.add_error("successor", _("Only a renamed or merged code has a successor."))
        return cleaned


class LinkForm(forms.ModelForm):
    """One row of an ordered list; a row without a position goes to the end."""

    position = forms.IntegerField(
        label=gettext_lazy("Position"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "vSmallIntegerField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["position"] = None


class LinkFormSet(forms.BaseInlineFormSet):
    """The ordered list of an entry's links of one kind. It writes nothing itself: `targets` is what it says."""

    target_field = ""
    kind = ""

    def targets(self) -> list[Entry]:
        """The linked entries in the order wanted, without the rows that were removed."""
        rows = []
        for number, form in enumerate(self.forms):
            target = form.cleaned_data.get(self.target_field) if hasattr(form, "cleaned_data") else None
            if target is None or (self.can_delete and form.cleaned_data.get("DELETE")):
                continue
            position = form.cleaned_data.get("position")
            rows.append((position if position is not None else float("inf"), number, target))
        return [target for _position, _number, target in sorted(rows, key=lambda row: row[:2])]

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        seen: set[int] = set()
        for target in self.targets():
            if target.pk in seen:
                raise forms.ValidationError(_("“%(entry)s” is listed twice.") % {"entry": target})
            seen.add(target.pk)

    def validate_unique(self) -> None:
        """`clean` says it in our words."""


class AliasForm(forms.ModelForm):
    class Meta:
        model = EntryAlias
        fields = ("kind", "value")

    def validate_unique(self) -> None:
        """`add_alias` refuses a name that is taken, and says by whom."""


class MarkdownField(forms.CharField):
    """Markdown from a text area: browsers send CRLF, and neither that nor a last line break is a change."""

    widget = MarkdownEditor

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").rstrip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TextForm(RefusableForm):
    """The text of an entry in one language. `text_language` is that language, where it is known beforehand."""

    text_language = ""
    refused_fields = {BrokenLinkError: "body"}

    body = MarkdownField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=MarkdownEditor(attrs={"rows": 24}),
        help_text=gettext_lazy(
            "Markdown. Links to entries: [label](cause:key), (solution:key), (guide:key), (error:CODE)."
        ),
    )
    significance = forms.ChoiceField(
        label=gettext_lazy("What this change means for the translations"),
        choices=Significance.choices,
        initial=Significance.MINOR,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """What the change does to the translations, as the page showed it before."""

    class Meta:
        model = Translation
        fields = ("entry", "language", "title", "body", "state", "date", "outdated")
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editor = self.fields["body"].widget
        if isinstance(editor, MarkdownEditor):
            editor.language = self.text_language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "significance" in self.fields and not self.errors:
            self._show_impact(cleaned)
        return cleaned

    def _show_impact(self, cleaned: dict[str, Any]) -> None:
        """Refuses a source text that costs translations until the page has shown how many."""
        title, body = as_stored(cleaned["title"], cleaned["body"])
        if (title, body) == (self.instance.title, self.instance.body):
            return
        found = impact_of(entry=self.instance.entry, title=title, body=body, significance=cleaned["significance"])
        costly = [one for one in found if one.outdated or one.emptied]
        seen = " ".join(f"{one.language}:{one.outdated}:{one.emptied}" for one in costly)
        if not costly or cleaned["seen"] == seen:
            return
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("seen")] = seen  # type: ignore[index]
        told = [
            _("%(language)s: %(outdated)s outdated, %(emptied)s missing, %(kept)s kept.")
            % (asdict(one) | {"language": get_language(one.language).autonym})
            for one in costly
        ]
        self.add_error("significance", [*told, _("Nothing is published yet. Save again to publish it.")])
