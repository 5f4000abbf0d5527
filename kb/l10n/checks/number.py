"""Numbers and versions that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, Span, values
from kb.l10n.lexicon import word_set

_NUMBER = re.compile(r"(?<![\w/\\])(?<!\w[.,-])\d+(?:[.,]\d+|[\u00a0\u202f ]\d{3}(?!\d))*")
_VERSION_BEFORE = re.compile(
    r"(?:\.NET(?: Framework| Core)?|\bversion(?:en|er|erne|es)?|\bversión|\bv|\b(?:Windows|Server|Python|Java|PHP|TLS|"
    r"SSL|Ubuntu|Debian|RHEL|CentOS|SUSE|PowerShell|Exchange|Android|iOS|macOS|SQL|SMB|OpenSSL|Node|HTTP|POP|USB|Bluetooth|"
    r"[Pp]ython-version(?:en)? som stöds är)|(?<=[\w,] )[A-Z]\w+)[ -]?$"
)
_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv",
    "da": "nul en to tre fire fem seks syv otte ni ti elleve tolv",
    "es": "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_ALSO = {
    "1": word_set("ett et una uno single one once första first primera primer første single ena"),
    "2": word_set("både both ambos ambas andra second segunda segundo anden andet twice gånger"),
    "3": word_set("third tredje tercera tercer"),
    "20": word_set("tjugo tyve veinte twenty"),
    "30": word_set("trettio tredive treinta thirty"),
    "40": word_set("fyrtio fyrre cuarenta forty"),
    "50": word_set("femtio halvtreds cincuenta fifty"),
    "60": word_set("sextio tresindstyve sesenta sixty"),
}


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    canonical: str
    span: Span
    is_version: bool


def find(given: CheckInput) -> Iterator[Finding]:
    targets = _numbers(given.target, given.target_prose, [(t.start, t.end) for t in given.target_tokens])
    if not given.source:
        yield from _localised_versions(targets)
        return
    sources = _numbers(given.source, given.source_prose, [(t.start, t.end) for t in given.source_tokens])
    missing = list(sources)
    spare = list(targets)
    for number in sources:
        same = next((one for one in spare if one.canonical == number.canonical), None)
        if same is None:
            continue
        missing.remove(number)
        spare.remove(same)
        if number.is_version and "." in number.text and same.text == number.text.replace(".", ","):
            yield _changed(number, same)
    counted = Counter(one.canonical for one in targets)
    for number in missing:
        if counted[number.canonical] or number.text in given.target or _spelled(number, given):
            continue
        other = spare.pop(0) if spare else None
        yield _changed(number, other)


def _changed(number: _Number, other: _Number | None) -> Finding:
    if other is None:
        return Finding(
            "number",
            Severity.ERROR,
            _("The number %(number)s is missing."),
            values(number=number.text),
            number.span,
        )
    return Finding(
        "number",
        Severity.ERROR,
        _("The source says %(number)s, the translation %(other)s."),
        values(number=number.text, other=other.text),
        number.span,
        other.span,
        number.text,
    )


def _localised_versions(targets: list[_Number]) -> Iterator[Finding]:
    for number in targets:
        if number.is_version and re.fullmatch(r"\d+,\d+", number.text):
            yield Finding(
                "number",
                Severity.ERROR,
                _("A version keeps its point: write %(number)s."),
                values(number=number.text.replace(",", ".")),
                target=number.span,
                suggestion=number.text.replace(",", "."),
            )


def _numbers(text: str, plain: str, tokens: list[Span]) -> list[_Number]:
    found = []
    for match in _NUMBER.finditer(plain):
        if any(start <= match.start() < end for start, end in tokens):
            continue
        found.append(
            _Number(
                match.group(),
                _canonical(match.group()),
                match.span(),
                bool(_VERSION_BEFORE.search(plain[: match.start()])),
            )
        )
    return found


def _canonical(number: str) -> str:
    """One spelling for what languages write differently: 1,000 and 1.000 and 1 000; 4.5 and 4,5."""
    number = re.sub(r"[\u00a0\u202f ]", "", number)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".").lstrip("0") or "0"


def _spelled(number: _Number, given: CheckInput) -> bool:
    """Whether a small number stands in the target as a word."""
    words = set(re.findall(r"[^\W\d_]+", given.target.lower()))
    if number.canonical in _ALSO and any(word.startswith(tuple(_ALSO[number.canonical])) for word in words):
        return True
    names = _WORDS[given.target_language].split()
    if not number.canonical.isdigit() or int(number.canonical) >= len(names):
        return False
    name = names[int(number.canonical)]
    return any(word == name or (len(name) > 2 and word.startswith(name)) for word in words)


CHECK = Check("number", _("Numbers and versions"), Severity.ERROR, find)
