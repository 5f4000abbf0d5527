"""An entry in English and Swedish, as tests of the workbench's services need it."""

from __future__ import annotations

from django.contrib.auth.models import User

from kb.catalog.models import Entry
from kb.catalog.services import publish_text
from kb.l10n.fit import SentencePair
from kb.l10n.models import Segment, SegmentTranslation, Step
from kb.l10n.services.pairs import align_translation
from kb.l10n.services.versions import store
from tests.factories import CauseFactory

TITLE = "The disk is full"
BODY = "Start the agent. Wait 5 minutes.\n\n- Run `df -h` now.\n"
PAIRS = [
    SentencePair(TITLE, "Disken är full"),
    SentencePair("Start the agent.", "Starta agenten."),
    SentencePair("Wait 5 minutes.", "Vänta 5 minuter."),
    SentencePair("Run `df -h` now.", "Kör `df -h` nu."),
]


def disk_full(**how: object) -> Entry:
    """The entry, its Swedish arrived by pairs; `how` goes to `align_translation`."""
    entry = CauseFactory(key="disk-full", texts={"en": (TITLE, BODY)})
    align_translation(entry=entry, language="sv", title="Disken är full", body="x", pairs=PAIRS, **how)  # type: ignore[arg-type]
    return entry


def rewrite(entry: Entry, old: str, new: str, **how: object) -> None:
    """Publish the English anew, with `new` where `old` was; `how` goes to `publish_text`."""
    publish_text(entry=entry, language="en", title=TITLE, body=BODY.replace(old, new), **how)  # type: ignore[arg-type]


def write(
    text: str, source: str, user: User, state: str = "translated", step: Step = Step.SAVED, comment: str = ""
) -> SegmentTranslation:
    """Store a person's Swedish translation of the sentence that reads `source`, whatever may be allowed."""
    segment = Segment.objects.get(text=source)
    return store(
        segment=segment,
        language="sv",
        text=text,
        state=state,
        origin="human",
        step=step,
        author=user,
        comment=comment,
        current=SegmentTranslation.objects.get(segment=segment, language="sv"),
    )
