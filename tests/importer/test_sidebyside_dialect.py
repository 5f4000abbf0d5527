from __future__ import annotations

import datetime as dt

from kb.importer.parsed import Pair
from tests.importer.reading import entries, kinds, read

SWEDISH = "sidebyside/sv/guides/harbour-backup-fails.md"
SPANISH = "sidebyside/es/guides/harbour-backup-fails.md"


def test_each_entry_has_its_target_and_its_source() -> None:
    document = read(SWEDISH)
    assert (document.language, document.source_language) == ("sv", "en")
    assert (document.date, document.source_date) == (dt.date(2017, 10, 6), dt.date(2017, 8, 17))
    cause = entries(document)["the-ship-has-no-access"]
    assert [text.language for text in cause.texts] == ["sv", "en"]
    assert [text.date for text in cause.texts] == [dt.date(2017, 10, 6), dt.date(2017, 8, 17)]
    assert [text.title for text in cause.texts] == ["hello skepp har ingen åtkomst", "hello ship has no access"]
    assert [text.state for text in cause.texts] == ["initial", "final"]


def test_two_documents_with_one_source_meet_in_the_same_entries() -> None:
    swedish, spanish = entries(read(SWEDISH)), entries(read(SPANISH))
    assert list(swedish) == list(spanish)
    for key, entry in swedish.items():
        other = spanish[key]
        assert entry.texts[1].title == other.texts[1].title
        assert entry.texts[1].body == other.texts[1].body
        assert [pair.source for pair in entry.pairs] == [pair.source for pair in other.pairs]
        assert (entry.causes, entry.solutions, entry.anchors) == (other.causes, other.solutions, other.anchors)


def test_every_pair_of_the_text_is_kept_in_order() -> None:
    error = entries(read(SWEDISH))["agent-unable-to-reach-the-quay"]
    assert error.pairs == (
        Pair("Agent unable tooreach hello quay", "Agenten kan inte tooreach hello kajen"),
        Pair(
            "After you schedule hello backup, the service asks for a snapshot.",
            "När du schemalägger hello säkerhetskopiering ber tjänsten om en ögonblicksbild.",
        ),
    )
    guide = entries(read(SWEDISH))["harbour-backup-fails"]
    assert [pair.source for pair in guide.pairs][1:] == [
        "This article gives steps toohelp you help yourself.",
        "Follow hello steps in order.",
    ]


def test_a_solution_is_called_after_its_cause_on_both_sides() -> None:
    solution = entries(read(SPANISH))["the-ship-has-no-access--solution"]
    assert [text.title for text in solution.texts] == [
        "Solución: Hola barco no tiene acceso",
        "Solution: hello ship has no access",
    ]
    assert solution.pairs[0] == Pair("Solution: hello ship has no access", "Solución: Hola barco no tiene acceso")


def test_links_that_damage_broke_are_resolved_and_reported() -> None:
    document = read(SWEDISH)
    found = entries(document)
    assert found["agent-unable-to-reach-the-quay"].causes == (
        "the-ship-has-no-access",
        "the-agent-is-out-of-date-for-linux-ships",
    )
    assert found["snapshot-failed-due-to-no-network"].causes == (
        "the-agent-is-out-of-date-for-linux-ships",
        "the-ship-has-no-access",
    )
    broken = [finding for finding in document.findings if finding.kind == "broken-link"]
    assert [finding.line for finding in broken] == [20, 21, 25, 26]
    assert broken[0].resolution == "resolved to cause the-ship-has-no-access by repairing the anchor"


def test_old_and_repaired_anchors_are_names_of_the_entry() -> None:
    found = entries(read(SWEDISH))
    assert found["the-ship-has-no-access"].anchors == ("hello-ship-has-no-access",)
    assert "{#allow-access-to-the-quay}" in found["the-ship-has-no-access--solution"].texts[0].body
    assert found["the-ship-has-no-access--solution"].anchors == ("allow-access-toohello-quay",)


def test_structure_around_the_sentences_stays() -> None:
    target, source = entries(read(SWEDISH))["the-ship-has-no-access--solution"].texts
    assert "2. Kör `ps-e` på hello skeppet. Vänta sedan." in target.body
    assert "2. Run `ps -e` on hello ship. Then wait." in source.body
    assert "> [!NOTE]\n >This holds for all ships." in source.body
    assert ("numbering-gap", 39) in kinds(read(SWEDISH))


def test_a_sentence_that_nobody_translated_is_named() -> None:
    assert ("untranslated-run", 49) in kinds(read(SWEDISH))


def test_rows_of_tables_keep_their_pairs() -> None:
    row = entries(read(SWEDISH))["the-agent-is-out-of-date-for-linux-ships--the-agent-was-stopped"]
    assert row.pairs == (Pair("hello agent was stopped.", "hello agenten stoppades."),)
    solution = entries(read(SWEDISH))[row.solutions[0]]
    assert solution.texts[1].body == "Start it. See [more](guide:agents).\n"
    assert [pair.target for pair in solution.pairs][1:] == ["Starta den.", "Se [mer](guide:agents)."]
