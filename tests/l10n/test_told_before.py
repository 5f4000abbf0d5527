"""A translation that tells the next sentence too is checked against both."""

import pytest

from kb.l10n import exchange
from kb.l10n.errors import L10nError, SegmentGoneError
from kb.l10n.fit import SentencePair
from kb.l10n.models import Role, RoleName, Segment, SegmentTranslation
from kb.l10n.services.exchanging import apply_import, export_document, plan_file
from kb.l10n.services.findings import check_text
from kb.l10n.services.pairs import align_translation
from kb.l10n.services.repairing import apply_repairs, offer_repairs, undo_batch
from kb.l10n.services.segments import reject_segment, restore_version, save_segment
from tests.factories import CauseFactory

pytestmark = pytest.mark.django_db
TEXT = "Vänta inte: starta agenten om 5 minuter."
BEHIND = "Do not do it for 5 minutes."


def told() -> Segment:
    entry = CauseFactory(key="disk-full", texts={"en": ("Disk", "Start the agent. Do not do it for 5 minutes. Stop.")})
    pairs = [
        SentencePair("Disk", "Disk"),
        SentencePair("Start the agent. Do not do it for 5 minutes.", TEXT),
        SentencePair("Stop.", "Stanna."),
    ]
    align_translation(entry=entry, language="sv", title="Disk", body="x", pairs=pairs)
    return Segment.objects.get(entry=entry, text="Start the agent.")


def test_on_arrival():
    segment = told()
    assert SegmentTranslation.objects.get(segment=segment).failed == ""


def test_while_typing():
    segment = told()
    assert not check_text(segment=segment, language="sv", text=TEXT).open
    (finding,) = check_text(segment=segment, language="sv", text="Vänta inte: starta agenten.").open
    assert finding.check == "number"


@pytest.fixture
def ines(ines):
    Role.objects.create(user=ines, language="sv", name=RoleName.REVIEWER)
    return ines


def state_of(text: str) -> str:
    return SegmentTranslation.objects.get(segment__text=text).state


def states() -> list[str]:
    return [state_of(text) for text in ("Start the agent.", BEHIND, "Stop.")]


def test_it_is_reviewed_and_sent_back_with_the_sentence_that_tells_it(ines):
    segment = told()
    save_segment(segment=segment, language="sv", text=TEXT, state="reviewed", user=ines, base_version=1)
    assert states() == ["reviewed", "reviewed", "initial"]
    reject_segment(segment=segment, language="sv", user=ines, base_version=2)
    assert state_of(BEHIND) == "initial"


def test_it_is_not_saved_by_itself_without_a_text(ines):
    behind = Segment.objects.get(entry=told().entry, text=BEHIND)
    with pytest.raises(L10nError, match="sentence before"):
        save_segment(segment=behind, language="sv", text="", state="reviewed", user=ines, base_version=1)


def test_a_sentence_that_left_the_source_is_not_sent_back(ines):
    segment = told()
    Segment.objects.filter(pk=segment.pk).update(unit=None)
    segment.refresh_from_db()
    with pytest.raises(SegmentGoneError):
        reject_segment(segment=segment, language="sv", user=ines, base_version=1)


def test_an_earlier_version_is_restored_with_the_sentence_that_it_tells(ines):
    segment = told()
    restore_version(segment=segment, language="sv", number=1, user=ines, base_version=1)
    assert states() == ["translated", "translated", "initial"]


def imported(change):
    data = change(exchange.write(export_document(language="sv"), "xliff21").decode())
    return apply_import(plan=plan_file(data=data.encode()))


def as_reviewed(text):
    return text.replace('state="initial" subState="kb:draft"', 'state="reviewed"')


def test_an_import_brings_the_sentence_that_is_told_with_it_and_is_taken_back_with_it(db):
    told()
    done = imported(as_reviewed)
    assert states() == ["reviewed"] * 3
    assert done.written == 3
    undo_batch(batch=done.batch, user=None)
    assert states() == ["initial"] * 3


def test_a_file_that_tells_both_sentences_apart_is_taken_as_it_is(db):
    segment = told()
    behind = SegmentTranslation.objects.filter(segment__text=BEHIND)
    behind.update(told_before=False, text="Gör det inte på 5 minuter.")
    data = as_reviewed(exchange.write(export_document(language="sv"), "xliff21").decode())
    behind.update(told_before=True, text="")
    apply_import(plan=plan_file(data=data.encode()))
    now = behind.get()
    assert (now.text, now.told_before, now.state) == ("Gör det inte på 5 minuter.", False, "reviewed")
    assert segment.versions.filter(language="sv").count() == 2


def test_a_draft_from_a_file_does_not_settle_that_the_sentence_behind_is_outdated(db):
    told()
    SegmentTranslation.objects.filter(segment__text=BEHIND).update(outdated=True, previous_source="Do not do it.")
    imported(lambda text: text.replace(TEXT, f"{TEXT} Ja."))
    now = SegmentTranslation.objects.get(segment__text=BEHIND)
    assert (now.outdated, now.previous_source) == (True, "Do not do it.")
    imported(as_reviewed)
    now.refresh_from_db()
    assert (now.outdated, now.previous_source, now.state) == (False, "", "reviewed")


def test_a_repaired_sentence_is_a_draft_with_the_one_that_it_tells(ines):
    segment = told()
    SegmentTranslation.objects.filter(segment__text__in=["Start the agent.", BEHIND]).update(state="reviewed")
    SegmentTranslation.objects.filter(segment=segment).update(text=f"{TEXT}<br>")
    apply_repairs(language="sv", offers=offer_repairs(language="sv"), user=ines)
    assert (state_of("Start the agent."), state_of(BEHIND)) == ("initial", "initial")
