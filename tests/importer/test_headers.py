from __future__ import annotations

import datetime as dt

import pytest

from kb.importer.headers import parse_date, read_header


def test_fields_lists_and_quotes_of_a_header_are_read() -> None:
    header, body = read_header(
        '---\ntitle: "A: title | Microsoft Docs"\nf1_keywords:\n- HB1\n- \'HB2\'\nkeys: [a, "b"]\n---\n# Text',
        "frontmatter",
    )
    assert header.title == "A: title"
    assert header.fields["f1_keywords"] == ("HB1", "HB2")
    assert header.fields["keys"] == ("a", "b")
    assert (body, header.lines) == ("# Text", 7)


def test_yaml_that_is_none_is_read_all_the_same() -> None:
    header, body = read_header("---\ntitle: aaaUnderstand: it | Microsoft Docs\nx: @y: [z\n---\nText", "frontmatter")
    assert header.title == "Understand: it"
    assert body == "Text"


def test_a_header_without_end_stops_at_the_first_line_that_is_none() -> None:
    header, body = read_header("---\ntitle: A\nms.date: 1/2/2020\n\n# Heading\n\nText", "frontmatter")
    assert [finding.kind for finding in header.findings] == ["header-without-end"]
    assert header.get("ms.date") == "1/2/2020"
    assert body == "# Heading\n\nText"


def test_a_properties_header_gives_its_attributes() -> None:
    header, body = read_header(
        '<properties\n  pageTitle="Havn | Microsoft Azure"/>\n<tags\n ms.date="10/18/2016"/>\n\n# X', "properties"
    )
    assert (header.title, header.get("ms.date")) == ("Havn", "10/18/2016")
    assert body.strip() == "# X"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("10/06/2017", dt.date(2017, 10, 6)),
        ("11/2/2017", dt.date(2017, 11, 2)),
        ("2020-11-05", dt.date(2020, 11, 5)),
        ("25/12/2020", dt.date(2020, 12, 25)),
        ("13/13/2020", None),
        ("soon", None),
    ],
)
def test_dates_are_month_first_or_iso(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date
