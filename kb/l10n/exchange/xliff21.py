"""XLIFF 2.1, written and read; 2.0 is read as well."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from lxml import etree

from kb.l10n.exchange.document import (
    MAX_TEXT,
    ExchangeDocument,
    ExchangeEntry,
    ExchangeError,
    ExchangeUnit,
    ExchangeWarning,
    Reading,
    legal,
)
from kb.l10n.exchange.inline import Placeholder, ids_of, pieces
from kb.l10n.exchange.safe_xml import XML_SPACE, local_name, serialise
from kb.l10n.states import XLIFF21, from_xliff21

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
PREVIOUS = "previous-source"


def write(document: ExchangeDocument, *, inline: bool = False) -> bytes:
    """The document as XLIFF 2.1, one `file` an entry and one `unit` a segment.

    With `inline`, placeholders are `ph` elements whose text stands in `originalData`.
    """
    root = etree.Element(
        _tag("xliff"),
        {"version": "2.1", "srcLang": document.source_language, "trgLang": document.target_language},
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]
    )
    for number, entry in enumerate(document.entries, start=1):
        file = etree.SubElement(root, _tag("file"), {"id": f"f{number}", "original": entry.name, "canResegment": "no"})
        for unit in entry.units:
            _write_unit(file, unit, inline)
    return serialise(root)


def _write_unit(file: etree._Element, unit: ExchangeUnit, inline: bool) -> None:
    wording = XLIFF21[unit.condition]
    element = etree.SubElement(file, _tag("unit"), {"id": unit.id, "canResegment": "no", XML_SPACE: "preserve"})
    if unit.notes or unit.previous:
        notes = etree.SubElement(element, _tag("notes"))
        for note in unit.notes:
            etree.SubElement(notes, _tag("note")).text = legal(note)
        if unit.previous:
            etree.SubElement(notes, _tag("note"), {"category": PREVIOUS}).text = legal(unit.previous)
    source = pieces(legal(unit.source)) if inline else [legal(unit.source)]
    target = pieces(legal(unit.target), ids_of(source)) if inline else [legal(unit.target)]  # type: ignore[arg-type]
    data = _write_data(element, [*source, *target])
    segment = etree.SubElement(element, _tag("segment"), {"state": wording.state or "initial"})
    if wording.qualifier:
        segment.set("subState", wording.qualifier)
    _fill(etree.SubElement(segment, _tag("source"), {XML_SPACE: "preserve"}), source, data)
    if unit.target:
        _fill(etree.SubElement(segment, _tag("target"), {XML_SPACE: "preserve"}), target, data)


def _write_data(element: etree._Element, parts: list[str | Placeholder]) -> dict[str, str]:
    """Writes the placeholders' texts once each; returns their ids by text."""
    texts = dict.fromkeys(part.text for part in parts if isinstance(part, Placeholder))
    if not texts:
        return {}
    data = etree.SubElement(element, _tag("originalData"))
    ids = {}
    for number, text in enumerate(texts, start=1):
        ids[text] = f"d{number}"
        etree.SubElement(data, _tag("data"), {"id": ids[text]}).text = text
    return ids


def _fill(element: etree._Element, parts: Iterable[str | Placeholder], data: dict[str, str]) -> None:
    last: etree._Element | None = None
    for part in parts:
        if isinstance(part, Placeholder):
            last = etree.SubElement(element, _tag("ph"), {"id": part.id, "dataRef": data[part.text], "disp": part.text})
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def read(root: etree._Element) -> Reading:
    """Reads a parsed XLIFF 2.x; raises ExchangeError where it names no language pair."""
    languages = (root.get("srcLang", ""), root.get("trgLang", ""))
    if not all(languages):
        raise ExchangeError(_("The file does not say which language it translates into which."))
    warnings: list[ExchangeWarning] = []
    entries = []
    for file in root.iter(_tag("file")):
        units = [unit for element in file.iter(_tag("unit")) if (unit := _read_unit(element, warnings)) is not None]
        entries.append(ExchangeEntry(file.get("original", ""), tuple(units)))
    return Reading("xliff21", ExchangeDocument(*languages, tuple(entries)), tuple(warnings))


def _read_unit(element: etree._Element, warnings: list[ExchangeWarning]) -> ExchangeUnit | None:
    """A unit; where a tool split it into several segments they are joined, and the least trusted state counts."""
    name = element.get("id", "")
    data = {one.get("id", ""): one.text or "" for one in element.iter(_tag("data"))}
    segments = element.findall(_tag("segment"))
    if not name or not segments:
        warnings.append(ExchangeWarning("no-id" if not name else "no-source", name))
        return None
    source = target = ""
    for part in element:
        if local_name(part) in {"segment", "ignorable"}:
            source += _text(part.find(_tag("source")), data)
            target += _text(part.find(_tag("target")), data)
    if len(target) > MAX_TEXT:
        warnings.append(ExchangeWarning("too-long", name, str(len(target))))
        return None
    conditions = [from_xliff21(one.get("state", "initial"), one.get("subState", ""), target) for one in segments]
    notes = element.findall(f"{_tag('notes')}/{_tag('note')}")
    return ExchangeUnit(
        name,
        source,
        target,
        min(conditions, key=list(type(conditions[0])).index),
        next((note.text or "" for note in notes if note.get("category") == PREVIOUS), ""),
        tuple(note.text or "" for note in notes if note.get("category") != PREVIOUS),
    )


def _text(element: etree._Element | None, data: dict[str, str]) -> str:
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name in {"ph", "sc", "ec"}:
            parts.append(data.get(child.get("dataRef", ""), child.get("disp", "")))
        elif name == "pc":
            parts += [
                data.get(child.get("dataRefStart", ""), child.get("dispStart", "")),
                _text(child, data),
                data.get(child.get("dataRefEnd", ""), child.get("dispEnd", "")),
            ]
        elif name == "cp":
            parts.append(_character(child.get("hex", "")))
        else:
            parts.append(_text(child, data))
        parts.append(child.tail or "")
    return "".join(parts)


def _character(hexadecimal: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", hexadecimal) or int(hexadecimal, 16) > 0x10FFFF:
        return ""
    return legal(chr(int(hexadecimal, 16)))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
