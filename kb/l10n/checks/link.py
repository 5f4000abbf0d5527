"""Links that were lost, changed, or lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values
from kb.l10n.tokens import Token

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)", re.I)
_ESCAPE = re.compile(r"\\(?=[()])")
_REFERENCE = re.compile(r"(?<![\]\\!])\[[^\]\n]+\](?![(:])")
_ENTRY = re.compile(r"#.+|(?:cause|error|solution|guide):.+")


def find(given: CheckInput) -> Iterator[Finding]:
    if given.source:
        yield from _lost(given)
    if given.resolves is not None:
        source = {link.text: (link.start, link.end) for link in given.source_links}
        for link in {link.text: link for link in given.target_links}.values():
            if not _ENTRY.fullmatch(link.text) or given.resolves(link.text):
                continue
            if link.text in source:
                yield Finding(
                    "link",
                    Severity.WARNING,
                    _("No entry answers to “%(link)s”, in the source either."),
                    values(link=excerpt(link.text)),
                    source[link.text],
                    (link.start, link.end),
                    of_source=True,
                )
            else:
                yield Finding(
                    "link",
                    Severity.ERROR,
                    _("No entry answers to “%(link)s”. Link to one that exists."),
                    values(link=excerpt(link.text)),
                    target=(link.start, link.end),
                )


def _lost(given: CheckInput) -> Iterator[Finding]:
    wanted = Counter(_comparable(link) for link in given.source_links)
    have = Counter(_comparable(link) for link in given.target_links)
    spare = [link for link in given.target_links if _comparable(link) not in wanted]
    reported = set()
    for link in given.source_links:
        name = _comparable(link)
        if have[name] or name in reported:
            continue
        reported.add(name)
        source = (link.start, link.end)
        if spare:
            other = spare.pop(0)
            yield Finding(
                "link",
                Severity.ERROR,
                _("The link leads to “%(other)s”; in the source it leads to “%(link)s”."),
                values(link=excerpt(link.text), other=excerpt(other.text)),
                source,
                (other.start, other.end),
                link.text,
            )
        else:
            yield Finding(
                "link",
                Severity.ERROR,
                _("The link to “%(link)s” is missing."),
                values(link=excerpt(link.text)),
                source,
            )
    references = len(_REFERENCE.findall(given.source))  # their targets stand elsewhere in the text
    for link in spare[references:]:
        yield Finding(
            "link",
            Severity.WARNING,
            _("The source has no link to “%(link)s”."),
            values(link=excerpt(link.text)),
            target=(link.start, link.end),
        )


def _comparable(link: Token) -> str:
    """A target without its locale: a Swedish page may be linked where the source links the English one."""
    return _LOCALE.sub("", _ESCAPE.sub("", link.text)).rstrip("/").lower()


CHECK = Check("link", _("Links"), Severity.ERROR, find)
