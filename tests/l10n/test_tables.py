"""Memory and glossary as tables and TMX: round trips, spreadsheets, and rows that cannot be understood."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.l10n.exchange import ExchangeError, tables, tmx
from kb.l10n.glossary import Form, FormStatus, Term
from kb.l10n.memory import Record

RECORDS = [
    Record(1, "The disk is full.", "Disken är full.", "human", "cause:disk"),
    Record(2, "=A1+B1", "@x", "mt", ""),
]
TERMS = [
    Term("extension", (Form("en", "extension"), Form("da", "filtypenavn", FormStatus.FORBIDDEN)), note="of a VM"),
    Term("azure", (Form("en", "Azure"),), untranslatable=True),
]


def test_memory_goes_out_and_in_as_tmx_and_csv():
    assert tmx.read(tmx.write(RECORDS, "en", "sv"), "en", "sv") == (
        RECORDS,
        [],
    )
    assert tables.read_memory(tables.write_memory(RECORDS))[0] == [
        Record(2, "The disk is full.", "Disken är full.", "human", "cause:disk"),
        Record(3, "=A1+B1", "@x", "mt", ""),
    ]


def test_a_spreadsheet_will_not_run_a_cell():
    assert b"\n'=A1+B1,'@x" in tables.write_memory(RECORDS)


# What begins cells and formulas, wherever a spreadsheet splits.
_NASTY = st.text(alphabet="a'\";=+-@\t\r\n ,", max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(_NASTY, _NASTY), min_size=1, max_size=3))
def test_a_spreadsheet_that_splits_elsewhere_runs_nothing_either_and_texts_come_back(pairs):
    data = tables.write_memory([Record(1, source, target, "human", "") for source, target in pairs])
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter):
            assert not [cell for cell in row if cell.startswith(tuple("=+-@"))]
    assert [(one.source, one.target) for one in tables.read_memory(data)[0]] == pairs


@pytest.mark.parametrize("text", ["Wait;=1+1;now", 'Wait;"=1+1', "Wait\n- and go", "Wait\t@x"])
def test_a_formula_inside_a_cell_is_marked_where_it_would_begin(text):
    data = tables.write_memory([Record(1, "Source", text, "human", "")])
    assert len(tables.read_memory(data)[0][0].target) == len(text)
    assert data.decode().count("'") == 1


def test_a_tmx_in_other_languages_warns():
    records, warnings = tmx.read(tmx.write(RECORDS, "en", "sv"), "en", "es")
    assert records == []
    assert [warning.kind for warning in warnings] == ["other-language"] * 2


def test_the_glossary_goes_out_and_in_as_csv():
    assert tables.read_glossary(tables.write_glossary(TERMS)) == (TERMS, [])


def test_rows_that_cannot_be_understood_are_skipped_with_a_warning():
    data = b"term,language,text,status\nx,xx,text,preferred\ny,sv,ord,odd\nz,sv,ord,\n"
    terms, warnings = tables.read_glossary(data)
    assert [term.id for term in terms] == ["z"]
    assert [warning.id for warning in warnings] == ["2", "3"]


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(ExchangeError, match="lacks the column"):
        tables.read_memory(b"a;b\n1;2\n")


def test_a_header_that_no_table_has_is_refused():
    with pytest.raises(ExchangeError, match="cannot be read"):
        tables.read_memory(b'"' + b"x" * 200_000 + b'",target\n1,2\n')


@pytest.mark.parametrize(
    "text", ["=A1", "'=A1", "''=A1", "'-Force' stops it.", "'quoted'", "-", "'", "a;=b", "a;'=b", "a;''=b; '=c"]
)
def test_a_text_comes_back_from_a_spreadsheet_as_it_was(text):
    (record,), _ = tables.read_memory(tables.write_memory([Record(1, text, "Text", "human", "")]))
    assert record.source == text


def test_a_glossary_without_the_columns_of_notes_and_marks_changes_neither():
    stored = {"x": Term("x", (), untranslatable=True, note="Never say y.")}
    (term,), _ = tables.read_glossary(b"term,language,text\nx,sv,ord\n", stored)
    assert (term.untranslatable, term.note) == (True, "Never say y.")
    (term,), _ = tables.read_glossary(b"term,language,text,untranslatable,note\nx,sv,ord,,\n", stored)
    assert (term.untranslatable, term.note) == (False, "")
