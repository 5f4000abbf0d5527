from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kb.l10n.models import SegmentVersion
from kb.workbench.diff import Change, word_diff

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Happening:
    """One change of one sentence: the version, and what it changed."""

    version: SegmentVersion
    changes: list[Change]


def activity(language: str, *, page: int | str = 1) -> tuple[list[Happening], Page]:
    """What happened in a language, newest first, with the words that changed; a page of fifty in four queries.

    Of a page that does not exist the nearest one.
    """
    versions = SegmentVersion.objects.filter(language=language).select_related("segment__entry", "author")
    found = Paginator(versions.order_by("-created_at", "-id"), PER_PAGE).get_page(page)
    shown = list(found.object_list)
    before = {
        (one.segment_id, one.number): one.text
        for one in SegmentVersion.objects.filter(language=language, segment__in={one.segment_id for one in shown}).only(
            "segment_id", "number", "text"
        )
    }
    return [
        Happening(one, word_diff(before.get((one.segment_id, one.number - 1), ""), one.text)) for one in shown
    ], found
