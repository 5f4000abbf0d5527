"""What readers send. Hidden fields are checked like typed ones: anybody can write anything into them."""

from __future__ import annotations

import re

from django import forms
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kb.feedback.errors import FeedbackError
from kb.feedback.models import Answer
from kb.feedback.models.sentence_report import MAX_COMMENT, MAX_CORRECTION, MAX_PAGE, MAX_SENTENCE
from kb.feedback.texts import MOST_LINKS, clean_text, count_links, cut_text
from kb.languages import CODES

UNDO = "undo"

_LANGUAGE = "|".join(CODES)
_PAGE = re.compile(rf"/(?:{_LANGUAGE})/(?:(?!\.\.?/)[\w.%~!$&'()*+,;=:@-]+/)*(?:#[\w.-]+)?", re.ASCII)


def safe_page(path: str, default: str) -> str:
    """The path of a page of this site as it may stand in a link, or the default: never an address elsewhere."""
    path = iri_to_uri(path[:600]) or ""
    return path if len(path) <= MAX_PAGE and _PAGE.fullmatch(path) else default


class PlainTextField(forms.CharField):
    """A typed text, cleaned by `clean_text`; refused where it is longer than `most` characters."""

    def __init__(self, *, most: int, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.most = most
        self.widget.attrs["maxlength"] = str(most)

    def to_python(self, value: object) -> str:
        try:
            return clean_text(str(value or ""), most=self.most)
        except FeedbackError as error:
            raise forms.ValidationError(str(error)) from error


class HiddenTextField(forms.CharField):
    """A text that the page sends along: cleaned and cut, never refused."""

    def __init__(self, *, most: int) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.most = most

    def to_python(self, value: object) -> str:
        return cut_text(str(value or ""), most=self.most)


class AnonymousForm(forms.Form):
    """The page it was sent from, and a field that people do not see: only programs fill it."""

    use_required_attribute = True

    page = HiddenTextField(most=MAX_PAGE)
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )

    @property
    def from_program(self) -> bool:
        """Whether the trap was filled: answer as if all were well and keep nothing."""
        return bool(self.data.get("website"))


class OutcomeForm(AnonymousForm):
    answer = forms.ChoiceField(choices=[*Answer.choices, (UNDO, UNDO)])


class ReportForm(AnonymousForm):
    """A wrong sentence. `shown` is hidden where the reader pointed at a sentence, typed where not."""

    language = forms.ChoiceField(choices=[(code, code) for code in CODES], widget=forms.HiddenInput)
    segment = HiddenTextField(most=64)
    source = HiddenTextField(most=MAX_SENTENCE)
    shown = PlainTextField(most=MAX_SENTENCE, label=_("Which sentence is wrong?"), widget=forms.Textarea({"rows": 2}))
    correction = PlainTextField(
        most=MAX_CORRECTION, required=False, label=_("How should it read?"), widget=forms.Textarea({"rows": 3})
    )
    comment = PlainTextField(
        most=MAX_COMMENT, required=False, label=_("What is wrong with it?"), widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        typed = f"{cleaned.get('correction', '')}\n{cleaned.get('comment', '')}"
        known = f"{cleaned.get('shown', '')}\n{cleaned.get('source', '')}"
        if count_links(typed) > MOST_LINKS + count_links(known):
            raise forms.ValidationError(
                ngettext("At most %(most)s web address, please.", "At most %(most)s web addresses, please.", MOST_LINKS)
                % {"most": MOST_LINKS}
            )
        if "language" in self.errors:
            raise forms.ValidationError(gettext("Something is missing here. Load the page again and try once more."))
        return cleaned
