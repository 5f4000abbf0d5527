"""Texts that readers type: plain text, cleaned, of a bounded length."""

from __future__ import annotations

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kb.feedback.errors import FeedbackError
from kb.markup import MarkupError, check_source

MOST_LINKS = 2
_LINK = re.compile(r"\b(?:https?|ftp)://|\bwww\.|<a\s|\[(?:url|link)\b", re.IGNORECASE)


def clean_text(text: str, *, most: int) -> str:
    """A typed text without control and direction characters, with plain line ends, without spaces at its ends.

    Raises FeedbackError where it then has more than `most` characters, or is nested like no text of a person is.
    """
    try:
        text = check_source(text).strip()
    except MarkupError as error:
        raise FeedbackError(_("This text cannot be read. Use fewer special characters.")) from error
    if len(text) > most:
        raise FeedbackError(
            _("This text is too long: %(most)s characters at most.")
            % {"most": number_format(most, force_grouping=True)}
        )
    return text


def cut_text(text: str, *, most: int) -> str:
    """As `clean_text`, but cut where it is too long and "" where it cannot be read: for what people did not type."""
    try:
        return check_source(text[: 2 * most]).strip()[:most]
    except MarkupError:
        return ""


def one_line(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


def count_links(text: str) -> int:
    """How many web addresses a text has, in whatever markup."""
    return len(_LINK.findall(text))
