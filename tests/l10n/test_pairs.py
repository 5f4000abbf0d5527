"""Translations that arrive as sentence pairs or as a whole text."""

import pytest

from kb.catalog.models import Translation, TranslationVersion
from kb.l10n.errors import UnpartneredError
from kb.l10n.fit import SentencePair, fit_pairs
from kb.l10n.models import MemoryEntry, SegmentTranslation, SegmentVersion
from kb.l10n.services.pairs import align_translation, store_pairs
from tests.factories import CauseFactory

BODY = "The disk is full. Backups fail.\n\n- Free 20 GB.\n- Run `df -h` again.\n"
PAIRS = [
    SentencePair("The disk is full", "Disken är full"),
    SentencePair("The disk is full. Backups fail.", "Disken är full, och säkerhetskopian misslyckas."),
    SentencePair("Free 20 GB.", "Frigör 20 GB."),
    SentencePair("Run `df -h` again.", "Kör `df-h` igen."),
]
TARGET = "Disken är full, och säkerhetskopian misslyckas.\n\n- Frigör 20 GB.\n- Kör `df-h` igen.\n"


@pytest.fixture
def entry(db):
    return CauseFactory(key="disk-full", texts={"en": ("The disk is full", BODY)})


def arrive(entry, body=TARGET, **how):
    return align_translation(entry=entry, language="sv", title="Disken är full", body=body, **how)


def test_pairs_take_a_text_apart_also_where_one_covers_two_sentences(entry):
    done = arrive(entry, pairs=PAIRS, origin="mt")
    assert done.aligned
    assert done.filled == 5
    assert done.translation.body == TARGET
    assert (done.translation.state, done.translation.origin) == ("initial", "mt")
    told = SegmentTranslation.objects.get(segment__text="Backups fail.")
    assert (told.text, told.told_before) == ("", True)
    assert [one["source"] for one in done.translation.sentences] == [
        "The disk is full",
        "The disk is full.",
        "Free 20 GB.",
        "Run `df -h` again.",
    ]


def test_what_the_checks_found_is_noted_on_arrival(entry):
    arrive(entry, pairs=PAIRS)
    told = SegmentTranslation.objects.get(segment__text="Run `df -h` again.")
    assert (told.errors, told.failed) == (1, " code ")


def test_what_arrives_in_the_place_of_another_text_has_its_own_findings(entry):
    arrive(entry, pairs=PAIRS)
    mended = SentencePair("Run `df -h` again.", "Kör `df -h` igen.")
    arrive(entry, pairs=[*PAIRS[:3], mended], origin="human")
    told = SegmentTranslation.objects.get(segment__text="Run `df -h` again.")
    assert (told.text, told.errors, told.failed) == ("Kör `df -h` igen.", 0, "")


def test_pairs_become_memory_once(entry):
    arrive(entry, pairs=PAIRS)
    arrive(entry, pairs=PAIRS)
    assert MemoryEntry.objects.filter(source_language="en", target_language="sv").count() == 4
    assert MemoryEntry.objects.first().context == "cause:disk-full"


def test_arriving_twice_changes_nothing(entry):
    arrive(entry, pairs=PAIRS)
    again = arrive(entry, pairs=PAIRS)
    assert again.filled == 0
    assert set(SegmentVersion.objects.values_list("number", flat=True)) == {1}
    assert TranslationVersion.objects.filter(language="sv").count() == 1


def test_a_persons_sentence_is_not_overwritten_by_a_machine(entry):
    arrive(entry, pairs=PAIRS, origin="mt")
    SegmentTranslation.objects.filter(segment__text="Free 20 GB.").update(
        text="Frigör 20 gigabyte.", origin="human", state="translated"
    )
    arrive(entry, pairs=[*PAIRS[:2], SentencePair("Free 20 GB.", "Gratis 20 GB."), PAIRS[3]], origin="mt")
    assert SegmentTranslation.objects.get(segment__text="Free 20 GB.").text == "Frigör 20 gigabyte."


def test_machine_text_does_not_replace_what_was_brought_and_vouched_for(entry):
    arrive(entry, pairs=PAIRS, state="translated")
    pairs = [SentencePair(pair.source, f"Hello {pair.target}") for pair in PAIRS]
    assert store_pairs(entry=entry, language="sv", pairs=pairs, origin="mt") == 0
    assert SegmentTranslation.objects.get(segment__text="Free 20 GB.").text == "Frigör 20 GB."


def test_pairs_that_leave_gaps_fill_what_they_can_and_the_text_stays_whole(entry):
    done = arrive(entry, pairs=PAIRS[:2])
    assert not done.aligned
    assert done.filled == 3
    text = Translation.objects.get(entry=entry, language="sv")
    assert (text.body, text.sentences) == (TARGET, [])


def test_pairs_can_be_stored_without_publishing(entry):
    assert store_pairs(entry=entry, language="sv", pairs=PAIRS, origin="mt") == 5
    assert not Translation.objects.filter(language="sv").exists()


def test_a_text_newer_than_its_source_stays_whole(entry):
    done = arrive(
        entry,
        body="Disken är full. Kopior misslyckas.\n\n- Frigör 20 GB.\n- Kör `df -h` igen.\n",
        newer_than_source=True,
    )
    assert not done.aligned
    assert done.translation.newer_than_source


def test_an_accepted_proposal_is_cut_up(entry):
    body = "Disken är full. Säkerhetskopian misslyckas. Det märks.\n\n- Frigör 20 GB.\n- Kör `df -h` igen.\n"
    assert not arrive(entry, body=body).aligned
    done = arrive(entry, body=body, accept=True, origin="human", state="translated")
    assert done.aligned
    assert "Det märks." in done.translation.plain


def test_blocks_that_found_no_partner_are_named_and_nothing_is_lost(entry):
    body = TARGET + "\nEtt stycke till som källan inte har, om porten 4711 och `netstat`.\n"
    with pytest.raises(UnpartneredError) as refusal:
        arrive(entry, body=body, accept=True)
    assert refusal.value.target_alone == ["Ett stycke till som källan inte har, om porten 4711 och `netstat`."]
    assert not SegmentTranslation.objects.exists()


def test_line_breaks_within_a_paragraph_are_kept_as_they_arrived(entry):
    body = "Disken är\nfull. Säkerhetskopian misslyckas.\n\n- Frigör 20 GB.\n- Kör `df -h` igen.\n"
    done = arrive(entry, body=body)
    assert done.aligned
    assert done.translation.body == body
    assert SegmentTranslation.objects.get(segment__text="The disk is full.").text == "Disken är full."


# --- the fitting itself -----------------------------------------------------------------------------------------------


def test_a_sentence_may_cover_several_pairs():
    found = fit_pairs([["One. Two."]], [SentencePair("One.", "Ett."), SentencePair("Two.", "Två.")])
    assert found[0, 0].text == "Ett. Två."


def test_the_same_source_twice_takes_its_translations_in_turn():
    pairs = [SentencePair("Cause", "Orsak"), SentencePair("Cause", "Skäl")]
    found = fit_pairs([["Cause"], ["Cause"], ["Cause"]], pairs)
    assert [found[block, 0].text for block in range(3)] == ["Orsak", "Skäl", "Skäl"]


def test_what_is_nearly_alike_is_matched_unless_a_number_differs():
    pairs = [SentencePair("Wait for 5 long minutes before the restart", "Vänta 5 minuter")]
    assert fit_pairs([["Wait for 5 long minutes before the restart."]], pairs)[0, 0].text == "Vänta 5 minuter"
    assert fit_pairs([["Wait for 9 long minutes before the restart."]], pairs) == {}
