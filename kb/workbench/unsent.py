"""What a person sent after their session had ended: kept until they have signed in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from kb.catalog.models import Entry
from kb.l10n.models import Segment
from kb.l10n.services.segments import keep_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_NAME = "workbench-unsent"
_LONGEST = 20_000


def is_version(given: str) -> bool:
    """Whether this can be the number of a version, as far as a database can hold one."""
    return given.isdecimal() and len(given) < 10


def keep_unsent(request: HttpRequest, *, language: str, uid: str) -> str:
    """Puts the text of a sentence into the session of a visitor; returns the key of its entry, "" for no sentence.

    Signing in keeps what such a session holds.
    """
    segment = _segment(uid)
    version = request.POST.get("version", "")
    if segment is None or not is_version(version):
        return ""
    request.session[_NAME] = {
        "language": language,
        "uid": uid,
        "text": request.POST.get("text", "").replace("\0", "")[:_LONGEST],
        "version": int(version),
    }
    return segment.entry.key


def take_unsent(request: HttpRequest, *, language: str, user: User) -> bool:
    """Makes a draft of what was kept for this language; says whether there was something."""
    kept = request.session.get(_NAME)
    if not kept or kept["language"] != language:
        return False
    segment = _segment(kept["uid"])
    if segment is not None and segment.entry.source_language == language:
        return False  # became the source meanwhile: `take_text` gives it back
    del request.session[_NAME]
    if segment is None:
        return False
    keep_draft(segment=segment, language=language, user=user, text=kept["text"], base_version=kept["version"])
    return True


def take_text(request: HttpRequest, *, language: str, entry: Entry) -> str:
    """What was kept for a sentence of this entry, as it was typed; "" where there is nothing."""
    kept = request.session.get(_NAME)
    segment = _segment(kept["uid"]) if kept and kept["language"] == language else None
    if segment is None or segment.entry_id != entry.pk:
        return ""
    text: str = request.session.pop(_NAME)["text"]
    return text


def _segment(uid: str) -> Segment | None:
    return Segment.objects.filter(uid=uid).select_related("entry").first()
