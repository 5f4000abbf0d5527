"""What importing a file of translations would do, sentence by sentence."""

from kb.l10n.exchange import ExchangeUnit
from kb.l10n.exchange.plan import Action, Current, plan_import
from kb.l10n.states import Condition, State


def current(target="Disken är full.", state="translated", outdated=False, source="The disk is full."):
    return {"s-1": Current(source, target, state, outdated, 3)}


def planned(unit, now, format="xliff21", **how):
    (step,) = plan_import([unit], now, format=format, **how)
    return step


def unit(target, condition, source="The disk is full.", id="s-1"):
    return ExchangeUnit(id, source, target, condition)


def test_a_foreign_id_and_a_double_are_named_and_not_written():
    steps = plan_import([unit("A", Condition.TRANSLATED, id="s-9"), *[unit("B", Condition.TRANSLATED)] * 2],
                        current(), format="po")  # fmt: skip
    assert [step.action for step in steps] == [Action.FOREIGN, Action.UPDATE, Action.DOUBLE]


def test_a_translation_of_another_source_is_taken_as_fuzzy():
    step = planned(unit("Disken är tom.", Condition.FINAL, source="The disk is empty."), current())
    assert (step.action, step.state, step.outdated) == (Action.FUZZY, State.INITIAL, True)


def test_po_leaves_a_review_alone():
    now = current(state="reviewed")
    assert planned(unit("Disken är full.", Condition.TRANSLATED), now, "po").action == Action.UNCHANGED
    step = planned(unit("Disken är full.", Condition.DRAFT), now, "po")
    assert (step.action, step.notes) == (Action.UNCHANGED, ("review-not-expressed",))
    assert planned(unit("Disken är helt full.", Condition.TRANSLATED), now, "po").state == State.TRANSLATED


def test_xliff_raises_a_review_only_for_a_reviewer():
    step = planned(unit("Disken är full.", Condition.REVIEWED), current(state="initial"))
    assert (step.state, step.notes) == (State.TRANSLATED, ("review-not-allowed",))
    step = planned(unit("Disken är full.", Condition.REVIEWED), current(), may_review=True)
    assert (step.action, step.state) == (Action.UPDATE, State.REVIEWED)


def test_a_translator_cannot_lower_a_review_by_a_file():
    assert planned(unit("Disken är full.", Condition.TRANSLATED), current(state="final")).action == Action.UNCHANGED


def test_a_lost_placeholder_is_noted():
    now = current(source="Run `df`.", target="Kör `df`.")
    step = planned(ExchangeUnit("s-1", "Run `df`.", "Kör det.", Condition.TRANSLATED), now)
    assert step.notes == ("placeholder-lost",)


def test_an_empty_target_deletes_nothing():
    assert planned(unit("", Condition.EMPTY), current()).action == Action.EMPTY
