"""CSV: the glossary and the memory for spreadsheets, in and out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from kb.l10n.exchange.document import MAX_TEXT, ExchangeError, ExchangeWarning, check_size
from kb.l10n.glossary import Form, FormStatus, Term
from kb.l10n.memory import Record
from kb.languages import CODES

GLOSSARY_COLUMNS = ("term", "language", "text", "status", "untranslatable", "note")
MEMORY_COLUMNS = ("source", "target", "origin", "entry")

# A spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_glossary(terms: Iterable[Term]) -> bytes:
    """One row for each form of each term."""
    rows = [
        [term.id, form.language, form.text, form.status.value, "yes" if term.untranslatable else "", term.note]
        for term in terms
        for form in term.forms
    ]
    return _write(GLOSSARY_COLUMNS, rows)


def read_glossary(data: bytes) -> tuple[list[Term], list[ExchangeWarning]]:
    """The terms of a table written by `write_glossary`; rows that cannot be understood are skipped with a warning."""
    warnings: list[ExchangeWarning] = []
    forms: dict[str, list[Form]] = {}
    about: dict[str, tuple[bool, str]] = {}
    for number, row in _read(data, GLOSSARY_COLUMNS[:3]):
        name, language, text = row["term"], row["language"].lower(), row["text"]
        status = row.get("status", "").lower() or FormStatus.PREFERRED
        if not name or not text or language not in CODES or status not in set(FormStatus):
            warnings.append(ExchangeWarning("bad-row", str(number), ", ".join([name, language, text[:40], status])))
            continue
        forms.setdefault(name, []).append(Form(language, text, FormStatus(status)))
        fixed, note = about.get(name, (False, ""))
        about[name] = (
            fixed or row.get("untranslatable", "").lower() in {"yes", "1", "true"},
            note or row.get("note", ""),
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
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _read(data: bytes, needed: Iterable[str]) -> Iterable[tuple[int, dict[str, str]]]:
    check_size(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(_("The file is not in UTF-8. Save it as UTF-8.")) from error
    try:
        delimiter = csv.Sniffer().sniff(text.split("\n", 1)[0], delimiters=",;\t").delimiter
    except csv.Error:
        delimiter = ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in reader.fieldnames or []]
    missing = [name for name in needed if name not in names]
    if missing:
        raise ExchangeError(_("The table lacks the column %(name)s.") % {"name": ", ".join(missing)})
    reader.fieldnames = names
    try:
        for number, row in enumerate(reader, start=2):
            yield number, {name: _plain(value) for name, value in row.items() if isinstance(name, str)}
    except csv.Error as error:
        raise ExchangeError(_("The table cannot be read: %(error)s") % {"error": error}) from error


def _plain(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
