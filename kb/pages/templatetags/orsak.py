"""What templates say in the reader's language: dates and names of languages; and how codes may break."""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_date
from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kb.catalog.models import Entry, EntryKind, Platform
from kb.catalog.paths import entry_path
from kb.catalog.selectors import Shown
from kb.languages import SOURCE, Language, from_locale
from kb.languages import get_language as language_of

register = template.Library()

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[_.])")


@register.filter
def local_date(value: dt.date | dt.datetime | None) -> str:
    """A date in words: "4 May 2026", "4 maj 2026"; "" without one."""
    return format_date(value, format="long", locale=_language().babel_locale) if value else ""


@register.filter
def language_name(code: str) -> str:
    """A language's name in the reader's language: "engelska" for `en` in Swedish."""
    return language_of(code).name_in(_language().code)


@register.filter
def breakable(code: str) -> SafeString:
    """A long code with places where a line may break, before each hump; copied text stays the same."""
    return mark_safe("<wbr>".join(conditional_escape(part) for part in _HUMP.split(code)))  # noqa: S308  escaped


@register.filter
def platform_name(value: str) -> str:
    """How a platform is written: "macOS" for `macos`."""
    return str(Platform(value).label) if value in Platform.values else value


@register.filter
def kind_name(value: str) -> str:
    """What a kind of entry is called: "error code" for `error`."""
    return str(EntryKind(value).label)


@register.filter
def path_to(shown: Shown) -> str:
    """The address of an entry's own page in the reader's language."""
    return entry_path(shown.entry.kind, shown.slug, _language().code)


@register.filter
def path_of(entry: Entry) -> str:
    """The address of an entry without its text: by code or key."""
    return entry_path(entry.kind, getattr(entry, "slug", entry.key), _language().code)


def _language() -> Language:
    return from_locale(get_language() or SOURCE) or language_of(SOURCE)
