"""Gettext PO, written and read: raw Markdown, the segment's id as context."""

from __future__ import annotations

import io
import re

import polib
from django.utils.translation import gettext as _

from kb.l10n.exchange.document import (
    MAX_TEXT,
    ExchangeDocument,
    ExchangeEntry,
    ExchangeError,
    ExchangeUnit,
    ExchangeWarning,
    Reading,
    check_size,
    legal,
)
from kb.l10n.states import PO, from_po

SOURCE_HEADER = "X-Source-Language"
_MOST_LINES = 5_000


def write(document: ExchangeDocument) -> bytes:
    """The document as PO. PO has no reviewed state: everything that is not fuzzy reads as translated."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Orsak",
        "Language": document.target_language,
        SOURCE_HEADER: document.source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for entry in document.entries:
        for unit in entry.units:
            outdated = PO[unit.condition].fuzzy and bool(unit.previous)
            file.append(
                polib.POEntry(
                    msgctxt=unit.id,
                    msgid=legal(unit.source),
                    msgstr=legal(unit.target),
                    comment="\n".join(legal(note) for note in unit.notes),
                    occurrences=[(entry.name, "")],
                    flags=["fuzzy"] if PO[unit.condition].fuzzy else [],
                    previous_msgid=legal(unit.previous) if outdated else None,
                    previous_msgctxt=unit.id if outdated else None,
                )
            )
    return str(file).encode() + b"\n"


def read(data: bytes) -> Reading:
    """Reads a PO file; raises ExchangeError for one that cannot be read or does not name its languages."""
    check_size(data)
    try:
        text = data.decode("utf-8-sig")
        _check_lines(text)
        # polib opens the file that a text names; no file's name ends in a line break.
        file = polib.pofile(text + "\n", wrapwidth=0)
    except UnicodeDecodeError as error:
        raise ExchangeError(_("The file is not in UTF-8. Save it as UTF-8.")) from error
    except (OSError, ValueError, IndexError, UnicodeError) as error:
        raise ExchangeError(_("The file is not a PO file: see line %(line)s.") % {"line": _line_of(error)}) from error
    languages = (file.metadata.get(SOURCE_HEADER, "en"), file.metadata.get("Language", ""))
    if not all(languages):
        raise ExchangeError(_("The file does not say which language it translates into which."))
    warnings: list[ExchangeWarning] = []
    entries: dict[str, list[ExchangeUnit]] = {}
    for entry in file:
        if entry.obsolete:
            continue
        unit = _unit(entry, warnings)
        if unit is not None:
            name = entry.occurrences[0][0] if entry.occurrences else ""
            entries.setdefault(name, []).append(unit)
    document = ExchangeDocument(*languages, tuple(ExchangeEntry(name, tuple(units)) for name, units in entries.items()))
    return Reading("po", document, tuple(warnings))


def _check_lines(text: str) -> None:
    """Refuses comments and texts of too many lines: polib takes quadratic time to put them together."""
    run = 0
    for line in io.StringIO(text):
        run = 0 if line.lstrip("#~ \t").startswith("msg") else run + 1
        if run > _MOST_LINES:
            raise ExchangeError(_("An entry of the file has more than %(most)s lines.") % {"most": _MOST_LINES})


def _unit(entry: polib.POEntry, warnings: list[ExchangeWarning]) -> ExchangeUnit | None:
    if not entry.msgctxt:
        warnings.append(ExchangeWarning("no-id", "", entry.msgid[:60]))
        return None
    if len(entry.msgstr) > MAX_TEXT:
        warnings.append(ExchangeWarning("too-long", entry.msgctxt, str(len(entry.msgstr))))
        return None
    condition = from_po("fuzzy" in entry.flags, entry.msgstr, bool(entry.previous_msgid))
    notes = tuple(entry.comment.split("\n")) if entry.comment else ()
    return ExchangeUnit(entry.msgctxt, entry.msgid, entry.msgstr, condition, entry.previous_msgid or "", notes)


def _line_of(error: Exception) -> str:
    """The line that polib stumbled over: it is named last, behind the whole text where a file's name is expected."""
    named = re.search(r"\(line (\d+)\)", str(error)[-200:])
    return named[1] if named else "1"
