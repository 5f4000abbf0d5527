from __future__ import annotations

import pytest

from kb.importer.repair import repair_document, unmangle_emphasis
from tests.importer.reading import entries, read


def test_residue_is_repaired_on_both_sides_and_in_the_pairs() -> None:
    document = repair_document(read("sidebyside/sv/guides/harbour-backup-fails.md"))
    entry = entries(document)["agent-unable-to-reach-the-quay"]
    assert entry.texts[1].title == "Agent unable to reach the quay"
    assert entry.texts[1].body == "After you schedule the backup, the service asks for a snapshot.\n"
    assert entry.pairs[1].source == "After you schedule the backup, the service asks for a snapshot."
    assert "hello" not in entry.texts[0].body + entry.pairs[1].target
    assert entry.texts[0].state == "initial"


def test_a_code_span_is_spelled_as_in_its_source() -> None:
    document = repair_document(read("sidebyside/sv/guides/harbour-backup-fails.md"))
    solution = entries(document)["the-ship-has-no-access--solution"]
    assert "`ps -e`" in solution.texts[0].body


def test_compounds_that_stand_joined_elsewhere_in_the_document_are_joined() -> None:
    document = repair_document(read("frontmatter/2019-sv/guides/harbour-backup-fails.md"))
    cause = entries(document)["backupfailed--tjansten-far-inte-ta-bort-gamla-ogonblicks-bilder-pa-grund-av-ett-las"]
    assert "ögonblicksbilder" in cause.texts[0].title


def test_every_repair_is_a_finding() -> None:
    before = read("sidebyside/es/guides/harbour-backup-fails.md")
    after = repair_document(before)
    added = after.findings[len(before.findings) :]
    assert added
    assert {finding.kind for finding in added} == {"repair"}
    assert all("now" in finding.resolution for finding in added)


def test_repairing_twice_changes_nothing_more() -> None:
    once = repair_document(read("sidebyside/sv/guides/harbour-backup-fails.md"))
    twice = repair_document(once)
    assert [entry.texts for entry in twice.entries] == [entry.texts for entry in once.entries]


@pytest.mark.parametrize(
    ("torn", "mended"),
    [
        (
            "Look in * *_the log_* _ for _*_the name: x.exe_*_. Then",
            "Look in **the log** for **the name: x.exe**. Then",
        ),
        ("- _ * Check the network * *: packages", "- **Check the network**: packages"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("**bold** and *italic* and _this_", "**bold** and *italic* and _this_"),
    ],
)
def test_torn_emphasis_is_mended_only_where_one_reading_is_left(torn: str, mended: str) -> None:
    assert unmangle_emphasis(torn)[0] == mended
