"""Parsing XML from strangers: no entities, nothing fetched."""

from __future__ import annotations

from django.utils.translation import gettext as _
from lxml import etree

from kb.l10n.exchange.document import ExchangeError, check_size

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(data: bytes) -> etree._Element:
    """The root element; raises ExchangeError for what is no XML, is too large, or declares entities.

    A document type that only names itself, as translation memories have it, is let by and never fetched.
    """
    check_size(data)
    if b"<!ENTITY" in data[:4_000].upper():
        raise ExchangeError(_("The file declares or uses entities, which are not accepted."))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise ExchangeError(_("The file is not well-formed XML: see line %(line)s.") % {"line": line}) from error
    declared = root.getroottree().docinfo.internalDTD
    entities = [] if declared is None else list(declared.iterentities())  # type: ignore[union-attr]
    if entities or next(root.iter(etree.Entity), None) is not None:
        raise ExchangeError(_("The file declares or uses entities, which are not accepted."))
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname


def serialise(root: etree._Element) -> bytes:
    """UTF-8 with a declaration; nothing is indented inside segments."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
