from __future__ import annotations

import datetime as dt

from tests.importer.reading import entries, kinds, read

PAGE = "properties/guides/harbour-backup-fails.md"
ERROR = "harbour-backup-fails-no-answer-from-the-agent"


def test_the_page_is_a_guide_with_one_nameless_error() -> None:
    document = read(PAGE)
    assert (document.dialect, document.language, document.date) == ("properties", "da", dt.date(2016, 10, 18))
    found = entries(document)
    assert found["harbour-backup-fails"].kind == "guide"
    assert "## Oversigt" in found["harbour-backup-fails"].texts[0].body
    assert found[ERROR].texts[0].title == "Der kom ikke noget svar fra agenten i havnen i tide."
    assert found[ERROR].code == ""


def test_its_causes_are_the_numbered_sections_in_order() -> None:
    found = entries(read(PAGE))
    assert found[ERROR].causes == (
        "the-ship-does-not-reach-the-quay",
        "the-agent-is-out-of-date-for-linux-ships",
        "the-backup-extension-is-stuck-in-the-lock",
    )
    cause = found["the-ship-does-not-reach-the-quay"]
    assert cause.texts[0].title == "Skibet når ikke kajen"
    assert cause.anchors == ()
    assert cause.solutions == ("the-ship-does-not-reach-the-quay--solution",)
    assert found["the-agent-is-out-of-date-for-linux-ships"].platforms == ("linux",)


def test_what_follows_a_solution_belongs_to_it() -> None:
    solution = entries(read(PAGE))["the-ship-does-not-reach-the-quay--solution"].texts[0]
    assert solution.title == "Løsning: Skibet når ikke kajen"
    assert "## Sådan åbner du porten {#to-open-the-gate}" in solution.body


def test_an_unclosed_fence_swallows_nothing() -> None:
    document = read(PAGE)
    assert ("unclosed-fence", 57) in kinds(document)
    assert "the-backup-extension-is-stuck-in-the-lock" in entries(document)
    body = entries(document)["the-agent-is-out-of-date-for-linux-ships--solution"].texts[0].body
    assert "\n```\n" not in body
    assert '<div lang="en">\n\n3. Configure the agent' in body


def test_the_tail_that_was_left_in_english_is_english() -> None:
    document = read(PAGE)
    assert ("untranslated-run", 59) in kinds(document)
    languages = {entry.texts[0].language for entry in document.entries if entry.line >= 65}
    assert languages == {"en"}


def test_every_row_of_a_table_of_causes_is_a_cause_with_its_solution() -> None:
    document = read(PAGE)
    found = entries(document)
    holder = "the-backup-extension-is-stuck-in-the-lock"
    row = found[f"{holder}--many-ships-are-backed-up-at-the-same-time"]
    assert row.texts[0].title == "Many ships are backed up at the same time."
    assert row.texts[0].body.startswith("In this case the snapshot is delayed")
    assert found[row.solutions[0]].texts[0].body == "Spread the schedules.\n\nUse more than one quay.\n"
    assert f"(cause:{holder}--the-lock-is-closed-because-of-the-tide)" in found[f"{holder}--solution"].texts[0].body
    assert f"{holder}--the-lock-is-closed-because-of-the-tide" in found["harbour-backup-fails"].causes
    assert ("cause-table", 71) in kinds(document)


def test_notes_and_includes_of_the_old_dialect_are_read() -> None:
    document = read(PAGE)
    assert ("missing-include", 18) in kinds(document)
    body = entries(document)["the-ship-does-not-reach-the-quay"].texts[0].body
    assert "> [!NOTE]\n> Det gælder også om natten." in body
