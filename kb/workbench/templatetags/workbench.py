"""What the templates of the workbench lead to."""

from __future__ import annotations

from django import template

from kb.catalog.models import Origin
from kb.l10n import paths

register = template.Library()
register.simple_tag(paths.sentence_path)


@register.filter
def origin_label(origin: str) -> str:
    """Who made a text, in the reader's language."""
    return str(Origin(origin).label) if origin in Origin.values else origin
