"""What a search was understood as, in parts that a reader can take out: codes, the message, what was left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.pages.asked import Asked
from kb.search.page import SearchPage

LONGEST_MESSAGE = 90
LONGEST_LIST = 300
MOST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it was taken for, its words, and the address of the search without it; "" where nothing is left.

    `kind` is `code`, `message`, `noise` or `unknown`; `spelled` is what was left out, as it was written.
    """

    kind: str
    label: str
    text: str
    address: str
    spelled: str = ""


def parts_of(found: SearchPage, asked: Asked) -> list[Part]:
    """The parts of a search; none where it was read word for word."""
    query = found.query
    if query is None or found.degraded:
        return []
    codes = list(dict.fromkeys(chip.text for chip in found.chips if chip.kind == "code"))
    noise: dict[str, list[str]] = defaultdict(list)
    for removed in query.removed:
        noise[removed.kind].append(removed.text)
    plain = not codes and not noise and found.results
    unknown = query.unknown if plain and len(query.unknown) <= MOST_UNKNOWN else ()
    parts = [Part("code", _("Code"), code, _without(asked, [code])) for code in codes]
    message = _strip(query.message, codes)
    if message and (codes or noise):
        address = asked.address(text=" ".join(codes), everything=True, page=1) if codes else ""
        parts.append(Part("message", _("Message"), Truncator(message).chars(LONGEST_MESSAGE), address))
    parts += [
        Part(
            "noise", _("Left out"), _counted(kind, len(texts)), _without(asked, texts), "\n".join(texts)[:LONGEST_LIST]
        )
        for kind, texts in noise.items()
    ]
    parts += [Part("unknown", _("In no text"), word, _without(asked, [word])) for word in unknown]
    return parts if len(parts) > 1 or noise or unknown else []  # a code alone speaks for itself


def _without(asked: Asked, texts: Iterable[str]) -> str:
    rest = _strip(asked.text, texts)
    return asked.address(text=rest, everything=True, page=1) if rest else ""


def _strip(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = re.sub(re.escape(part), " ", text, flags=re.IGNORECASE)
    text = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return text.strip(" \n.,:;-") if any(map(str.isalnum, text)) else ""


def _counted(kind: str, count: int) -> str:
    """How many of a kind of noise were left out: "3 identifiers"."""
    words = {
        "url": ngettext("%(count)s web address", "%(count)s web addresses", count),
        "email": ngettext("%(count)s e-mail address", "%(count)s e-mail addresses", count),
        "guid": ngettext("%(count)s identifier", "%(count)s identifiers", count),
        "timestamp": ngettext("%(count)s time", "%(count)s times", count),
        "address": ngettext("%(count)s network address", "%(count)s network addresses", count),
        "path": ngettext("%(count)s file path", "%(count)s file paths", count),
        "hex": ngettext("%(count)s long number", "%(count)s long numbers", count),
        "machine": ngettext("%(count)s machine name", "%(count)s machine names", count),
    }
    return words.get(kind, ngettext("%(count)s other part", "%(count)s other parts", count)) % {"count": count}
