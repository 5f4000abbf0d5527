from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog import signals
from kb.catalog.errors import BrokenLinkError, TextError
from kb.catalog.models import (
    Edition,
    Entry,
    EntryKind,
    Origin,
    Significance,
    SourceRevision,
    State,
    Translation,
    TranslationVersion,
)
from kb.catalog.resolve import LinkResolver, nearest_errors, nearest_keys
from kb.markup import MarkupError, Problem, check_source, render, render_inline, unmark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_TITLE = 500


@transaction.atomic
def publish_text(
    *,
    entry: Entry,
    language: str,
    title: str,
    body: str,
    state: str = State.TRANSLATED,
    origin: str = Origin.HUMAN,
    date: dt.date | None = None,
    author: User | None = None,
    edition: Edition | None = None,
    significance: str = Significance.MINOR,
    outdated: bool = False,
    aligned: bool = False,
    newer_than_source: bool = False,
    marked_title: str | None = None,
    marked_body: str | None = None,
    sentences: Sequence[Mapping[str, object]] = (),
    allow_broken_links: bool = False,
) -> Translation:
    """Store and render the text of an entry in one language, and tell the apps above.

    In the source language a changed text becomes a new SourceRevision of the given significance. `marked_title` and
    `marked_body` are the same text with sentence marks (kb.markup.mark), and `sentences` says of each marked sentence
    what `Translation.sentences` holds, so that pages know its sentences. A call that changes nothing writes nothing.
    Raises BrokenLinkError for a link to a missing entry (importers may allow them: they are kept as text and listed in
    `unresolved`), TextError for a text that cannot be stored.
    """
    title, body = as_stored(title, body)
    found = Translation.objects.filter(entry=entry, language=language).first()
    translation = found or Translation(entry=entry, language=language)
    text_changed = found is None or (found.title, found.body) != (title, body)
    keeps_marks = found is not None and bool(found.sentences) and not text_changed and marked_body is None
    if found is not None and keeps_marks:  # the same text without marks: it keeps the sentences it has
        aligned, sentences = found.aligned, found.sentences
    values: dict[str, object] = {
        "title": title,
        "body": body,
        "state": state,
        "origin": origin,
        "date": date if date is not None else translation.date,
        "author": author,
        "edition": edition if edition is not None else translation.edition,
        "outdated": outdated,
        "aligned": aligned,
        "newer_than_source": newer_than_source,
        "sentences": [dict(sentence) for sentence in sentences],
    }
    values_changed = any(getattr(translation, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(translation, name, value)
    before = (translation.title_html, translation.html, translation.plain, translation.outline, translation.unresolved)
    if not keeps_marks:
        _render(translation, marked_title or title, marked_body or body, allow_broken_links=allow_broken_links)
    after = (translation.title_html, translation.html, translation.plain, translation.outline, translation.unresolved)
    if found is not None and not values_changed and before == after:
        return translation
    translation.save()
    if text_changed:
        _append_version(translation)
    if text_changed and language == entry.source_language:
        _append_revision(entry, translation, significance)
    if text_changed:
        entry.save(update_fields=["updated_at"])
    signals.text_published.send(sender=Translation, entry=entry, language=language, translation=translation)
    return translation


@transaction.atomic
def attach_sentences(
    *,
    translation: Translation,
    marked_title: str,
    marked_body: str,
    sentences: Sequence[Mapping[str, object]],
    state: str,
    origin: str,
    outdated: bool,
) -> None:
    """Say which sentences a published text has, without publishing it again: the same text with sentence marks.

    For the app that owns the sentences, on `text_published`; sends no signal. Raises ValueError for another text.
    """
    if as_stored(unmark(marked_title), unmark(marked_body)) != (translation.title, translation.body):
        raise ValueError("the marked text is not the published one")
    _render(translation, marked_title, marked_body, allow_broken_links=True)
    translation.sentences = [dict(sentence) for sentence in sentences]
    translation.state, translation.origin, translation.outdated, translation.aligned = state, origin, outdated, True
    names = "title_html html plain outline unresolved sentences state origin outdated aligned".split()
    Translation.objects.filter(pk=translation.pk).update(**{name: getattr(translation, name) for name in names})


@transaction.atomic
def record_earlier_text(
    *,
    entry: Entry,
    language: str,
    title: str,
    body: str,
    state: str,
    origin: str,
    date: dt.date | None,
    edition: Edition | None,
) -> bool:
    """Keep the text of an older edition in the history without showing it; returns False where it is there already."""
    title, body = as_stored(title, body)
    same = TranslationVersion.objects.filter(entry=entry, language=language, title=title, body=body, edition=edition)
    if same.exists():
        return False
    TranslationVersion.objects.create(
        entry=entry,
        language=language,
        title=title,
        body=body,
        state=state,
        origin=origin,
        date=date,
        edition=edition,
        live=False,
    )
    return True


@transaction.atomic
def render_again(*, translation: Translation) -> None:
    """Render a stored text anew: after a key it mentions changed, or the renderer did.

    The text itself and its history stay. Sentence marks are not in the stored body; the app that owns the sentences
    publishes anew on `text_published`.
    """
    before = (translation.title_html, translation.html, translation.plain)
    _render(translation, translation.title, translation.body, allow_broken_links=True)
    if before != (translation.title_html, translation.html, translation.plain):
        translation.save()
        signals.text_published.send(
            sender=Translation, entry=translation.entry, language=translation.language, translation=translation
        )


def as_stored(title: str, body: str) -> tuple[str, str]:
    """A title and a body as they would be stored: the title on one line, the body ending in one line break.

    Raises TextError for a text that cannot be stored.
    """
    try:
        title, body = check_source(title), check_source(body)
    except MarkupError as error:
        raise TextError(
            _("The text is longer than %(most)s characters or nested too deeply.") % {"most": "1 000 000"}
        ) from error
    title = " ".join(title.split())
    if not title:
        raise TextError(_("A text needs a title."))
    if len(title) > MAX_TITLE:
        raise TextError(_("A title may have %(most)s characters at most.") % {"most": MAX_TITLE})
    return title, body.strip("\n") + "\n" if body.strip() else ""


def _render(translation: Translation, title: str, body: str, *, allow_broken_links: bool) -> None:
    resolver = LinkResolver(translation.language)
    rendered = render(body, language=translation.language, resolve=resolver, id_prefix=translation.entry.key)
    unresolved = unresolved_links(rendered.problems)
    if unresolved and not allow_broken_links:
        raise BrokenLinkError(broken_links(rendered.problems))
    translation.html = rendered.html
    translation.plain = "\n".join(part for part in (rendered.plain,) if part)
    translation.outline = [list(item) for item in rendered.outline]
    translation.unresolved = unresolved
    translation.title_html = render_inline(title)


def unresolved_links(problems: Sequence[Problem]) -> list[dict]:
    """The links to nothing among a text's problems, as they are stored: the line from 1, and the target."""
    return [{"line": one.line + 1, "target": one.detail} for one in problems if one.kind == "broken-link"]


def broken_links(problems: Sequence[Problem]) -> list[dict]:
    """The links to nothing among a text's problems: the line from 1, the target, and the nearest keys of its kind."""
    return [_describe(problem) for problem in problems if problem.kind == "broken-link"]


def _describe(problem: Problem) -> dict:
    target = problem.detail
    kind, _sep, name = target.partition(":")
    codes = [error.slug for error in nearest_errors(name, limit=3)] if kind == EntryKind.ERROR else []
    return {"line": problem.line + 1, "target": target, "nearest": codes or nearest_keys(name, kind=kind)}


def _append_version(translation: Translation) -> None:
    TranslationVersion.objects.create(
        entry=translation.entry,
        language=translation.language,
        title=translation.title,
        body=translation.body,
        state=translation.state,
        origin=translation.origin,
        date=translation.date,
        author=translation.author,
        edition=translation.edition,
    )


def _append_revision(entry: Entry, translation: Translation, significance: str) -> None:
    latest = entry.revisions.order_by("-number").first()
    revision = SourceRevision.objects.create(
        entry=entry,
        number=latest.number + 1 if latest else 1,
        language=translation.language,
        title=translation.title,
        body=translation.body,
        state=translation.state,
        origin=translation.origin,
        date=translation.date,
        author=translation.author,
        significance=significance,
    )
    signals.source_published.send(sender=SourceRevision, entry=entry, revision=revision, significance=significance)
