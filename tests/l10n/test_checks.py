"""The registry of the checks, and what all of them keep to."""

import pytest

from kb.l10n.checks import CHECKS, CheckInput, blocks_review, run
from tests.l10n.checking import found


def test_every_check_has_its_stable_id():
    assert list(CHECKS) == [
        "residue", "code", "token", "quote", "number", "link", "markup", "spacing", "language", "negation", "glossary",
        "compound", "case", "repeat", "consistency",
    ]  # fmt: skip


def test_a_good_translation_has_no_findings():
    source = "If the agent isn't running, run `service agent start` and see [the log](#log)."
    target = "Om agenten inte körs kör du `service agent start` och tittar i [loggen](#log)."
    assert run(CheckInput(source, target, "en", "sv")) == []


def test_an_empty_translation_has_no_findings():
    assert run(CheckInput("Stop.", "  ", "en", "sv")) == []


def test_an_empty_translation_has_what_is_wrong_in_its_source():
    (finding,) = run(CheckInput("Stop hello agent.", "", "en", "sv"))
    assert (finding.check, finding.of_source) == ("residue", True)


def test_only_errors_block_a_review():
    assert blocks_review(found("number", "Wait 3 minutes.", "Vänta."))
    assert not blocks_review(found("repeat", "Stop.", "Stanna stanna."))


def test_a_finding_keeps_its_key_while_other_words_change():
    (before,) = found("number", "Wait 30 minutes.", "Vänta lite.")
    (after,) = found("number", "Please wait 30 minutes.", "Vänta en stund.")
    assert before.key == after.key
    assert before.text == "The number 30 is missing."


def test_an_unknown_check_is_refused():
    with pytest.raises(KeyError):
        run(CheckInput("a", "b", "en", "sv"), only=["length"])
