"""The grammar of error codes: how they are recognised in text and compared.

A code is what a product shows to name an error: `0x80070005`, `AADSTS50011`, `C2065`, `5.7.750`,
`UserErrorGuestAgentStatusUnavailable`, `Get-Mailbox`, `HV_E_UNSUPPORTED`. The same grammar serves the importer, the
catalogue, the search and the checks, so that a code found by one is known to all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A code in a text: how it is spelled there, and the character offsets where it stands."""

    text: str
    start: int
    end: int


_HEXADECIMAL = r"0[xX][0-9A-Fa-f]{2,16}"  # may stand beside a slash: 0x80070005/-2147024891
_PATTERNS = (
    r"[A-Za-z]{2,}(?:[_][A-Za-z0-9]+)+",  # with_underscore
    r"[A-Z]{1,10}-?[0-9]{2,8}(?:-[0-9]{1,6})?",  # AADSTS50011, C2065, LNK1104, E-1042
    r"[0-9]{1,3}(?:\.[0-9]{1,4}){2,3}",  # 5.7.750
    r"[0-9]{3,8}-[0-9]{1,6}",  # 30125-1011
    r"[A-Z][a-z]+-[A-Z][A-Za-z0-9]{2,}",  # Verb-Noun
    r"[A-Z]*+[a-z][a-z0-9]*+[A-Z][A-Za-z0-9]*+",  # camelCase and PascalCase; possessive, so that no text is slow
)
_CODE = re.compile(
    rf"(?<![\w.\\-]){_HEXADECIMAL}(?![\w\\])"
    r"|(?<![\w.\\/-])(?:" + "|".join(f"(?:{p})" for p in _PATTERNS) + r")(?![\w\\/])"
)
_SEPARATORS = re.compile(r"[\W_]+", re.UNICODE)
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")

# Product names and words that are written in camel case without naming an error.
_NOT_CODES = frozenset(
    """powershell github onedrive sharepoint javascript typescript linkedin youtube icloud ios macos ipad iphone ebay
    iot wifi vmware virtualbox mysql postgresql mongodb nodejs aspnet activex directx silverlight intellisense
    appfabric cosmosdb hdinsight applocker""".split()
)


def normalise_code(text: str) -> str:
    """The comparable form of a code: lower case, no separators. `BackUp_Job-Failed` is `backupjobfailed`."""
    return _SEPARATORS.sub("", text).lower()


def find_codes(text: str) -> list[CodeMatch]:
    """Every code in a text, in order; words that only look like codes (product names) are left out."""
    found = []
    for match in _CODE.finditer(text):
        word = match.group()
        if _is_plausible(word):
            found.append(CodeMatch(word, match.start(), match.end()))
    return found


def codes_in(text: str) -> list[str]:
    """What `find_codes` finds, without the places: much faster on long texts whose words repeat."""
    return [code for chunk in text.split() for code in _codes_of_chunk(chunk)]


@lru_cache(100_000)
def _codes_of_chunk(chunk: str) -> tuple[str, ...]:
    """The codes of a text without white space. No pattern looks across white space, so chunks are independent."""
    return tuple(found.text for found in find_codes(chunk))


def is_code(text: str) -> bool:
    """Whether the whole text is one code."""
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return False
    match = _CODE.fullmatch(text)
    return match is not None and _is_plausible(text)


def camel_parts(text: str) -> list[str]:
    """The words inside an identifier: `UserErrorGuestAgent` → `["User", "Error", "Guest", "Agent"]`."""
    return _CAMEL.findall(text)


def _is_plausible(word: str) -> bool:
    if word.lower() in _NOT_CODES:
        return False
    if word.isalpha():
        humps = len(camel_parts(word))
        return humps >= 2 and len(word) >= 6
    return True
