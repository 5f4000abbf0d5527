from __future__ import annotations

import datetime as dt

from tests.importer.reading import entries, kinds, read

OLDER = "frontmatter/2019-sv/guides/harbour-backup-fails.md"
NEWER = "frontmatter/2020-sv/guides/harbour-backup-fails.md"


def test_coded_errors_have_their_code_message_and_causes_in_order() -> None:
    document = read(OLDER)
    assert (document.language, document.date, document.source_date) == ("sv", dt.date(2019, 8, 27), dt.date(2019, 7, 5))
    error = entries(document)["harbourerroragentsilent"]
    assert error.code == "HarbourErrorAgentSilent"
    assert error.texts[0].title == "Agenten når inte kajen"
    assert error.causes == ("the-agent-is-out-of-date-for-linux-ships", "the-ship-has-no-access")
    assert "Felkod" not in error.texts[0].body
    assert "Orsak" not in error.texts[0].body


def test_a_slash_names_an_error_and_its_alias() -> None:
    for path in (OLDER, NEWER):
        error = entries(read(path))["backupfailed"]
        assert (error.code, error.code_aliases) == ("BackUpFailed", ("BackUpFailedV2",))


def test_procedures_that_errors_name_as_steps_are_solutions() -> None:
    found = entries(read(OLDER))
    assert found["harbourerrorlimitreached"].solutions == ("remove-lock-from-the-quay", "clean-up-the-quay")
    assert found["remove-lock-from-the-quay"].kind == "solution"
    assert found["remove-lock-from-the-quay"].anchors == ("remove_lock_from_the_quay",)
    assert found["harbour-backup-fails"].solutions == ("remove-lock-from-the-quay", "clean-up-the-quay")
    body = found["clean-up-the-quay"].texts[0].body
    assert "(#clean-up-by-running-a-backup)" in body
    assert "## Städa genom att köra en säkerhetskopiering {#clean-up-by-running-a-backup}" in body


def test_a_cause_without_a_link_is_a_cause_and_a_finding() -> None:
    document = read(OLDER)
    assert ("cause-without-link", 32) in kinds(document)
    cause = entries(document)["backupfailed--tjansten-far-inte-ta-bort-gamla-ogonblicks-bilder-pa-grund-av-ett-las"]
    assert cause.texts[0].title == "Tjänsten får inte ta bort gamla ögonblicks bilder på grund av ett lås"
    assert cause.solutions == ()


def test_a_cause_that_links_to_a_procedure_has_it_as_its_solution() -> None:
    found = entries(read(NEWER))
    assert found["backupfailed"].causes[1] == "remove-lock-from-the-quay--cause"
    cause = found["remove-lock-from-the-quay--cause"]
    assert cause.kind == "cause"
    assert cause.solutions == ("remove-lock-from-the-quay",)
    assert found["remove-lock-from-the-quay"].kind == "solution"


def test_a_bold_link_alone_on_its_line_is_a_cause_without_number() -> None:
    assert entries(read(NEWER))["harbourerroragentsilent"].causes == ("the-agent-is-out-of-date-for-linux-ships",)


def test_of_two_anchors_the_one_kept_for_old_links_is_the_key() -> None:
    cause = entries(read(NEWER))["the-agent-is-out-of-date-for-linux-ships"]
    assert cause.anchors == ("the-linux-agent-is-too-old",)
    assert set(entries(read(NEWER))["harbourerroragentsilent"].anchors) == {
        "harbourerroragentsilent---agent-unable-to-reach-the-quay",
        "HarbourErrorAgentSilent-agent-unable-to-reach-the-quay",
    }


def test_errors_that_mention_each_other_are_related() -> None:
    error = entries(read(NEWER))["harbourerroragentsilent"]
    assert error.related == ("harbourerrorlimitreached",)
    assert "[steg](error:HarbourErrorLimitReached)" in error.texts[0].body


def test_a_step_by_step_guide_is_the_guides_text() -> None:
    guide = entries(read(NEWER))["harbour-backup-fails"].texts[0].body
    assert "## Steg-för-steg-guide {#step-by-step-guide}" in guide
    assert "### Steg 1: kontrollera skeppet" in guide
    assert "(cause:the-agent-is-out-of-date-for-linux-ships)" in guide


def test_a_solution_for_this_error_is_the_same_solution() -> None:
    for path in (OLDER, NEWER):
        solution = entries(read(path))["the-agent-is-out-of-date-for-linux-ships--solution"]
        assert solution.texts[0].title == "Lösning: Agenten är gammal (för Linux-skepp)"


def test_pictures_that_are_not_there_are_named_and_left_out() -> None:
    document = read(OLDER)
    assert ("image-not-found", 60) in kinds(document)
    assert "![" not in "".join(text.body for entry in document.entries for text in entry.texts)
