"""Ordered links: the order is each owner's own, and the newest edition's is current."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.catalog import services, signals
from kb.catalog.models import Cause, Edition, Entry, EntryKind, ErrorCause, ErrorCode
from kb.catalog.services.links import RELATIONS
from tests.factories import CauseFactory, EditionFactory, ErrorFactory, GuideFactory, SolutionFactory

pytestmark = pytest.mark.django_db


def _current(error: ErrorCode) -> list[str]:
    return [link.cause.key for link in ErrorCause.objects.filter(error=error).current()]


def _causes(*keys: str) -> list[Cause]:
    return [CauseFactory(key=key) for key in keys]


def _edition(year: int) -> Edition:
    return EditionFactory(date=dt.date(year, 1, 1), name=str(year))


def test_the_same_causes_stand_in_another_order_under_each_error() -> None:
    one, other = ErrorFactory(), ErrorFactory()
    a, b, c = _causes("a", "b", "c")
    services.set_links(owner=one, kind=EntryKind.CAUSE, targets=[a, b, c])
    services.set_links(owner=other, kind=EntryKind.CAUSE, targets=[c, a, b])
    assert (_current(one), _current(other)) == (["a", "b", "c"], ["c", "a", "b"])


def test_a_target_named_twice_is_linked_once_at_its_first_place() -> None:
    error = ErrorFactory()
    a, b = _causes("a", "b")
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a, b, a])
    assert _current(error) == ["a", "b"]


def test_setting_the_same_links_again_changes_nothing() -> None:
    error, causes = ErrorFactory(), _causes("a", "b")
    assert services.set_links(owner=error, kind=EntryKind.CAUSE, targets=causes)
    before = list(ErrorCause.objects.values_list("pk", flat=True))
    assert not services.set_links(owner=error, kind=EntryKind.CAUSE, targets=causes)
    assert list(ErrorCause.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("order", [(2016, 2020), (2020, 2016)])
def test_the_newest_edition_is_current_in_whatever_order_they_arrive(order: tuple[int, int]) -> None:
    error = ErrorFactory()
    a, b = _causes("a", "b")
    wanted = {2016: [b, a], 2020: [a]}
    for year in order:
        services.set_links(owner=error, kind=EntryKind.CAUSE, targets=wanted[year], edition=_edition(year))
    assert _current(error) == ["a"]
    older = ErrorCause.objects.filter(error=error, edition__name="2016")
    assert [link.cause.key for link in older] == ["b", "a"]


def test_links_made_by_hand_win_over_every_edition() -> None:
    error = ErrorFactory()
    a, b = _causes("a", "b")
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a], edition=_edition(2016))
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[b])
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a, b], edition=_edition(2020))
    assert _current(error) == ["b"]


def test_an_edition_read_again_replaces_its_own_links_only() -> None:
    error, edition = ErrorFactory(), _edition(2016)
    a, b = _causes("a", "b")
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a], edition=edition)
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a], edition=_edition(2020))
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[b, a], edition=edition)
    assert _current(error) == ["a"]
    assert ErrorCause.objects.filter(edition=edition).count() == 2


def test_the_current_edition_read_again_stays_current() -> None:
    error, edition = ErrorFactory(), _edition(2020)
    a, b = _causes("a", "b")
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a, b], edition=edition)
    assert not services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[a, b], edition=edition)
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[b, a], edition=edition)
    assert _current(error) == ["b", "a"]


def test_an_empty_list_takes_every_current_link_away() -> None:
    error = ErrorFactory(causes=_causes("a", "b"))
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[])
    assert _current(error) == []


def test_a_newer_edition_that_lists_nothing_takes_the_links_away() -> None:
    error = ErrorFactory()
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=_causes("a"), edition=_edition(2016))
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[], edition=_edition(2020))
    assert _current(error) == []


def test_an_older_edition_does_not_bring_back_what_a_newer_one_left_out() -> None:
    error, causes = ErrorFactory(), _causes("a")
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[], edition=_edition(2020))
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=causes, edition=_edition(2016))
    assert _current(error) == []


def test_an_edition_does_not_bring_back_what_was_removed_by_hand() -> None:
    error, causes, edition = ErrorFactory(), _causes("a"), _edition(2020)
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=causes, edition=edition)
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[])
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=causes, edition=edition)
    assert _current(error) == []


def test_reading_every_edition_again_changes_nothing() -> None:
    error, causes = ErrorFactory(), _causes("a", "b")
    editions = {_edition(2016): causes, _edition(2017): [], _edition(2020): causes[:1]}
    for edition, targets in editions.items():
        services.set_links(owner=error, kind=EntryKind.CAUSE, targets=targets, edition=edition)
    for edition, targets in editions.items():
        assert not services.set_links(owner=error, kind=EntryKind.CAUSE, targets=targets, edition=edition)


def test_what_is_no_longer_linked_hears_of_it() -> None:
    (cause,), heard = _causes("a"), []
    error = ErrorFactory(causes=[cause])

    def hear(sender: object, entry: Entry, **_kwargs: object) -> None:
        heard.append(entry.key)

    signals.entry_changed.connect(hear)
    services.set_links(owner=error, kind=EntryKind.CAUSE, targets=[])
    signals.entry_changed.disconnect(hear)
    assert "a" in heard


def test_a_target_of_another_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="must be a cause"):
        services.set_links(owner=ErrorFactory(), kind=EntryKind.CAUSE, targets=[SolutionFactory()])


def test_causes_do_not_link_to_errors() -> None:
    with pytest.raises(KeyError):
        services.set_links(owner=CauseFactory(), kind=EntryKind.ERROR, targets=[ErrorFactory()])


@pytest.mark.parametrize(("owner", "target"), RELATIONS)
def test_every_relation_can_be_written_and_read(owner: str, target: str) -> None:
    make = {"error": ErrorFactory, "cause": CauseFactory, "solution": SolutionFactory, "guide": GuideFactory}
    one, other = make[owner](), make[target]()
    assert services.set_links(owner=one, kind=target, targets=[other])
    assert services.entries_linking_to(other) == [Entry.objects.get(pk=one.pk)]


def test_the_database_itself_keeps_a_linked_cause() -> None:
    cause = CauseFactory()
    ErrorFactory(causes=[cause])
    with pytest.raises(ProtectedError):
        Cause.objects.get(pk=cause.pk).delete()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([None, 2016, 2017, 2020]), st.permutations("abcd"), st.integers(0, 4)), max_size=6
    )
)
def test_whatever_happens_one_list_without_doubles_is_current(db: None, steps: list) -> None:
    Entry.objects.filter(kind="error").delete()
    error = ErrorFactory(code="Steady")
    causes = {key: Cause.objects.filter(key=key).first() or CauseFactory(key=key) for key in "abcd"}
    editions = {
        year: Edition.objects.get_or_create(name=str(year), date=dt.date(year, 1, 1))[0] for year in (2016, 2017, 2020)
    }
    latest: dict[int | None, list[str]] = {}
    for year, order, length in steps:
        latest[year] = list(order[:length])
        services.set_links(
            owner=error,
            kind=EntryKind.CAUSE,
            targets=[causes[key] for key in latest[year]],
            edition=editions[year] if year else None,
        )
    current = _current(error)
    assert len(current) == len(set(current))
    if None in latest:
        assert current == latest[None]
    elif latest:
        assert current == latest[max(year for year in latest if year)]
