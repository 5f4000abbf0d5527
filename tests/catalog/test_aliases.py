"""Former names: unique, tolerant of spelling, and resolving for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.catalog import services
from kb.catalog.errors import CatalogError, NameTakenError
from kb.catalog.models import AliasKind, EntryAlias, EntryKind, normalise_name
from kb.catalog.resolve import find_by_anchor, find_entry, find_error
from kb.catalog.services.aliases import holder_of
from tests.factories import CauseFactory, ErrorFactory, SolutionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "spelling", ["agent_stopped", "Agent-Stopped", "#agent-stopped", "AGENT STOPPED", "agent--stopped"]
)
def test_an_anchor_is_found_however_it_is_spelled(spelling: str) -> None:
    cause = CauseFactory(key="the-agent-is-stopped", anchors=["Agent_Stopped"])
    assert find_entry(EntryKind.CAUSE, spelling).pk == cause.pk
    assert find_by_anchor(spelling).pk == cause.pk


@pytest.mark.parametrize("spelling", ["BackupFailedV2", "backupfailedv2", "BACKUP_FAILED_V2", "Backup-Failed-V2"])
def test_a_former_code_finds_its_error(spelling: str) -> None:
    error = ErrorFactory(code="BackupFailed", code_aliases=["BackupFailedV2"])
    assert find_error(spelling).pk == error.pk


def test_an_error_is_found_by_code_before_by_a_former_code() -> None:
    current = ErrorFactory(code="AgentGone")
    assert find_error("agent_gone").pk == current.pk


def test_an_error_without_a_code_is_found_by_its_key() -> None:
    error = ErrorFactory(code="", key="the-job-just-ended")
    assert find_error("the-job-just-ended").pk == error.pk


@pytest.mark.parametrize("nothing", ["", "  ", "#", "_-_", "\x00"])
def test_a_name_of_nothing_finds_nothing(nothing: str) -> None:
    CauseFactory()
    assert find_entry(EntryKind.CAUSE, nothing) is None
    assert find_by_anchor(nothing) is None
    assert find_error(nothing) is None


def test_a_kind_is_not_found_as_another() -> None:
    CauseFactory(key="the-disk-is-full")
    assert find_entry(EntryKind.SOLUTION, "the-disk-is-full") is None


def test_several_spellings_may_belong_to_one_entry() -> None:
    cause = CauseFactory(anchors=["Disk_Full", "disk-full"])
    assert cause.aliases.count() == 2


@pytest.mark.parametrize("value", ["disk-full", "DISK_FULL", "#disk full"])
def test_a_name_that_means_another_entry_is_refused_with_its_holder(value: str) -> None:
    holder = CauseFactory(key="the-disk-is-full", anchors=["disk_full"])
    with pytest.raises(NameTakenError, match="the-disk-is-full") as refusal:
        services.add_alias(entry=SolutionFactory(), kind=AliasKind.ANCHOR, value=value)
    assert refusal.value.holder.pk == holder.pk


def test_a_key_of_another_entry_is_no_alias() -> None:
    CauseFactory(key="the-disk-is-full")
    with pytest.raises(NameTakenError):
        services.add_alias(entry=CauseFactory(), kind=AliasKind.ANCHOR, value="The_Disk_Is_Full")


def test_a_code_of_another_error_is_no_alias() -> None:
    ErrorFactory(code="DiskFull")
    with pytest.raises(NameTakenError):
        services.add_alias(entry=ErrorFactory(), kind=AliasKind.CODE, value="disk_full")


def test_only_errors_have_codes() -> None:
    with pytest.raises(CatalogError, match="Only an error"):
        services.add_alias(entry=CauseFactory(), kind=AliasKind.CODE, value="DiskFull")


def test_adding_an_alias_twice_changes_nothing() -> None:
    cause = CauseFactory()
    first = services.add_alias(entry=cause, kind=AliasKind.ANCHOR, value="disk_full")
    assert services.add_alias(entry=cause, kind=AliasKind.ANCHOR, value="disk_full") == first


def test_the_own_key_needs_no_alias() -> None:
    cause = CauseFactory(key="the-disk-is-full")
    assert services.add_alias(entry=cause, kind=AliasKind.ANCHOR, value="the-disk-is-full") is None


@pytest.mark.parametrize("value", ["", " ", "--", "#", "x" * 301])
def test_a_name_that_cannot_be_looked_up_is_refused(value: str) -> None:
    with pytest.raises(CatalogError):
        services.add_alias(entry=CauseFactory(), kind=AliasKind.ANCHOR, value=value)


def test_an_alias_is_never_removed() -> None:
    cause = CauseFactory(anchors=["disk_full"])
    with pytest.raises(CatalogError, match="cannot be removed"):
        services.remove_alias(alias=cause.aliases.get())
    assert EntryAlias.objects.count() == 1


def test_the_holder_of_a_free_name_is_nobody() -> None:
    assert holder_of(kind=AliasKind.ANCHOR, value="free") is None


@given(st.text(max_size=40))
def test_a_normal_name_is_normal_already(text: str) -> None:
    assert normalise_name(normalise_name(text)) == normalise_name(text)
