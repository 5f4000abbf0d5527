"""Repairs in bulk, and taking them back."""

import pytest

from kb.catalog.models import Translation
from kb.l10n.errors import L10nError, NotAllowedError
from kb.l10n.fit import SentencePair
from kb.l10n.models import Role, SegmentTranslation, SegmentVersion
from kb.l10n.services.pairs import align_translation
from kb.l10n.services.repairing import apply_repairs, offer_repairs, undo_batch
from tests.factories import CauseFactory

BODY = "Start the agent. Run `df -h` now.\n"
PAIRS = [
    SentencePair("The disk is full", "hello disken är full"),
    SentencePair("Start the agent.", "Starta hello agenten."),
    SentencePair("Run `df -h` now.", "Kör nu:`df -h`"),
]


@pytest.fixture
def entry(db):
    entry = CauseFactory(key="disk-full", texts={"en": ("The disk is full", BODY)})
    align_translation(entry=entry, language="sv", title="hello disken är full", body="x", pairs=PAIRS, origin="mt")
    return entry


@pytest.fixture
def alva(alva):
    Role.objects.create(user=alva, language="sv", name="translator")
    return alva


def texts():
    return list(SegmentTranslation.objects.order_by("id").values_list("text", flat=True))


def test_repairs_are_offered_with_a_preview_and_nothing_is_written(entry):
    offers = offer_repairs(language="sv")
    assert [(offer.before, offer.after) for offer in offers] == [
        ("hello disken är full", "Disken är full"),
        ("Starta hello agenten.", "Starta agenten."),
        ("Kör nu:`df -h`", "Kör nu: `df -h`"),
    ]
    assert texts()[0] == "hello disken är full"
    assert [offer.after for offer in offer_repairs(language="sv", rules=["code"])] == ["Kör nu: `df -h`"]


def test_repairs_are_one_change_and_leave_drafts(entry, alva):
    SegmentTranslation.objects.update(state="translated")
    batch = apply_repairs(language="sv", offers=offer_repairs(language="sv"), user=alva)
    assert (batch.count, batch.detail) == (3, "code, residue")
    assert texts() == ["Disken är full", "Starta agenten.", "Kör nu: `df -h`"]
    assert set(SegmentTranslation.objects.values_list("state", flat=True)) == {"initial"}
    assert not SegmentTranslation.objects.exclude(errors=0).exists()
    assert Translation.objects.get(language="sv").title == "Disken är full"


def test_a_change_is_taken_back_as_one_but_not_what_somebody_wrote_since(entry, alva):
    batch = apply_repairs(language="sv", offers=offer_repairs(language="sv"), user=alva)
    later = SegmentTranslation.objects.get(segment__text="Start the agent.")
    later.text, later.version = "Starta genast agenten.", later.version + 1
    later.save()
    done = undo_batch(batch=batch, user=alva)
    assert (done.restored, done.left) == (2, 1)
    assert texts() == ["hello disken är full", "Starta genast agenten.", "Kör nu:`df -h`"]
    assert Translation.objects.get(language="sv").title == "hello disken är full"
    assert SegmentVersion.objects.filter(step="undone").count() == 2
    with pytest.raises(L10nError):
        undo_batch(batch=batch, user=alva)


def test_only_who_made_a_change_or_a_leader_takes_it_back(entry, alva, ines):
    batch = apply_repairs(language="sv", offers=offer_repairs(language="sv"), user=alva)
    role = Role.objects.create(user=ines, language="sv", name="reviewer")
    with pytest.raises(NotAllowedError, match=r"^Only who made this change, or a leader of the language"):
        undo_batch(batch=batch, user=ines)
    assert texts()[0] == "Disken är full"
    Role.objects.filter(pk=role.pk).update(name="leader")
    assert undo_batch(batch=batch, user=ines).restored == 3


def test_a_sentence_changed_since_the_preview_is_left_out(entry, alva):
    offers = offer_repairs(language="sv")
    SegmentTranslation.objects.filter(segment__text="Start the agent.").update(text="Starta den.", version=2)
    assert apply_repairs(language="sv", offers=offers, user=alva).count == 2
    assert texts()[1] == "Starta den."


def test_what_a_person_vouches_for_is_not_repaired(entry):
    SegmentTranslation.objects.update(state="translated", origin="human")
    assert offer_repairs(language="sv") == []


def test_a_translator_of_another_language_may_not_repair(entry, mads):
    Role.objects.create(user=mads, language="da", name="leader")
    with pytest.raises(NotAllowedError):
        apply_repairs(language="sv", offers=offer_repairs(language="sv"), user=mads)
