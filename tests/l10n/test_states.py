"""The states of a sentence and what each format makes of them."""

import pytest

from kb.l10n import states
from kb.l10n.states import Condition


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (("", "initial", "human", False), Condition.EMPTY),
        (("Hej", "initial", "mt", False), Condition.MACHINE),
        (("Hej", "initial", "human", False), Condition.DRAFT),
        (("Hej", "final", "human", True), Condition.OUTDATED),
        (("Hej", "reviewed", "import", False), Condition.REVIEWED),
    ],
)
def test_the_condition_follows_from_what_is_stored(stored, expected):
    text, state, origin, outdated = stored
    assert states.condition(text=text, state=state, origin=origin, outdated=outdated) == expected


@pytest.mark.parametrize("condition", list(Condition))
def test_xliff_21_says_every_condition_and_is_understood(condition):
    wording = states.XLIFF21[condition]
    text = "" if condition is Condition.EMPTY else "Hej"
    assert states.from_xliff21(wording.state, wording.qualifier, text) == condition


@pytest.mark.parametrize("condition", list(Condition))
def test_xliff_12_says_every_condition_and_is_understood(condition):
    wording = states.XLIFF12[condition]
    text = "" if condition is Condition.EMPTY else "Hej"
    assert states.from_xliff12(wording.state, wording.qualifier, wording.approved, text) == condition


def test_po_knows_only_empty_fuzzy_and_plain():
    assert states.from_po(False, "", False) == Condition.EMPTY
    assert states.from_po(True, "Hej", True) == Condition.OUTDATED
    assert states.from_po(True, "Hej", False) == Condition.DRAFT
    assert states.from_po(False, "Hej", False) == Condition.TRANSLATED


def test_the_worst_state_counts():
    assert states.worst([Condition.FINAL, Condition.MACHINE, Condition.REVIEWED]) == Condition.MACHINE
    assert states.worst_state(["final", "translated"]) == "translated"
    assert states.worst([]) is None


def test_a_condition_is_stored_as_state_and_outdated():
    assert states.stored(Condition.REVIEWED) == ("reviewed", False)
    assert states.stored(Condition.OUTDATED) == ("initial", True)
    assert states.stored(Condition.MACHINE) == ("initial", False)
