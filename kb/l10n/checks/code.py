"""Inline code that was lost or altered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values
from kb.l10n.tokens import Token

# A one-letter option glued to its command, as in `ps-e`.
_GLUED_OPTION = re.compile(r"[a-z]{2,}-[a-zA-Z]")


def find(given: CheckInput) -> Iterator[Finding]:
    if not given.source:
        yield from _alone(given)
        return
    have = Counter(code.text for code in given.target_code)
    spare = [code for code in given.target_code if code.text not in {one.text for one in given.source_code}]
    reported = set()
    for code in given.source_code:
        if have[code.text] or code.text in reported or not code.text:
            continue
        reported.add(code.text)
        yield _missing(given, code, spare)


def _missing(given: CheckInput, code: Token, spare: list[Token]) -> Finding:
    source = (code.start, code.end)
    bare = given.target.find(code.text)
    if bare >= 0:
        return Finding(
            "code",
            Severity.WARNING,
            _("Put “%(code)s” between backticks, as in the source."),
            values(code=excerpt(code.text)),
            source,
            (bare, bare + len(code.text)),
            f"`{code.text}`",
        )
    nearest = process.extractOne(code.text, [one.text for one in spare], scorer=fuzz.ratio, score_cutoff=50)
    if nearest:
        altered = spare[nearest[2]]
        return Finding(
            "code",
            Severity.ERROR,
            _("Write the code as in the source: “%(code)s”, not “%(altered)s”."),
            values(code=excerpt(code.text), altered=excerpt(altered.text)),
            source,
            (altered.start, altered.end),
            f"`{code.text}`",
        )
    return Finding(
        "code",
        Severity.ERROR,
        _("The code “%(code)s” is missing. Insert it unchanged."),
        values(code=excerpt(code.text)),
        source,
    )


def _alone(given: CheckInput) -> Iterator[Finding]:
    for code in given.target_code:
        if _GLUED_OPTION.fullmatch(code.text):
            yield Finding(
                "code",
                Severity.WARNING,
                _("Look whether “%(code)s” lost a space before its option."),
                values(code=code.text),
                target=(code.start, code.end),
                suggestion=f"`{code.text.replace('-', ' -')}`",
            )


CHECK = Check("code", _("Inline code"), Severity.ERROR, find)
