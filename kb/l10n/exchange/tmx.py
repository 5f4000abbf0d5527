"""TMX 1.4: the memory in and out."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from lxml import etree

from kb.l10n.exchange.document import MAX_TEXT, ExchangeError, ExchangeWarning, legal
from kb.l10n.exchange.safe_xml import XML_LANG, local_name, parse, serialise
from kb.l10n.memory import Record
from kb.languages import from_locale


def write(records: Iterable[Record], source_language: str, target_language: str) -> bytes:
    """Memory records as TMX 1.4, with origin and entry as properties."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "Orsak",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "orsak",
            "adminlang": "en",
            "srclang": source_language,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for record in records:
        unit = etree.SubElement(body, "tu")
        for name, value in (("x-origin", record.origin), ("x-entry", record.context)):
            if value:
                etree.SubElement(unit, "prop", type=name).text = legal(value)
        for language, text in ((source_language, record.source), (target_language, record.target)):
            variant = etree.SubElement(unit, "tuv", {XML_LANG: language})
            etree.SubElement(variant, "seg").text = legal(text)
    return serialise(root)


def read(data: bytes, source_language: str, target_language: str) -> tuple[list[Record], list[ExchangeWarning]]:
    """The records of a language pair; units without both languages are skipped with a warning."""
    root = parse(data)
    if local_name(root) != "tmx":
        raise ExchangeError(_("The file is not a TMX file."))
    records: list[Record] = []
    warnings: list[ExchangeWarning] = []
    for number, unit in enumerate(root.iter("{*}tu"), start=1):
        texts: dict[str, str] = {}
        for variant in unit.findall("{*}tuv"):
            language = from_locale(variant.get(XML_LANG) or variant.get("lang") or "")
            segment = variant.find("{*}seg")
            if language is not None and segment is not None:
                texts[language.code] = "".join(str(part) for part in segment.itertext()).strip()
        source, target = texts.get(source_language, ""), texts.get(target_language, "")
        if not source or not target:
            warnings.append(ExchangeWarning("other-language", str(number), ", ".join(sorted(texts))))
        elif max(len(source), len(target)) > MAX_TEXT:
            warnings.append(ExchangeWarning("too-long", str(number), str(max(len(source), len(target)))))
        else:
            properties = {one.get("type", ""): one.text or "" for one in unit.findall("{*}prop")}
            records.append(
                Record(number, source, target, properties.get("x-origin", "import"), properties.get("x-entry", ""))
            )
    return records, warnings
