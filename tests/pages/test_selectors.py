"""What pages are made of: the chosen texts, and the fixed number of queries behind each page."""

from __future__ import annotations

import pytest

from kb.catalog import services
from kb.catalog.models import Cause, ErrorCode, Guide, Solution
from kb.catalog.selectors import (
    cause_page,
    choose_language,
    error_page,
    error_rows,
    guide_page,
    products_with_counts,
    recently_changed,
    solution_page,
)
from tests.catalogue import Harbour
from tests.factories import CauseFactory, EditionFactory, ErrorFactory, GuideFactory, SolutionFactory


@pytest.mark.parametrize(
    ("available", "chosen"),
    [({"sv", "da", "en"}, "sv"), ({"da", "en"}, "da"), ({"es", "en"}, "en"), ({"es"}, "es"), (set(), None)],
)
def test_the_language_is_the_wanted_one_then_the_source_then_english_then_any(available, chosen):
    assert choose_language(available, wanted="sv", source="da") == chosen


def test_causes_stand_in_the_order_of_the_error(harbour: Harbour):
    page = error_page(harbour.timed_out, "en")
    assert [cause.shown.entry.key for cause in page.causes] == ["the-clock-is-wrong", "the-agent-is-stopped"]
    page = error_page(harbour.unreachable, "en")
    assert [cause.shown.entry.key for cause in page.causes] == [
        "the-agent-is-stopped",
        "a-firewall-blocks-port-4711",
        "the-clock-is-wrong",
    ]


def test_a_cause_names_the_other_errors_it_explains_and_not_this_one(harbour: Harbour):
    page = error_page(harbour.unreachable, "en")
    assert [one.code for one in page.causes[0].other_errors] == ["SnapshotTimedOut"]


def test_withdrawn_causes_and_solutions_are_not_shown(harbour: Harbour):
    services.withdraw_entry(entry=harbour.firewall)
    services.withdraw_entry(entry=harbour.set_clock)
    page = error_page(harbour.unreachable, "en")
    assert [cause.shown.entry.key for cause in page.causes] == ["the-agent-is-stopped", "the-clock-is-wrong"]
    assert page.causes[1].solutions == []


def test_an_error_without_any_text_has_no_page(db):
    assert error_page(services.create_entry(kind="error", key="e", code="NoText"), "en") is None


def test_an_older_edition_gives_the_causes_as_they_stood_there(db):
    first, second = CauseFactory(), CauseFactory()
    error = ErrorFactory()
    old, new = EditionFactory(name="2016", date="2016-10-01"), EditionFactory(name="2020", date="2020-11-05")
    services.set_links(owner=error, kind="cause", targets=[first], edition=old)
    services.set_links(owner=error, kind="cause", targets=[second, first], edition=new)
    page = error_page(error, "en")
    assert [cause.shown.entry for cause in page.causes] == [second, first]
    assert [edition.name for edition in page.editions] == ["2016"]
    page = error_page(error, "en", edition="2016")
    assert [cause.shown.entry for cause in page.causes] == [first]
    assert page.edition == old


def test_an_edition_that_no_link_comes_from_is_refused(harbour: Harbour):
    with pytest.raises(EditionFactory._meta.model.DoesNotExist):
        error_page(harbour.unreachable, "en", edition="1999")


def test_a_guide_shows_its_causes_then_those_its_errors_name_besides(harbour: Harbour):
    page = guide_page(harbour.guide, "en")
    assert [one.shown.entry.key for one in page.causes] == [
        "the-agent-is-stopped",
        "a-firewall-blocks-port-4711",
        "the-clock-is-wrong",
    ]
    assert page.procedures == []


def test_steps_that_stand_under_no_cause_of_a_guide_are_procedures(db):
    lonely = SolutionFactory()
    guide = GuideFactory(errors=[ErrorFactory(solutions=[lonely])])
    assert [one.entry for one in guide_page(guide, "en").procedures] == [lonely]


def test_codes_sort_naturally_and_messages_by_the_languages_alphabet(db):
    ErrorFactory(code="C2065")
    ErrorFactory(code="C999")
    ErrorFactory(code="", key="o", texts={"sv": "Ödet"})
    ErrorFactory(code="", key="a", texts={"sv": "Åskan"})
    ErrorFactory(code="", key="z", texts={"sv": "Zonen"})
    assert [row.code or row.title for row in error_rows("sv")] == ["C999", "C2065", "Zonen", "Åskan", "Ödet"]


def test_products_count_the_errors_readers_see(harbour: Harbour):
    services.withdraw_entry(entry=harbour.silent)
    assert [(product.name, product.errors) for product in products_with_counts()] == [("Harbour Backup", 2)]


def test_recently_changed_has_the_newest_first_in_that_language(harbour: Harbour):
    services.publish_text(entry=harbour.clock, language="sv", title="Klockan går fel", body="Den går efter.")
    recent = recently_changed("sv", limit=3)
    assert recent[0].text.title == "Klockan går fel"
    assert {one.text.language for one in recent} == {"sv"}


def grow(harbour: Harbour) -> None:
    """Twice as much of everything, so that a query in a loop shows."""
    for number in range(8):
        solution = SolutionFactory()
        cause = CauseFactory(
            solutions=[solution, SolutionFactory(anchors=[f"was-{number}-{harbour.guide.cause_links.count()}"])]
        )
        other = ErrorFactory(causes=[cause], solutions=[solution])
        services.set_links(owner=harbour.stopped, kind="solution", targets=[harbour.restart, solution])
        for owner, kind, target in (
            (harbour.unreachable, "cause", cause),
            (harbour.unreachable, "error", other),
            (harbour.unreachable, "solution", solution),
            (harbour.guide, "error", other),
            (harbour.guide, "cause", cause),
            (harbour.guide, "solution", solution),
        ):
            column = "related" if kind == owner.kind else kind
            links = getattr(owner, f"{column}_links")
            services.set_links(
                owner=owner, kind=kind, targets=[*[getattr(link, column) for link in links.current()], target]
            )
        GuideFactory(errors=[harbour.unreachable], causes=[harbour.stopped], solutions=[harbour.restart])
        services.set_links(owner=other, kind="cause", targets=[cause, harbour.stopped])


@pytest.mark.parametrize(
    ("model", "name", "read", "queries"),
    [
        (ErrorCode, "unreachable", error_page, 10),
        (Cause, "stopped", cause_page, 7),
        (Solution, "restart", solution_page, 7),
        (Guide, "guide", guide_page, 9),
    ],
)
def test_a_page_takes_the_same_number_of_queries_however_much_stands_on_it(
    harbour: Harbour, django_assert_num_queries, model, name, read, queries
):
    for _round in (1, 2):
        grow(harbour)
        entry = model.objects.get(pk=getattr(harbour, name).pk)
        with django_assert_num_queries(queries):
            read(entry, "sv")


def test_names_sort_by_code_then_by_the_languages_alphabet(db):
    cause = CauseFactory()
    for key, title in (("o", "Ödet"), ("a", "Åskan"), ("z", "Zonen")):
        ErrorFactory(code="", key=key, texts={"sv": title}, causes=[cause])
    ErrorFactory(code="Zulu", causes=[cause])
    found = cause_page(cause, "sv").errors
    assert [one.code or one.text.title for one in found] == ["Zulu", "Zonen", "Åskan", "Ödet"]
