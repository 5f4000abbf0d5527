"""Codes are renamed, merged and retired, and never lost."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.catalog import services
from kb.catalog.errors import CatalogError, LifecycleError, NameTakenError
from kb.catalog.models import EntryAlias, ErrorCode, Lifecycle, Translation
from kb.catalog.resolve import find_error
from tests.factories import CauseFactory, ErrorFactory

pytestmark = pytest.mark.django_db


def test_a_renamed_code_knows_what_it_became() -> None:
    old, new = ErrorFactory(), ErrorFactory()
    services.set_lifecycle(error=old, lifecycle="renamed", successor=new)
    assert ErrorCode.objects.get(pk=old.pk).successor == new


@pytest.mark.parametrize("lifecycle", ["renamed", "merged"])
def test_what_became_another_needs_to_say_which(lifecycle: str) -> None:
    with pytest.raises(LifecycleError):
        services.set_lifecycle(error=ErrorFactory(), lifecycle=lifecycle)


@pytest.mark.parametrize("lifecycle", ["active", "retired"])
def test_what_became_nothing_has_no_successor(lifecycle: str) -> None:
    with pytest.raises(LifecycleError):
        services.set_lifecycle(error=ErrorFactory(), lifecycle=lifecycle, successor=ErrorFactory())


def test_the_database_itself_refuses_a_successor_of_nothing() -> None:
    error = ErrorFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorCode.objects.filter(pk=error.pk).update(lifecycle="merged")


def test_nothing_becomes_itself() -> None:
    error = ErrorFactory()
    with pytest.raises(LifecycleError, match="circle"):
        services.set_lifecycle(error=error, lifecycle="renamed", successor=error)


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_circle_of_renames_is_refused(length: int) -> None:
    errors = [ErrorFactory() for _number in range(length)]
    for one, other in zip(errors, errors[1:], strict=False):
        services.set_lifecycle(error=one, lifecycle="renamed", successor=other)
    with pytest.raises(LifecycleError, match="circle"):
        services.set_lifecycle(error=errors[-1], lifecycle="merged", successor=errors[0])
    errors[-1].refresh_from_db()
    assert errors[-1].lifecycle == Lifecycle.ACTIVE


def test_a_retired_code_becomes_active_again() -> None:
    error = ErrorFactory()
    services.set_lifecycle(error=error, lifecycle="retired")
    services.set_lifecycle(error=error, lifecycle="active")
    assert ErrorCode.objects.get().lifecycle == "active"


def test_a_new_code_keeps_the_old_one_resolving() -> None:
    error = ErrorFactory(code="AgentGone")
    services.set_code(error=error, code="AgentNotReachable")
    assert find_error("agent_gone").code == "AgentNotReachable"


def test_another_spelling_of_a_code_makes_no_alias() -> None:
    error = ErrorFactory(code="AgentGone")
    services.set_code(error=error, code="Agent_Gone")
    assert not error.aliases.exists()
    assert find_error("agentgone").code == "Agent_Gone"


def test_going_back_to_a_former_code_frees_its_alias() -> None:
    error = ErrorFactory(code="AgentGone")
    services.set_code(error=error, code="AgentLost")
    services.set_code(error=error, code="AgentGone")
    assert list(error.aliases.values_list("value", flat=True)) == ["AgentLost"]


def test_texts_that_mention_a_code_lead_to_the_new_one() -> None:
    error = ErrorFactory(code="AgentGone")
    cause = CauseFactory(texts={"en": ("Stopped", "It shows [this](error:agent_gone).")})
    services.set_code(error=error, code="AgentLost")
    assert "/en/errors/AgentLost/" in Translation.objects.get(entry=cause).html


def test_the_code_of_another_error_is_refused() -> None:
    ErrorFactory(code="AgentGone")
    with pytest.raises(NameTakenError):
        services.set_code(error=ErrorFactory(code="Other"), code="agent-gone")


def test_a_former_code_of_another_error_is_refused() -> None:
    ErrorFactory(code="AgentLost", code_aliases=["AgentGone"])
    with pytest.raises(NameTakenError):
        services.set_code(error=ErrorFactory(code="Other"), code="AgentGone")


@pytest.mark.parametrize("code", ["E" * 201, "--"])
def test_a_code_that_cannot_be_kept_is_refused(code: str) -> None:
    with pytest.raises(CatalogError):
        services.set_code(error=ErrorFactory(), code=code)


def test_a_code_may_be_taken_away_and_still_resolves() -> None:
    error = ErrorFactory(code="AgentGone")
    services.set_code(error=error, code="")
    assert ErrorCode.objects.get().slug == error.key
    assert find_error("AgentGone").pk == error.pk


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_following_successors_always_ends(db: None, renames: list[tuple[int, int]]) -> None:
    ErrorCode.objects.update(lifecycle="active", successor=None)
    errors = [ErrorCode.objects.filter(code=f"E{n}").first() or ErrorFactory(code=f"E{n}") for n in range(4)]
    for one, other in renames:
        try:
            services.set_lifecycle(
                error=ErrorCode.objects.get(pk=errors[one].pk),
                lifecycle="renamed",
                successor=ErrorCode.objects.get(pk=errors[other].pk),
            )
        except LifecycleError:
            continue
    for error in ErrorCode.objects.all():
        steps = 0
        while error.successor:
            error, steps = error.successor, steps + 1
            assert steps <= 4


def test_every_code_a_thing_ever_had_still_finds_it() -> None:
    error = ErrorFactory(code="One")
    for code in ("Two", "Three", "Four", "Two"):
        services.set_code(error=error, code=code)
    assert {find_error(code).pk for code in ("One", "Two", "Three", "Four")} == {error.pk}
    assert EntryAlias.objects.filter(kind="code").count() == 3
