"""Creating, renaming, withdrawing and deleting entries."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.catalog import services, signals
from kb.catalog.errors import CatalogError, LinkedEntryError, NameTakenError
from kb.catalog.models import AliasKind, Cause, Entry, EntryKind, ErrorCode, Solution, Translation
from kb.catalog.resolve import find_entry
from tests.catalogue import Harbour
from tests.factories import CauseFactory, EditionFactory, ErrorFactory, GuideFactory, ProductFactory, SolutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> list[tuple[str, str]]:
    """Every signal of the catalogue, as (signal, key of the entry)."""
    said: list[tuple[str, str]] = []
    receivers = []
    for name in ("source_published", "text_published", "text_withdrawn", "entry_changed"):

        def receive(sender: object, entry: Entry, name: str = name, **_kwargs: object) -> None:
            said.append((name, entry.key))

        receivers.append((getattr(signals, name), receive))
        getattr(signals, name).connect(receive)
    yield said
    for signal, receive in receivers:
        signal.disconnect(receive)


@pytest.mark.parametrize("kind", EntryKind.values)
def test_an_entry_is_created_as_its_kind(kind: str) -> None:
    entry = services.create_entry(
        kind=kind, key="something-new", product=ProductFactory(), platforms=["linux", "linux"]
    )
    stored = type(entry).objects.get(key="something-new")
    assert (stored.kind, stored.platforms, stored.product.key) == (kind, ["linux"], "harbour-backup")


@pytest.mark.parametrize("key", ["", "Upper", "å", "-a", "a-", "a b", "a/b", "x" * 201, "a\n"])
def test_a_key_that_no_anchor_can_be_is_refused(key: str) -> None:
    with pytest.raises(CatalogError):
        services.create_entry(kind=EntryKind.CAUSE, key=key)
    assert not Entry.objects.exists()


def test_keys_are_unique_over_all_kinds() -> None:
    CauseFactory(key="restart-the-agent")
    with pytest.raises(NameTakenError):
        services.create_entry(kind=EntryKind.SOLUTION, key="restart-the-agent")


def test_a_key_that_was_once_anothers_is_refused() -> None:
    CauseFactory(anchors=["Restart_the_agent"])
    with pytest.raises(NameTakenError):
        services.create_entry(kind=EntryKind.SOLUTION, key="restart-the-agent")


def test_two_errors_cannot_show_one_code() -> None:
    ErrorFactory(code="DiskFull")
    with pytest.raises(NameTakenError):
        services.create_entry(kind=EntryKind.ERROR, key="another", code="disk_full")


def test_only_an_error_has_a_code() -> None:
    with pytest.raises(CatalogError):
        services.create_entry(kind=EntryKind.CAUSE, key="a-cause", code="DiskFull")


@pytest.mark.parametrize("code", ["E" * 201, "___", "–"])
def test_a_code_that_cannot_be_found_again_is_refused(code: str) -> None:
    with pytest.raises(CatalogError):
        services.create_entry(kind=EntryKind.ERROR, key="odd", code=code)


def test_renaming_leaves_the_old_key_resolving(heard: list) -> None:
    cause = CauseFactory(key="old-name")
    services.rename_entry(entry=cause, key="new-name")
    assert find_entry(EntryKind.CAUSE, "old-name").key == "new-name"
    assert ("entry_changed", "new-name") in heard


def test_renaming_back_and_forth_keeps_both_names() -> None:
    cause = CauseFactory(key="old-name")
    services.rename_entry(entry=cause, key="new-name")
    services.rename_entry(entry=cause, key="old-name")
    assert Cause.objects.get().key == "old-name"
    assert find_entry(EntryKind.CAUSE, "new-name").pk == cause.pk


def test_an_entry_cannot_take_a_name_that_another_gave_up() -> None:
    renamed = CauseFactory(key="old-name")
    services.rename_entry(entry=renamed, key="new-name")
    with pytest.raises(NameTakenError):
        services.rename_entry(entry=CauseFactory(key="third-name"), key="old-name")


def test_texts_that_mention_a_renamed_entry_lead_to_its_new_key() -> None:
    cause = CauseFactory(key="old-name")
    mentioning = SolutionFactory(texts={"en": ("Do it", "Because of [that](cause:old-name).")})
    services.rename_entry(entry=cause, key="new-name")
    text = Translation.objects.get(entry=mentioning)
    assert "/en/causes/new-name/" in text.html
    assert text.body == "Because of [that](cause:old-name).\n"


def test_a_refused_rename_changes_nothing() -> None:
    cause = CauseFactory(key="old-name")
    with pytest.raises(CatalogError):
        services.rename_entry(entry=cause, key="Not A Key")
    assert Cause.objects.get().key == "old-name"
    assert not cause.aliases.exists()


def test_updating_says_whether_anything_changed() -> None:
    cause, product = CauseFactory(), ProductFactory()
    assert services.update_entry(entry=cause, product=product, platforms=["windows", "linux"])
    assert not services.update_entry(entry=cause, product=product, platforms=["linux", "windows"])
    assert services.update_entry(entry=cause, clear_product=True)
    assert Cause.objects.get().product is None


def test_a_withdrawn_entry_comes_back(heard: list) -> None:
    cause = CauseFactory()
    services.withdraw_entry(entry=cause)
    assert not Entry.objects.live().exists()
    services.restore_entry(entry=cause)
    assert Entry.objects.live().exists()
    assert ("text_withdrawn", cause.key) in heard


def test_a_linked_entry_is_not_deleted_and_the_refusal_lists_who_links(harbour: Harbour) -> None:
    with pytest.raises(LinkedEntryError) as refusal:
        services.delete_entry(entry=harbour.stopped)
    keys = {entry.key for entry in refusal.value.linking}
    assert keys == {
        "snapshottimedout",
        "agentnotreachable",
        "when-a-backup-fails",
        "a-firewall-blocks-port-4711",
    }
    assert all(key in str(refusal.value) for key in keys)
    assert Cause.objects.filter(pk=harbour.stopped.pk).exists()


def test_a_mention_in_a_text_keeps_an_entry() -> None:
    solution = SolutionFactory(key="restart")
    cause = CauseFactory(texts={"en": ("Stopped", "Then [restart](solution:restart).")})
    assert services.entries_linking_to(solution) == [Entry.objects.get(pk=cause.pk)]


@pytest.mark.parametrize("mention", ["error:DiskFull", "error:disk_full", "error:DiskFullOld", "error:diskfull"])
def test_a_mention_by_any_of_its_names_keeps_an_error(mention: str) -> None:
    error = ErrorFactory(code="DiskFull", code_aliases=["DiskFullOld"])
    cause = CauseFactory(texts={"en": ("Full", f"See [it]({mention}).")})
    assert [entry.pk for entry in services.entries_linking_to(error)] == [cause.pk]


def test_a_successor_is_not_deleted() -> None:
    new, old = ErrorFactory(), ErrorFactory()
    services.set_lifecycle(error=old, lifecycle="merged", successor=new)
    with pytest.raises(LinkedEntryError):
        services.delete_entry(entry=new)


def test_a_link_of_an_older_edition_still_counts() -> None:
    solution, cause = SolutionFactory(), CauseFactory()
    older, newer = EditionFactory(date=dt.date(2016, 10, 1)), EditionFactory(date=dt.date(2020, 11, 1))
    services.set_links(owner=cause, kind=EntryKind.SOLUTION, targets=[solution], edition=older)
    services.set_links(owner=cause, kind=EntryKind.SOLUTION, targets=[SolutionFactory()], edition=newer)
    with pytest.raises(LinkedEntryError):
        services.delete_entry(entry=solution)


def test_an_unlinked_entry_goes_with_its_texts(heard: list) -> None:
    error = ErrorFactory(causes=[CauseFactory()], code_aliases=["OldCode"])
    services.delete_entry(entry=error)
    assert not ErrorCode.objects.exists()
    assert not Translation.objects.filter(entry_id=error.pk).exists()
    assert ("text_withdrawn", error.key) in heard


def test_an_entry_may_link_to_itself_and_go() -> None:
    guide = GuideFactory(key="a-guide")
    services.publish_text(entry=guide, language="en", title="A guide", body="See [above](guide:a-guide).")
    services.delete_entry(entry=guide)
    assert not Entry.objects.exists()


def test_a_freed_name_can_be_used_again() -> None:
    services.delete_entry(entry=CauseFactory(key="short-lived", anchors=["short_lived_2016"]))
    services.create_entry(kind=EntryKind.SOLUTION, key="short-lived")
    assert services.add_alias(entry=Solution.objects.get(), kind=AliasKind.ANCHOR, value="short_lived_2016")
