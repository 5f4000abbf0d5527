"""Words of running text that no language translates: paths, file names, dotted names, addresses, error codes."""

from __future__ import annotations

import re

from kb.codes import find_codes

_PATTERNS = (
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # mail@example.com
    r"(?<![\w.])www\.[\w-]+\.[^\s<>\ufffc]+",
    r"(?<!\w)[A-Za-z]:\\[^\s\"<>|*?\ufffc]*",  # C:\Windows
    r"\\\\[\w.$-]+\\[^\s\ufffc]+",  # \\server\share
    r"%\w+%(?:\\[^\s\ufffc]*)?",  # %ProgramFiles%\Agent
    r"(?<!\w)HK(?:EY_[A-Z_]+|LM|CU|CR|U)(?:[:\\][^\s\ufffc]*)",  # registry keys
    r"(?<![\w.$\\-])[\w.$-]+(?:\\[\w.$-]+)+",  # Packages\Plugins
    r"(?<![\w/.~<-])~?/[\w.@*-]+(?:/[\w.@*-]+)*/?",  # /var/log/azure, /quiet
    r"(?<![\w/.-])(?:[\w.-]+/)+[\w-]+\.\w+",  # docs/readme.md
    r"(?<![\w-])--[a-z][\w-]+",  # --resource-group
    r"(?<![\w.-])(?:\*\.)?[\w-]+(?:\.[\w-]+)*\.\w+",  # services.msc, Logs.Verbose, *.blob.core.windows.net
    r"(?<![\w.])\.[A-Za-z]\w*",  # .NET, .vhd
)
_TECHNICAL = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# What looks like Verb-Noun is a cmdlet with one of these verbs, but not with one of these nouns.
_HYPHENED = re.compile(r"([A-Z][a-z]+)-([A-Z][A-Za-z0-9]+)")
_VERBS = frozenset(
    """Add Approve Assert Backup Block Checkpoint Clear Close Compare Complete Compress Confirm Connect Convert Copy
    Debug Deny Deploy Disable Disconnect Dismount Edit Enable Enter Exit Expand Export Find Format Get Grant Group Hide
    Import Initialize Install Invoke Join Limit Lock Measure Merge Mount Move New Open Optimize Out Ping Pop Protect
    Publish Push Read Receive Redo Register Remove Rename Repair Request Reset Resize Resolve Restart Restore Resume
    Revoke Save Search Select Send Set Show Skip Sort Split Start Step Stop Submit Suspend Switch Sync Test Trace
    Unblock Undo Uninstall Unlock Unprotect Unpublish Unregister Update Use Wait Watch Write""".split()
)
_NOT_NOUNS = frozenset({"Ins", "Only", "Source", "Write"})
_GLUED = re.compile(r"(?:[a-z]{2,}|\d{1,3})\.[A-Z][a-z]+")
_LONG_RUN = re.compile(r"[A-Za-z0-9]{65,}")  # no code, and dear to look at
_TRAILING = ".,;:!?)]}'\""


def find_technical(text: str) -> list[tuple[int, int]]:
    """The ranges of technical words in a text, in order, none within another."""
    found = [
        (match.start(), match.start() + len(word))
        for match in _TECHNICAL.finditer(text)
        if _is_technical(word := match[0].rstrip(_TRAILING))
    ]
    short = _LONG_RUN.sub(lambda run: " " * len(run[0]), text)
    found += [(code.start, code.end) for code in find_codes(short) if not _is_compound(code.text)]
    found.sort(key=lambda place: (place[0], -place[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _is_technical(word: str) -> bool:
    """Whether a word names something. Dotted, it may be `t.ex`, `12.30`, `EE.UU`, or two sentences without a space."""
    if not any(char.isalpha() for char in word):
        return False
    if not _DOTTED.fullmatch(word):
        return True
    if not word.isascii() or _GLUED.fullmatch(word):
        return False
    lengths = [len(part) for part in word.split(".")]
    if min(lengths) < 2:
        return any(char.isdigit() for char in word)
    return not word.isupper() or max(lengths) > 2


def _is_compound(word: str) -> bool:
    """Whether a word only looks like a cmdlet: `Read-Only`, `Linux-Agent`."""
    match = _HYPHENED.fullmatch(word)
    return match is not None and (match[1] not in _VERBS or match[2] in _NOT_NOUNS)
