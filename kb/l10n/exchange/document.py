"""What is exchanged with translation tools: segments of entries, and what reading them had to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kb.l10n.states import Condition

MAX_BYTES = 40_000_000
"""Bytes of a file that is read: about 100,000 segments."""
MAX_TEXT = 20_000
"""Characters of one segment."""

# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class ExchangeError(Exception):
    """A file that cannot be read at all; `str(error)` is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """One segment in a file: its permanent id, both texts, and what the file says of the translation.

    `previous` is the source that an outdated translation was made from; `notes` tell a translator where it stands.
    """

    id: str
    source: str
    target: str = ""
    condition: Condition = Condition.EMPTY
    previous: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeEntry:
    """The segments of one entry, in order. `name` is `kind:key`."""

    name: str
    units: tuple[ExchangeUnit, ...]


@dataclass(frozen=True, slots=True)
class ExchangeDocument:
    """What one file holds: segments of entries in one language pair."""

    source_language: str
    target_language: str
    entries: tuple[ExchangeEntry, ...]

    @property
    def units(self) -> list[ExchangeUnit]:
        return [unit for entry in self.entries for unit in entry.units]


@dataclass(frozen=True, slots=True)
class ExchangeWarning:
    """Something in a file that was not as it should be, and did not stop the reading."""

    kind: str
    id: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its document, the format it was in, and the warnings."""

    format: str
    document: ExchangeDocument
    warnings: tuple[ExchangeWarning, ...] = field(default=())


def check_size(data: bytes) -> None:
    """Raises ExchangeError for a file that is too large or empty."""
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            _("The file is larger than %(most)s MB. Import it in parts.") % {"most": MAX_BYTES // 1_000_000}
        )
    if not data.strip():
        raise ExchangeError(_("The file is empty."))


def legal(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)
