"""Keys and anchors: how the English names in documents become permanent names, and how damaged ones are repaired."""

from __future__ import annotations

import re
import unicodedata

MAX_KEY = 200

# English words that start with "too" by right; every other "tooX" is a glued "to X".
_TOO_WORDS = frozenset(
    """tool tools tooling toolbar toolbars toolbox toolkit toolkits tooltip tooltips toolset toolsets toolchain
    took""".split()
)
_TOO = re.compile(r"(?:^|(?<=-))too(?=[a-z])([a-z]+)")
_HELLO = re.compile(r"(?:^|(?<=-))hello(?=-|$)")
_PLACE = re.compile(r"^(?:possible-|probable-)?(?:cause|reason|step|orsak|causa|paso|arsag|trin|steg)-?\d+(?:-|$)")
_GENERIC = re.compile(
    r"^(?:\d+-)?(?:(?:common|possible|probable|likely|root|known|recommended|suggested|detailed)-)*"
    r"(?:solutions?|resolutions?|workarounds?|mitigations?|remediations?|fix|fixes|symptoms?|problems?|issues?|causes?"
    r"|reasons?|description|details|error-messages?|id|example|examples|remarks|notes?|summary|overview|introduction"
    r"|next-steps|see-also|additional-resources|related-content|related-topics|prerequisites|more-information|section"
    r"|resolution-steps|solution-steps|causes-and-solutions)"
    r"(?:-(?:for|to)-(?:this|the)-(?:error|issue|problem))?(?:-\d+)?$"
)
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l"})


def slugify(text: str) -> str:
    """A text as a name: lower case a to z, digits, dots and hyphens; accents fall away. Empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"[^a-z0-9.]+", "-", plain)
    return re.sub(r"\.{2,}|-?\.-|-{2,}", "-", plain).strip("-.")


def repair_anchor(anchor: str) -> str:
    """An anchor with the damage of a broken pipeline mended.

    `hello` becomes `the`, `tooX` becomes `to-X`, upper case lower, `_` and runs of hyphens a single hyphen.
    """
    name = re.sub(r"[\s_]+", "-", anchor.strip().lstrip("#").lower())
    name = _TOO.sub(lambda m: m.group() if "too" + m[1] in _TOO_WORDS else "to-" + m[1], name)
    name = _HELLO.sub("the", name)
    return re.sub(r"-{2,}", "-", name).strip("-")


def normalise_anchor(anchor: str) -> str:
    """An anchor as it is compared: lower case, `_` as `-`, single hyphens; damage stays."""
    return re.sub(r"[-_\s]+", "-", anchor.strip().lstrip("#").lower()).strip("-")


def is_place(anchor: str) -> bool:
    """Whether an anchor marks a place in a list (`cause-1-…`) and names no entry."""
    return bool(_PLACE.match(normalise_anchor(anchor)))


def is_generic(anchor: str) -> bool:
    """Whether an anchor stands on every other page (`solution`, `next-steps`) and names no entry."""
    return bool(_GENERIC.match(repair_anchor(anchor)))


def key_of_anchor(anchor: str) -> str:
    """The key made of an English anchor: repaired, without the place in a list (`cause-1-`)."""
    name = repair_anchor(anchor)
    if is_place(name):
        name = _PLACE.sub("", name, count=1)
    return clip_key(slugify(name))


def key_of_code(code: str) -> str:
    """The key of a coded error: the code in lower case, `-` for what a key may not have."""
    return clip_key(re.sub(r"[^a-z0-9._-]+", "-", code.lower()).strip("-._"))


def clip_key(key: str, limit: int = MAX_KEY) -> str:
    """A key no longer than the limit, cut at a hyphen where that costs less than half of it."""
    if len(key) <= limit:
        return key
    cut = key[:limit]
    hyphen = cut.rfind("-")
    return cut[: hyphen if hyphen > limit // 2 else limit].strip("-._")


def owned_key(owner: str, suffix: str) -> str:
    """The key of an entry that is named after its owner: `<owner>--<suffix>`."""
    return f"{clip_key(owner, MAX_KEY - len(suffix) - 2)}--{suffix}"
