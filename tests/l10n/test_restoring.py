"""Going back to an earlier version of a sentence."""

import pytest

from kb.catalog import services as catalog
from kb.l10n.errors import SegmentGoneError, StaleSaveError
from kb.l10n.models import Role, RoleName, Segment, SegmentTranslation
from kb.l10n.services.segments import restore_version, save_segment
from tests.sentence_pairs import disk_full, rewrite

OLD, NEW = "Start the agent.", "Start this agent."

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(ines):
    Role.objects.create(user=ines, language="sv", name=RoleName.TRANSLATOR)
    return ines


def _segment(text=OLD):
    return Segment.objects.get(text=text)


def _save(text, user, base, source=OLD):
    save_segment(segment=_segment(source), language="sv", text=text, state="translated", user=user, base_version=base)


def _restore(number, user, base, source=OLD):
    return restore_version(segment=_segment(source), language="sv", number=number, user=user, base_version=base)


def _told(told):
    return told.text, told.state, told.origin, told.outdated, told.previous_source


@pytest.mark.parametrize(("origin", "state"), [("mt", "initial"), ("tm", "initial"), ("import", "translated")])
def test_what_a_machine_made_is_a_draft_again(ines, origin, state):
    disk_full(origin=origin)
    _save("Starta nu agenten.", ines, 1)
    assert _told(_restore(1, ines, 2)) == ("Starta agenten.", state, origin, False, "")


@pytest.mark.parametrize("significance", ["minor", "major"])
def test_what_was_made_for_another_source_is_outdated_again(ines, significance):
    rewrite(disk_full(origin="mt"), OLD, NEW, significance=significance)
    withheld = SegmentTranslation.objects.get(segment=_segment(NEW)).withheld
    assert withheld == (significance == "major")
    again = _restore(1, ines, 1, NEW)
    assert _told(again) == ("Starta agenten.", "initial", "mt", True, OLD)
    assert again.withheld == withheld
    _save("Starta den här agenten.", ines, 2, NEW)
    assert _told(_restore(1, ines, 3, NEW)) == ("Starta agenten.", "initial", "mt", True, OLD)


def test_the_source_that_a_version_names_is_compared(ines):
    disk_full(origin="import")
    _save("Starta nu agenten.", ines, 1)
    segment = _segment()
    segment.versions.filter(number=1).update(source="Start  the\nagent.")
    assert not _restore(1, ines, 2).outdated
    segment.versions.filter(number=1).update(source="Stop the agent.")
    assert _told(_restore(1, ines, 3)) == ("Starta agenten.", "initial", "import", True, "Stop the agent.")


def test_a_text_that_is_outdated_as_it_stands_stays_so(ines):
    entry = disk_full(origin="import")
    body = "Starta agenten. Vänta 5 minuter.\n\n- Kör `df -h` nu.\n"
    catalog.publish_text(entry=entry, language="sv", title="Disken är full", body=body, outdated=True)
    base = SegmentTranslation.objects.get(segment=_segment(), language="sv").version
    assert base > 1
    assert _restore(1, ines, base).outdated


def test_a_newer_save_is_not_overwritten(ines):
    disk_full(origin="import")
    _save("Starta nu agenten.", ines, 1)
    with pytest.raises(StaleSaveError) as refusal:
        _restore(1, ines, 1)
    assert (refusal.value.conflict.yours, refusal.value.conflict.theirs) == ("Starta agenten.", "Starta nu agenten.")


def test_a_sentence_that_left_the_source_stays_as_it_is(ines):
    rewrite(disk_full(origin="import"), OLD, "Nothing of that is here.")
    with pytest.raises(SegmentGoneError):
        _restore(1, ines, 1)
