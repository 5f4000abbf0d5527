"""Technical tokens in running text: what must come through a translation letter by letter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kb.codes import camel_parts, find_codes
from kb.l10n.spans import code_spans, inside, protected_spans

_EXTENSIONS = (
    "msc|exe|dll|conf|cfg|cnf|ini|json|ya?ml|xml|xsd|log|txt|csv|ps1|psm1|psd1|sh|bat|cmd|py|rb|js|ts|cs|cpp|html?|md|"
    "msi|zip|gz|tar|tgz|rpm|deb|vhdx?|iso|sys|pem|pfx|cer|crt|pst|ost|docx?|xlsx?|pptx?|admx|adml|reg|dmg|plist|sqlproj|"
    "config|properties|svc|aspx|php|jar|rdp|etl|evtx|dmp|lnk|inf|cab|nuspec|nupkg|sln|csproj"
)

_TOKEN = re.compile(
    rf"""
    (?<![\w/.@\\-])(?:~|\.{{1,2}})?/(?:[\w.*~@%+$-]+/)+[\w.*~@%+$-]*    # /var/log/azure/*, ./a/b
    | (?<![\w/.@\\-])/(?:etc|var|usr|opt|tmp|bin|home|proc|dev|mnt|root|lib)\b[\w.*/-]*
    | (?<![\w\\])[A-Za-z]:\\[^\s"“””<>|*?]*                             # C:\\Windows\\...
    | (?<![\w\\])\\\\[\w.$-]+(?:\\[^\s"“”<>|]*)?                        # \\\\server\\share
    | \bHK(?:EY_[A-Z_]+|LM|CU|CR|U)(?:\\[^\s"“”\]\[<>|*`]+)+            # HKEY_LOCAL_MACHINE\\...
    | (?<![\w])%[A-Za-z_][\w()]*%(?:\\[^\s"“”<>|]*)?                    # %APPDATA%\\...
    | (?<![\w.@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # a mail address
    | (?<![\w.@/-])\*?\.?(?:[\w-]+\.)+(?:com|net|org|io|ms|gov|edu|local|onmicrosoft)\b(?![\w-])   # a host
    | (?<![\w.@/\\-])\*?\.?[\w-]+(?:\.[\w-]+)*\.(?:{_EXTENSIONS})\b(?!\.?\w)                       # a file
    | (?<![\w.@/\\-])[A-Z][A-Za-z0-9]+(?:\.[A-Z][A-Za-z0-9]+)+(?:\.\w+)*\b                         # Logs.Verbose
    | (?<![\w.@/\\-])[A-Z][a-z]+-(?:[A-Z][a-z0-9]+){{2,}}(?:[A-Z]\w*)?\b                           # New-NetRoute
    | (?<![\w.@/\\-])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\b                                      # with_underscore
    | (?<![\w.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?:/\d{{1,2}})?(?![\w.]\d)                            # 10.0.0.0/8
    | (?<![\w-])--?[a-z][\w-]*(?==)                                                                # --option=
    """,
    re.X,
)
_COMMAND = re.compile(
    r"(?:Get|Set|New|Add|Remove|Start|Stop|Restart|Enable|Disable|Install|Uninstall|Update|Invoke|Test|Import|Export|"
    r"Connect|Disconnect|Register|Unregister|Clear|Copy|Move|Grant|Revoke|Search|Out|Format|Select|Write|Read)-(?!Ins?\b)[A-Z]"
)
_MADE_UP = re.compile(r"(?:My|Your)(?=[A-Z])[A-Za-z]+$")
"""Names that an example makes up; languages make up their own."""
_NAME_WITH_EXTENSION = re.compile(r"\.(?:NET|Net|JS|js)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A technical token and its character offsets."""

    text: str
    start: int
    end: int


def find_tokens(text: str) -> list[Token]:
    """Paths, registry keys, hosts, file names, dotted settings, cmdlets, addresses and error codes in prose, in order.

    Inline code and link targets have checks of their own and are left out.
    """
    spans = protected_spans(text)
    found: dict[tuple[int, int], Token] = {}
    for match in _TOKEN.finditer(text):
        token = match.group().rstrip(".,;:")
        if inside(match.start(), spans) or len(token) < 3 or _NAME_WITH_EXTENSION.search(token):
            continue
        found[match.start(), match.start() + len(token)] = Token(token, match.start(), match.start() + len(token))
    for code in find_codes(text):
        if not _is_technical(code.text):
            continue
        if not inside(code.start, spans) and not any(start < code.end and code.start < end for start, end in found):
            found[code.start, code.end] = Token(code.text, code.start, code.end)
    return [found[key] for key in sorted(found)]


def _is_technical(code: str) -> bool:
    """Whether a code-like word must stay: "On-Demand" and "AutoSave" are words that a product translates."""
    if "-" in code and not any(char.isdigit() for char in code):
        return bool(_COMMAND.match(code))
    if _MADE_UP.match(code):
        return False
    return not code.isalpha() or len(camel_parts(code)) > 2 or len(code) > 11


def find_code(text: str) -> list[Token]:
    """The contents of inline code spans with the offsets of the whole span; outer spaces do not count."""
    if "`" not in text:
        return []
    return [Token(text[start:end].strip("`").strip(), start, end) for start, end in code_spans(text)]


_LINK = re.compile(r"\]\(\s*<?(?P<target>(?:[^()\s]|\([^()\s]*\))*?)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_ADDRESS = re.compile(r"<(?P<angle>https?://[^>\s]+)>|(?P<bare>https?://[^\s<>()\]|\"”]+)")


def find_links(text: str) -> list[Token]:
    """The targets of links, and bare addresses, with the offsets of the target; code is not read."""
    codes = code_spans(text) if "`" in text else []
    found = [Token(match["target"], *match.span("target")) for match in _LINK.finditer(text)]
    taken = [(token.start, token.end) for token in found]
    for match in _ADDRESS.finditer(text):
        name = "angle" if match["angle"] else "bare"
        if not any(start <= match.start(name) < end for start, end in taken):
            address = match[name] if match["angle"] else match[name].rstrip(".,;:*_")
            found.append(Token(address, match.start(name), match.start(name) + len(address)))
    return sorted((token for token in found if not inside(token.start, codes)), key=lambda token: token.start)


_NEGATION = re.compile(
    r"\b(?:not|never|cannot|unable|without|none|inte|ej|aldrig|utan|ikke|aldrig|uden|nunca|sin|no|ing[ae]n|inget|intet|"
    r"\w+n['’]t)\b",
    re.I,
)


def critical(text: str) -> Counter[str]:
    """What makes a change of wording more than a typo: codes, technical tokens, numbers, link targets, negations."""
    found: Counter[str] = Counter()
    found.update("code " + token.text for token in find_code(text))
    found.update("token " + token.text for token in find_tokens(text))
    found.update("link " + token.text for token in find_links(text))
    found.update("number " + number for number in re.findall(r"\d+(?:[.,]\d+)*", text))
    found["negation"] = len(_NEGATION.findall(text))
    return found
