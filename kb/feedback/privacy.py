"""What is taken out of a search before it is counted: everything that may say who searched.

Rules by name, applied in order; each takes its match out of the text. They rather take too much than too little: a
failed search is counted for its words. Error codes stay: no rule matches 0x80070005, AADSTS50011 or 30125-1011.
"""

from __future__ import annotations

import re
import unicodedata

_CREDENTIAL = (
    r"password|passwd|passphrase|pwd|secret|token|api[ _-]?key|bearer|authorization|lösenord|contraseña|clave|"
    r"adgangskode|kodeord"
)
_PERSON = (
    r"user(?:name| name|id)?|login|logon|account|upn|owner|användare|användarnamn|konto|usuario|cuenta|bruger(?:navn)?"
)
_HOMES = r"users|home|homes|profiles|documents and settings|usuarios|användare|brugere"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("url", r"\b[a-z][a-z0-9+.-]{1,15}://\S+|\bwww\.\S+"),
        ("email", r"(?<!\S)[^\s@]+@\S+"),
        ("secret", rf"\b(?:{_CREDENTIAL})\b\s*[:=]\s*(?:\"[^\"]*\"|'[^']*'|\S+)"),
        ("person", rf"\b(?:{_PERSON})\b\s*[:=]\s*(?:\"[^\"]*\"|'[^']*'|\S+)|\b(?:{_PERSON})\s+(?:\"[^\"]*\"|'[^']*')"),
        ("home folder", rf"(?:\b[a-z]:)?[\\/](?:{_HOMES})[\\/](?:[^\\/:*?\"'<>|\n]+[\\/]\S*|[^\\/:*?\"'<>|\n]*)"),
        ("network path", r"\\\\[^\s\"'<>|]+"),
        ("domain user", r"(?<![\w\\:/.-])(?!hk)[a-z0-9-]{2,15}\\[\w.$-]+(?![\w\\])"),
        ("guid", r"\{?\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b\}?"),
        ("sid", r"\bs-1-\d[\d-]*"),
        ("mac address", r"\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b"),
        ("ip address", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+|/\d+)?(?![\d.]*\d)"),
        ("ipv6 address", r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+)?(?:/\d+)?(?![\w:])"),
        ("identity number", r"(?<![\w-])(?:\d{6}|\d{8})[-+]\d{4}(?![\w-])|\b\d{8}-?[a-z]\b|\b[xyz]-?\d{7}-?[a-z]\b"),
        ("phone number", r"(?<!\w)(?:\+|00)\d[\d ()./-]{6,}\d|(?<![\w.-])0\d{1,3}[ /-]\d[\d -]{3,}\d"),
        ("card number", r"(?<![\w-])\d{4}(?:[ -]\d{4}){2,}(?:[ -]\d{1,4})?(?!\w)"),
        ("long digits", r"(?<![\w.-])\d{7,}(?!\w)"),
        ("machine", r"\b(?:pc|laptop|desktop|ws|srv|server|client|host|vm|nb)-(?=[a-z-]*\d)[a-z0-9-]{3,}\b"),
        ("token", r"(?<![\w+/=-])(?=(?:[^\d\s]*\d){4})[\w+/=-]{28,}"),
    )
)
MOST_READ = 2_000

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_EDGES = " \t\n\"'“”‘’«»`,;:.!?¿¡()[]{}<>|=-–—*_/\\"


def scrub(text: str, *, most: int) -> str:
    """A search as it is counted: folded, without anything personal, at most `most` characters; "" if nothing is left.

    Only the first 2,000 characters are read: a pasted log names itself at its beginning.
    """
    text = unicodedata.normalize("NFKC", text[:MOST_READ])
    text = "".join(char if char == "\n" or unicodedata.category(char) not in _UNSEEN else " " for char in text)
    for _name, rule in RULES:
        text = rule.sub(" ", text)
    words = [word.strip(_EDGES) for word in text.casefold().split()]
    return _cut(" ".join(word for word in words if word), most)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head, _space, _rest = text[: most + 1].rpartition(" ")
    return head or text[:most]
