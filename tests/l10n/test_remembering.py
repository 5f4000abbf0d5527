"""What the memory keeps: what somebody vouches for on arrival, and what sentences were called that left."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.catalog import services as catalog
from kb.l10n.models import MemoryEntry, Segment, SegmentTranslation
from kb.l10n.services.knowledge import memory, remember
from kb.l10n.services.memorise import memory_entry
from kb.l10n.services.pairs import align_translation
from tests.factories import CauseFactory
from tests.sentence_pairs import BODY, PAIRS, TITLE, disk_full, rewrite

SWEDISH = "Starta agenten. Vänta 5 minuter.\n\n- Kör `df -h` nu.\n"
MEMORY = [(pair.source, pair.target) for pair in PAIRS]
MIGRATION = import_module("kb.l10n.migrations.0004_remember_translations")

pytestmark = pytest.mark.django_db


def _entry(**swedish):
    entry = CauseFactory(key="disk-full", texts={"en": (TITLE, BODY)})
    catalog.publish_text(entry=entry, language="sv", title="Disken är full", body=SWEDISH, **swedish)
    return entry


def _memory():
    return list(MemoryEntry.objects.order_by("id").values_list("source", "target"))


def test_a_text_that_somebody_vouches_for_goes_into_the_memory_once():
    entry = _entry(state="translated", origin="import")
    assert _memory() == MEMORY
    one = MemoryEntry.objects.first()
    assert (one.source_language, one.target_language, one.origin) == ("en", "sv", "import")
    assert one.context == "cause:disk-full"
    catalog.publish_text(entry=entry, language="sv", title="Disken är full", body=SWEDISH, state="final")
    assert _memory() == MEMORY


@pytest.mark.parametrize("how", [{"state": "initial", "origin": "mt"}, {"state": "translated", "outdated": True}])
def test_a_draft_and_a_text_of_an_older_source_do_not(how):
    _entry(**how)
    assert SegmentTranslation.objects.count() == 4
    assert _memory() == []


def test_a_draft_goes_into_it_when_somebody_vouches_for_it():
    entry = _entry(state="initial")
    catalog.publish_text(entry=entry, language="sv", title="Disken är full", body=SWEDISH, state="reviewed")
    assert _memory() == MEMORY


def test_what_a_machine_made_gives_way_to_the_same_from_a_person():
    def told(origin):
        given = {"source": "Start the agent.", "target": "Starta agenten.", "context": origin}
        return memory_entry(**given, source_language="en", target_language="sv", origin=origin)

    assert remember([told("mt")]) == 1
    assert memory("en", "sv").exact("Start the agent.")[0].origin == "mt"
    assert remember([told("human")]) == 0
    assert MemoryEntry.objects.get().origin == "human"
    assert [match.record.origin for match in memory("en", "sv").search("Start the agent.")] == ["human"]
    assert remember([told("mt"), told("import")]) == 0
    assert MemoryEntry.objects.get().origin == "human"


def test_a_translation_is_remembered_with_all_that_it_says():
    entry = CauseFactory(key="disk-full", texts={"en": (TITLE, BODY)})
    body = "Starta agenten och vänta i 5 minuter.\n\n- Kör `df -h` nu.\n"
    told = {"accept": True, "origin": "human", "state": "translated"}
    align_translation(entry=entry, language="sv", title="Disken är full", body=body, **told)
    assert ("Start the agent. Wait 5 minutes.", "Starta agenten och vänta i 5 minuter.") in _memory()
    MemoryEntry.objects.all().delete()
    rewrite(entry, "Start the agent.", "Nothing of that is here.")
    assert _memory() == [("Start the agent. Wait 5 minutes.", "Starta agenten och vänta i 5 minuter.")]


def test_as_many_queries_for_any_number_of_sentences():
    counts = []
    for size in (3, 60):
        lines = [f"Start {size} machine {n}." for n in range(size)]
        entry = CauseFactory(key=f"of-{size}", texts={"en": (f"Title {size}", "\n\n".join(lines))})
        body = "\n\n".join(line.replace("Start", "Starta") for line in lines)
        with CaptureQueriesContext(connection) as asked:
            catalog.publish_text(entry=entry, language="sv", title=f"Titel {size}", body=body)
        counts.append(len(asked))
    assert counts[1] <= counts[0]
    assert MemoryEntry.objects.count() == 65


@pytest.mark.parametrize(
    "new", ["Start it, the agent.", "Nothing of that is here.", ""], ids=["alike", "another", "removed"]
)
def test_what_a_sentence_was_called_is_remembered_when_it_leaves(new):
    entry = disk_full(origin="mt")
    MemoryEntry.objects.all().delete()
    rewrite(entry, "Start the agent.", new)
    assert _memory() == [("Start the agent.", "Starta agenten.")]
    assert MemoryEntry.objects.get().origin == "mt"


def test_an_outdated_translation_is_remembered_with_the_source_it_was_made_from():
    entry = _entry()
    rewrite(entry, "Start the agent.", "Start this agent.")
    MemoryEntry.objects.all().delete()
    rewrite(entry, "Start the agent.", "Nothing of that is here.")
    assert _memory() == [("Start the agent.", "Starta agenten.")]


def test_a_new_sentence_replaces_what_stood_in_its_place():
    entry = _entry()
    rewrite(entry, "Start the agent.", "Nothing of that is here. Nor here.")
    replaced = {one.text: one.replaces and one.replaces.text for one in Segment.objects.filter(entry=entry).current()}
    assert [replaced.pop("Nothing of that is here."), replaced.pop("Nor here.")].count("Start the agent.") == 1
    assert set(replaced.values()) == {None}
    assert not SegmentTranslation.objects.filter(segment__text="Nothing of that is here.").exists()


def test_sites_that_were_there_before_remember_what_they_have():
    entry = _entry(state="translated", origin="import")
    drafts = CauseFactory(key="drafts", texts={"en": ("Only a draft", "Nothing else.")})
    catalog.publish_text(entry=drafts, language="sv", title="Bara ett utkast", body="Inget mer.", state="initial")
    telling = SegmentTranslation.objects.filter(segment__text__in=["Start the agent.", "Wait 5 minutes."])
    telling.filter(segment__text="Wait 5 minutes.").update(text="", told_before=True)
    rewrite(entry, "Run `df -h` now.", "Nothing of that is here.")
    MemoryEntry.objects.all().delete()
    for _time in range(2):
        MIGRATION.remember(apps, None)
        assert _memory() == [MEMORY[0], ("Start the agent. Wait 5 minutes.", "Starta agenten."), MEMORY[3]]
    names = {"context", "pair", "source_hash", "origin"}
    rows = [{name: getattr(one, name) for name in names} for one in MemoryEntry.objects.order_by("id")]
    MemoryEntry.objects.all().delete()
    catalog.publish_text(entry=entry, language="en", title="Other", body="Nothing.")
    later = {one.pair: {name: getattr(one, name) for name in names} for one in MemoryEntry.objects.all()}
    assert [later[row["pair"]] for row in rows[:2]] == rows[:2]
