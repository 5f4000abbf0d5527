"""Reading the history of sentences: what happened to whom, and who wrote what readers see."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, QuerySet, Subquery

from kb.catalog.models import Entry, SourceRevision
from kb.l10n.models import Segment, SegmentVersion, Step
from kb.l10n.services.assembly import load_translations, load_units

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DIGEST_LINES = 20
"""How many sentences of each kind a digest names; it counts them all."""


@dataclass(frozen=True, slots=True)
class Blame:
    """One sentence as it is published: who wrote it when, in which state, and out of which source revision.

    `author` is "" for a machine or an import. For the source language `revision` is the one that brought the sentence.
    """

    uid: str
    text: str
    author: str
    date: dt.datetime | None
    state: str
    origin: str
    version: int
    revision: int | None = None


def blame(entry: Entry, language: str) -> list[Blame]:
    """Who wrote each sentence of an entry's text in a language, in reading order; a fixed number of queries."""
    segments = [segment for _unit, row in load_units(entry) for segment in row]
    if language == (segments[0].language if segments else entry.source_language):
        return _blame_source(entry, segments)
    found = load_translations(entry, language)
    first = _first_with_text(entry, language)
    lines = []
    for segment in segments:
        told = found.get(segment.pk)
        wrote = first.get(segment.pk)
        if told is not None and told.text:
            author = str(wrote.author) if wrote is not None and wrote.author else ""
            date = wrote.created_at if wrote is not None else told.updated_at
            lines.append(Blame(segment.uid, told.text, author, date, told.state, told.origin, told.version))
        else:
            lines.append(Blame(segment.uid, "", "", None, "initial", "", 0))
    return lines


def _first_with_text(entry: Entry, language: str) -> dict[int, SegmentVersion]:
    """The version in which each sentence got the text it has now."""
    history: dict[int, list[SegmentVersion]] = defaultdict(list)
    versions = SegmentVersion.objects.filter(
        segment__entry=entry, segment__unit__isnull=False, language=language
    ).select_related("author")
    for version in versions.order_by("number"):
        history[version.segment_id].append(version)
    wrote = {}
    for segment_id, ones in history.items():
        earliest = ones[-1]
        for one in reversed(ones):
            if one.text != ones[-1].text:
                break
            earliest = one
        wrote[segment_id] = earliest
    return wrote


def _blame_source(entry: Entry, segments: list[Segment]) -> list[Blame]:
    revisions = list(SourceRevision.objects.filter(entry=entry).select_related("author").order_by("number"))
    lines = []
    for segment in segments:
        brought = next(
            (
                one
                for one in revisions
                if one.language == segment.language and (segment.text in one.body or segment.text == one.title)
            ),
            revisions[-1] if revisions else None,
        )
        author = str(brought.author) if brought is not None and brought.author else ""
        lines.append(
            Blame(
                segment.uid,
                segment.flat,
                author,
                brought.created_at if brought else None,
                brought.state if brought else "final",
                brought.origin if brought else "",
                0,
                brought.number if brought else None,
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A sentence that something happened to: `version` is the row of its history that tells."""

    version: int
    step: str
    date: dt.datetime
    entry: str
    uid: str
    source: str
    text: str
    by: str
    comment: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened to a translator's language and to their own sentences since a point in time.

    Each list names DIGEST_LINES sentences at most; the counts are of all.
    """

    language: str
    outdated: tuple[DigestLine, ...]
    reviewed: tuple[DigestLine, ...]
    rejected: tuple[DigestLine, ...]
    outdated_count: int
    reviewed_count: int
    rejected_count: int

    def __bool__(self) -> bool:
        return bool(self.outdated_count or self.reviewed_count or self.rejected_count)


def digest(*, user: User, language: str, since: dt.datetime) -> Digest:
    """What became outdated in the language, and which of the person's sentences others reviewed or sent back."""
    outdated, reviewed, rejected = _news(user, language, since)
    return Digest(
        language,
        _lines(outdated),
        _lines(reviewed),
        _lines(rejected),
        outdated.count(),
        reviewed.count(),
        rejected.count(),
    )


def digest_lines(*, user: User, language: str, since: dt.datetime) -> list[DigestLine]:
    """The sentences that a digest names, newest first: DIGEST_LINES of each kind at most, so none hides another."""
    lines = [line for kind in _news(user, language, since) for line in _lines(kind)]
    return sorted(lines, key=lambda line: line.version, reverse=True)


def _news(user: User, language: str, since: dt.datetime) -> tuple[QuerySet[SegmentVersion], ...]:
    """What became outdated; what of the person's own was reviewed, and sent back, by others."""
    happened = SegmentVersion.objects.filter(language=language, created_at__gt=since, segment__unit__isnull=False)
    earlier = SegmentVersion.objects.filter(
        segment=OuterRef("segment"), language=language, number__lt=OuterRef("number"), text=OuterRef("text")
    ).order_by("-number")
    own = happened.annotate(wrote=Subquery(earlier.values("author")[:1])).filter(wrote=user.pk).exclude(author=user)
    return happened.filter(step=Step.OUTDATED), own.filter(step=Step.REVIEWED), own.filter(step=Step.REJECTED)


def _lines(versions: QuerySet[SegmentVersion]) -> tuple[DigestLine, ...]:
    rows = versions.annotate(key=F("segment__entry__key")).select_related("segment", "author").order_by("-id")
    return tuple(
        DigestLine(
            one.pk,
            one.step,
            one.created_at,
            one.key,
            one.segment.uid,
            one.segment.flat,
            one.text,
            str(one.author) if one.author else "",
            one.comment,
        )
        for one in rows[:DIGEST_LINES]
    )
