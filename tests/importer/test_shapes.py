from __future__ import annotations

from tests.importer.reading import entries, kinds, read

SHAPES = "frontmatter/shapes"


def test_a_page_of_an_error_reference_is_one_error() -> None:
    document = read(f"{SHAPES}/error-reference.md")
    (error,) = document.entries
    assert (error.kind, error.key, error.code) == ("error", "hb2039", "HB2039")
    assert error.texts[0].title == "'ship' : is not a member of 'fleet'"
    assert error.texts[0].body.startswith("Harbour Error HB2039\n\n## Remarks\n")
    assert "# not a heading" in error.texts[0].body
    assert "[HB2040](error:HB2040)" in error.texts[0].body
    assert error.anchors == ("error-reference",)


def test_two_codes_in_a_title_are_an_error_and_its_alias() -> None:
    (error,) = read(f"{SHAPES}/two-codes.md").entries
    assert (error.code, error.code_aliases) == ("40125-4", ("40125-1011",))


def test_bold_labels_tell_of_one_error_a_cause_and_a_solution() -> None:
    found = entries(read(f"{SHAPES}/bold-labels.md"))
    error = found["rights-for-a-chart"]
    assert (error.kind, error.texts[0].body) == ("error", "Du får inte läsa sjökortet.\n")
    cause = found[error.causes[0]]
    assert cause.texts[0].body == "Rättigheten saknas för din roll.\n"
    assert "1. Gå till **Inställningar**." in found[cause.solutions[0]].texts[0].body


def test_several_troubles_below_one_heading_are_errors_of_their_own() -> None:
    found = entries(read(f"{SHAPES}/several-troubles.md"))
    guide = found["several-troubles"]
    assert [found[key].texts[0].title for key in guide.errors] == [
        "Unable to reach '[quay]'",
        "Could not find the pilot",
    ]
    assert f"](error:{guide.errors[0]})" in guide.texts[0].body
    cause = found[found[guide.errors[1]].causes[0]]
    assert "# not a heading" in found[cause.solutions[0]].texts[0].body


def test_a_table_of_causes_gives_its_section_causes() -> None:
    found = entries(read(f"{SHAPES}/tables.md"))
    error = found["too-many-ships"]
    assert error.causes == (
        "too-many-ships--more-ships-came-than-the-lock-holds",
        "too-many-ships--the-tide-is-low-very-low",
    )
    assert found[error.causes[1]].texts[0].title == "The tide is low | very low"
    assert "429" in error.texts[0].body


def test_a_table_of_codes_and_one_of_exceptions_give_errors() -> None:
    found = entries(read(f"{SHAPES}/tables.md"))
    assert (found["81001"].code, found["81001"].texts[0].title) == ("81001", "The rope is too short.")
    assert found["81001"].solutions == ("81001--solution",)
    assert found["81002"].solutions == ()
    exception = found["locktimeoutexception"]
    assert (exception.code, exception.code_aliases) == ("LockTimeoutException", ("LockBusyException",))
    assert "**Note on retry:** Retry helps." in exception.texts[0].body


def test_a_row_and_a_section_about_one_code_are_one_error() -> None:
    document = read(f"{SHAPES}/tables.md")
    assert [entry.code for entry in document.entries].count("LockTimeoutException") == 1
    assert "More about the time" in entries(document)["locktimeoutexception"].texts[0].body


def test_other_tables_stay_text() -> None:
    assert "| One at a time | 1900 |" in entries(read(f"{SHAPES}/tables.md"))["tables"].texts[0].body


def test_problem_cause_and_resolution_below_each_other_are_errors() -> None:
    found = entries(read(f"{SHAPES}/problem-sections.md"))
    first = found["failed-to-open-the-gate--problem-1"]
    assert first.texts[0].title == "Error: the gate does not open (HarbourErrorGate)"
    assert found[first.causes[0]].solutions == ("failed-to-open-the-gate--problem-1--cause--solution",)
    assert found["failed-to-open-the-gate--problem-2"].texts[0].title == "The gate squeaks."


def test_a_section_with_an_id_a_reason_and_two_solutions() -> None:
    found = entries(read(f"{SHAPES}/problem-sections.md"))
    error = found["hg0001"]
    assert (error.code, error.texts[0].title) == ("HG0001", "Avoid the old gate")
    cause = found[error.causes[0]]
    assert [found[key].texts[0].body for key in cause.solutions] == ["Use the new gate.\n", "Use the bridge.\n"]


def test_a_code_as_heading_takes_its_message_from_the_text() -> None:
    found = entries(read(f"{SHAPES}/problem-sections.md"))
    error = found["gatenotfound"]
    assert (error.code, error.texts[0].title) == ("GateNotFound", "No gate was found.")
    assert found[error.solutions[0]].texts[0].body == "Build a gate.\n"


def test_a_link_to_nothing_is_text_and_a_finding() -> None:
    document = read(f"{SHAPES}/problem-sections.md")
    assert ("broken-link", 18) in kinds(document)
    body = entries(document)["failed-to-open-the-gate--problem-1--cause--solution"].texts[0].body
    assert body == "Take the right key. See gates.\n"


def test_a_page_without_any_of_this_is_a_guide_with_its_text() -> None:
    (guide,) = read(f"{SHAPES}/plain-guide.md").entries
    assert guide.kind == "guide"
    assert "## Solutions for families" in guide.texts[0].body
    assert "## PowerBoats" in guide.texts[0].body
    assert "[the rules](https://example.org/rules)" in guide.texts[0].body
    assert guide.references == (("guide:ropes", 16),)
