"""CSV: the glossary and the memory for spreadsheets, in and out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from kb.l10n.exchange.document import MAX_TEXT, ExchangeError, ExchangeWarning, check_size, legal
from kb.l10n.glossary import MAX_FORM, Form, FormStatus, Term, term_name
from kb.l10n.memory import Record
from kb.languages import CODES

GLOSSARY_COLUMNS = ("term", "language", "text", "status", "untranslatable", "note")
MEMORY_COLUMNS = ("source", "target", "origin", "entry")

_YES = {"yes", "1", "true"}
# A spreadsheet runs a cell that starts with one of these as a formula. One that splits at semicolons or tabs sees cells
# begin inside ours, quoted or not: to it a quote behind a comma opens nothing.
_STARTS = r"""'*[=+\-@\t\r]"""
_BEGINS = r"""['"]*[=+\-@]"""
_RUNS = re.compile(rf"\A(?={_STARTS})|(?<=[;\t\r\n])(?={_BEGINS})")
_MARKED = re.compile(rf"\A'(?={_STARTS})|(?<=[;\t\r\n])'(?={_BEGINS})")


def write_glossary(terms: Iterable[Term]) -> bytes:
    """One row for each form of each term."""
    rows = [
        [term.id, form.language, form.text, form.status.value, "yes" if term.untranslatable else "", term.note]
        for term in terms
        for form in term.forms
    ]
    return _write(GLOSSARY_COLUMNS, rows)


def read_glossary(data: bytes, stored: Mapping[str, Term] | None = None) -> tuple[list[Term], list[ExchangeWarning]]:
    """The terms of a table written by `write_glossary`; rows that cannot be understood are skipped with a warning.

    A note or mark whose column the table does not have is that of the stored term.
    """
    warnings: list[ExchangeWarning] = []
    forms: dict[str, list[Form]] = {}
    about: dict[str, tuple[bool, str]] = {}
    for number, row in _read(data, GLOSSARY_COLUMNS[:3]):
        name, language, text = term_name(row["term"]), row["language"].lower(), row["text"]
        status = row.get("status", "").lower() or FormStatus.PREFERRED
        if not name or not 0 < len(text) <= MAX_FORM or language not in CODES or status not in set(FormStatus):
            warnings.append(
                ExchangeWarning("bad-row", str(number), ", ".join([row["term"][:40], language, text[:40], status]))
            )
            continue
        forms.setdefault(name, []).append(Form(language, text, FormStatus(status)))
        before = (stored or {}).get(name, Term(name, ()))
        fixed, note = about.get(name, (False, ""))
        about[name] = (
            fixed or (row["untranslatable"].lower() in _YES if "untranslatable" in row else before.untranslatable),
            note or row.get("note", before.note),
        )
    return [Term(name, tuple(ones), *about[name]) for name, ones in forms.items()], warnings


def write_memory(records: Iterable[Record]) -> bytes:
    """One row for each record."""
    return _write(MEMORY_COLUMNS, [[one.source, one.target, one.origin, one.context] for one in records])


def read_memory(data: bytes) -> tuple[list[Record], list[ExchangeWarning]]:
    """The records of a table written by `write_memory`."""
    records: list[Record] = []
    warnings: list[ExchangeWarning] = []
    for number, row in _read(data, MEMORY_COLUMNS[:2]):
        source, target = row["source"], row["target"]
        if not source or not target or max(len(source), len(target)) > MAX_TEXT:
            warnings.append(ExchangeWarning("bad-row", str(number), source[:60]))
            continue
        records.append(Record(number, source, target, row.get("origin", "") or "import", row.get("entry", "")))
    return records, warnings


def _write(columns: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(columns))
    writer.writerows([_RUNS.sub("'", cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _read(data: bytes, needed: Iterable[str]) -> Iterable[tuple[int, dict[str, str]]]:
    check_size(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(_("The file is not in UTF-8. Save it as UTF-8.")) from error
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or []]
        missing = [name for name in needed if name not in names]
        if missing:
            raise ExchangeError(_("The table lacks the column %(name)s.") % {"name": ", ".join(missing)})
        reader.fieldnames = names
        for number, row in enumerate(reader, start=2):
            yield number, {name: _plain(value) for name, value in row.items() if isinstance(name, str)}
    except csv.Error as error:
        raise ExchangeError(_("The table cannot be read: see line %(line)s.") % {"line": reader.line_num}) from error


def _plain(value: object) -> str:
    """A cell as it was before `_write` put marks before what a spreadsheet might run."""
    return _MARKED.sub("", legal(value).strip()) if isinstance(value, str) else ""
