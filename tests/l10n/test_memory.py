"""Look-up of what was translated before."""

from kb.l10n.engines.prefill import PrefillEngine
from kb.l10n.glossary import Glossary
from kb.l10n.memory import MemoryIndex, Record
from kb.l10n.similarity import similarity

RECORDS = [
    Record(1, "The disk of the virtual machine is full.", "Den virtuella datorns disk är full.", "human", "cause:disk"),
    Record(2, "Restart the agent.", "Starta om agenten.", "import", "cause:agent"),
    Record(3, "Restart the agent.", "Starta om agenten.", "human", "guide:all"),
    Record(4, "Restart the agents.", "Starta om agenterna.", "mt", "guide:all"),
]


def test_the_same_wording_is_found_newest_first():
    assert [record.id for record in MemoryIndex(RECORDS).exact("Restart  the agent.")] == [3, 2]


def test_a_similar_sentence_is_found_with_its_likeness():
    (match,) = MemoryIndex(RECORDS).search("The disk of the virtual machine is almost full.")
    assert match.record.id == 1
    assert match.similarity == round(
        similarity(RECORDS[0].source, "The disk of the virtual machine is almost full."), 1
    )
    assert match.similarity >= 75


def test_translations_that_say_the_same_come_once_and_the_entry_asked_for_first():
    found = MemoryIndex(RECORDS).search("Restart the agent.", context="cause:agent")
    assert [(match.record.id, match.similarity) for match in found[:1]] == [(2, 100.0)]
    assert [match.record.target for match in found] == ["Starta om agenten.", "Starta om agenterna."]


def test_machine_text_stands_behind_what_people_wrote_or_brought():
    index = MemoryIndex([*RECORDS, Record(7, "Restart the agent.", "Omstarta agenten.", "mt", "cause:agent")])
    assert [record.id for record in index.exact("Restart the agent.", context="cause:agent")] == [2, 3, 7]
    found = index.search("Restart the agent.", context="cause:agent")
    assert [match.record.id for match in found] == [2, 7, 4]
    assert PrefillEngine(index, Glossary(())).translate(
        ["Restart the agent."], source_language="en", target_language="sv"
    ) == ["Starta om agenten."]


def test_what_is_less_like_is_not_found():
    assert MemoryIndex(RECORDS).search("Wait for the network to come back.") == []
    assert MemoryIndex().search("Restart the agent.") == []
    assert MemoryIndex(RECORDS).search("   ") == []


def test_what_is_added_later_is_found():
    index = MemoryIndex(RECORDS)
    index.add([Record(9, "Free some space.", "Frigör utrymme.")])
    assert index.last_id == 9
    assert index.search("Free some space")[0].record.id == 9
    index.add(RECORDS)
    assert len(index) == len(RECORDS) + 1


def test_the_best_match_is_not_missed_among_many():
    records = [Record(n, f"Step {n}: open the page of disk {n * 3} and choose it.", str(n)) for n in range(1, 3000)]
    found = MemoryIndex(records).search("Step 1500: open the page of disk 4500 and choose one.")
    assert found[0].record.id == 1500
