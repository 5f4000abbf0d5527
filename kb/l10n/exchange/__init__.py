"""Exchange with translation tools: XLIFF 1.2 and 2.1, PO, TMX, CSV. Knows no models."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kb.l10n.exchange import po, xliff12, xliff21
from kb.l10n.exchange.document import (
    ExchangeDocument,
    ExchangeEntry,
    ExchangeError,
    ExchangeUnit,
    ExchangeWarning,
    Reading,
)
from kb.l10n.exchange.safe_xml import parse

FORMATS = ("xliff12", "xliff21", "po")
EXTENSIONS = {"xliff12": "xliff", "xliff21": "xliff", "po": "po"}


def write(document: ExchangeDocument, format: str, *, inline: bool = False) -> bytes:
    """The document in one of FORMATS. `inline` marks placeholders as elements (XLIFF only); raises KeyError else."""
    if format == "po":
        return po.write(document)
    return {"xliff12": xliff12.write, "xliff21": xliff21.write}[format](document, inline=inline)


def read(data: bytes) -> Reading:
    """Reads a file of any of FORMATS, recognised from its content; raises ExchangeError where it cannot be read."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return po.read(data)
    root = parse(data)
    readers = {f"{{{xliff12.NAMESPACE}}}xliff": xliff12.read, f"{{{xliff21.NAMESPACE}}}xliff": xliff21.read}
    if root.tag not in readers:
        raise ExchangeError(_("The file is neither XLIFF 1.2 nor XLIFF 2 nor PO."))
    return readers[root.tag](root)


__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "ExchangeDocument",
    "ExchangeEntry",
    "ExchangeError",
    "ExchangeUnit",
    "ExchangeWarning",
    "Reading",
    "read",
    "write",
]
