"""An entry in English and Swedish, as tests of the workbench's services need it."""

from __future__ import annotations

from kb.catalog.models import Entry
from kb.l10n.fit import SentencePair
from kb.l10n.services.pairs import align_translation
from tests.factories import CauseFactory

BODY = "Start the agent. Wait 5 minutes.\n\n- Run `df -h` now.\n"
PAIRS = [
    SentencePair("The disk is full", "Disken är full"),
    SentencePair("Start the agent.", "Starta agenten."),
    SentencePair("Wait 5 minutes.", "Vänta 5 minuter."),
    SentencePair("Run `df -h` now.", "Kör `df -h` nu."),
]


def disk_full(**how: object) -> Entry:
    """The entry, its Swedish arrived by pairs; `how` goes to `align_translation`."""
    entry = CauseFactory(key="disk-full", texts={"en": ("The disk is full", BODY)})
    align_translation(entry=entry, language="sv", title="Disken är full", body="x", pairs=PAIRS, **how)  # type: ignore[arg-type]
    return entry
