"""The memory as files: TMX for translation tools, CSV for spreadsheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kb.l10n.errors import L10nError
from kb.l10n.exchange import tables, tmx
from kb.l10n.exchange.document import ExchangeError, ExchangeWarning
from kb.l10n.memory import Record
from kb.l10n.permissions import require
from kb.l10n.services.knowledge import load_records
from kb.l10n.services.memorise import add_to_memory, count_new
from kb.languages import get_language

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORMATS = ("tmx", "csv")
MOST_PAIRS = 100_000  # of one file in the workbench: others wait while they are written


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """What importing a file into the memory would do: the pairs it has, and how many of them are new."""

    source_language: str
    language: str
    records: tuple[Record, ...]
    new: int
    warnings: tuple[ExchangeWarning, ...]


def export_memory(*, source_language: str, language: str, format: str) -> bytes:
    """The memory of a language pair in one of FORMATS. Raises L10nError where it is empty."""
    records = list(load_records(source_language, language))
    if not records:
        raise L10nError(_("The memory has nothing from %(source)s into %(target)s.") % _pair(source_language, language))
    return tmx.write(records, source_language, language) if format == "tmx" else tables.write_memory(records)


def plan_memory(*, data: bytes, source_language: str, language: str, user: User | None = None) -> MemoryPlan:
    """Reads a TMX or CSV file and looks what is new in it; writes nothing. A CSV file does not name its languages.

    `user` None is the operator. Raises ExchangeError for a file that cannot be read or has no such pair,
    NotAllowedError without a role in the language.
    """
    if user is not None:
        require(user, language)
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        records, warnings = tmx.read(data, source_language, language)
    else:
        records, warnings = tables.read_memory(data)
    if not records:
        raise ExchangeError(
            _("The file has no sentence from %(source)s into %(target)s.") % _pair(source_language, language)
        )
    if user is not None and len(records) > MOST_PAIRS:
        raise ExchangeError(_("The file has more than %(most)s pairs. Import it in parts.") % {"most": MOST_PAIRS})
    new = count_new(records=records, source_language=source_language, target_language=language)
    return MemoryPlan(source_language, language, tuple(records), new, tuple(warnings))


def apply_memory(*, plan: MemoryPlan, user: User | None = None) -> int:
    """Adds the pairs of a plan to the memory, all or none; returns how many were new."""
    if user is not None:
        require(user, plan.language)
    return add_to_memory(records=plan.records, source_language=plan.source_language, target_language=plan.language)


def _pair(source_language: str, language: str) -> dict[str, str]:
    return {"source": get_language(source_language).autonym, "target": get_language(language).autonym}
