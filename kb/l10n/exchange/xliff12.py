"""XLIFF 1.2, written and read."""

from __future__ import annotations

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
from kb.l10n.states import XLIFF12, from_xliff12

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write(document: ExchangeDocument, *, inline: bool = False) -> bytes:
    """The document as XLIFF 1.2, one `file` an entry.

    With `inline`, placeholders are `ph` elements that hold their text.
    """
    root = etree.Element(_tag("xliff"), nsmap={None: NAMESPACE}, version="1.2")  # type: ignore[dict-item]
    for entry in document.entries:
        file = etree.SubElement(
            root,
            _tag("file"),
            {
                "original": entry.name,
                "source-language": document.source_language,
                "target-language": document.target_language,
                "datatype": "x-markdown",
            },
        )
        body = etree.SubElement(file, _tag("body"))
        for unit in entry.units:
            _write_unit(body, unit, inline)
    return serialise(root)


def _write_unit(body: etree._Element, unit: ExchangeUnit, inline: bool) -> None:
    wording = XLIFF12[unit.condition]
    element = etree.SubElement(body, _tag("trans-unit"), {"id": unit.id, XML_SPACE: "preserve"})
    if wording.approved:
        element.set("approved", "yes")
    source = pieces(legal(unit.source)) if inline else [legal(unit.source)]
    _fill(etree.SubElement(element, _tag("source")), source)
    target = etree.SubElement(element, _tag("target"), {"state": wording.state or "new"})
    if wording.qualifier:
        target.set("state-qualifier", wording.qualifier)
    target_parts = pieces(legal(unit.target), ids_of(source)) if inline else [legal(unit.target)]  # type: ignore[arg-type]
    _fill(target, target_parts)
    for note in unit.notes:
        etree.SubElement(element, _tag("note")).text = legal(note)
    if unit.previous:
        previous = etree.SubElement(element, _tag("alt-trans"), {"alttranstype": "previous-version"})
        etree.SubElement(previous, _tag("source")).text = legal(unit.previous)
        etree.SubElement(previous, _tag("target")).text = legal(unit.target)


def _fill(element: etree._Element, parts: Iterable[str | Placeholder]) -> None:
    last: etree._Element | None = None
    for part in parts:
        if isinstance(part, Placeholder):
            last = etree.SubElement(element, _tag("ph"), {"id": part.id})
            last.text = part.text
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def read(root: etree._Element) -> Reading:
    """Reads a parsed XLIFF 1.2; raises ExchangeError where it names no language pair."""
    entries, warnings = [], []
    languages: tuple[str, str] | None = None
    for file in root.iter(_tag("file")):
        pair = (file.get("source-language", ""), file.get("target-language", ""))
        if languages is None:
            languages = pair
        if pair != languages:
            warnings.append(ExchangeWarning("other-language", file.get("original", ""), " → ".join(pair)))
            continue
        units = []
        for element in file.iter(_tag("trans-unit")):
            unit = _read_unit(element, warnings)
            if unit is not None:
                units.append(unit)
        entries.append(ExchangeEntry(file.get("original", ""), tuple(units)))
    if languages is None or not all(languages):
        raise ExchangeError(_("The file does not say which language it translates into which."))
    return Reading("xliff12", ExchangeDocument(*languages, tuple(entries)), tuple(warnings))


def _read_unit(element: etree._Element, warnings: list[ExchangeWarning]) -> ExchangeUnit | None:
    name = element.get("id", "")
    source, target = element.find(_tag("source")), element.find(_tag("target"))
    if not name or source is None:
        warnings.append(ExchangeWarning("no-id" if not name else "no-source", name))
        return None
    text = _text(target) if target is not None else ""
    if len(text) > MAX_TEXT:
        warnings.append(ExchangeWarning("too-long", name, str(len(text))))
        return None
    state = (target.get("state", ""), target.get("state-qualifier", "")) if target is not None else ("", "")
    previous = element.find(f"{_tag('alt-trans')}[@alttranstype='previous-version']/{_tag('source')}")
    return ExchangeUnit(
        name,
        _text(source),
        text,
        from_xliff12(*state, element.get("approved") == "yes", text),
        _text(previous) if previous is not None else "",
        tuple(note.text or "" for note in element.findall(_tag("note"))),
    )


def _text(element: etree._Element) -> str:
    """The text of a source or target: native codes inside `ph` and the like are part of it, `x` has only its label."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        parts.append(child.get("equiv-text", "") if name in {"x", "bx", "ex"} else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
