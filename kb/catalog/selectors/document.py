from __future__ import annotations

from kb.catalog.models import AliasKind, Entry, EntryKind, ErrorCode, Link
from kb.catalog.services.links import RELATIONS

_PLURALS = {EntryKind.CAUSE: "causes", EntryKind.SOLUTION: "solutions", EntryKind.ERROR: "errors"}


def entry_document(entry: Entry) -> dict[str, object]:
    """One entry as `export_catalog` prints it: names, current links by key in their order, and the texts as Markdown.

    `texts` is by language; dates are ISO 8601. The sentences of the texts are not among them.
    """
    aliases = list(entry.aliases.order_by("id"))
    document: dict[str, object] = {
        "kind": str(entry.kind),
        "key": entry.key,
        "anchors": [entry.key, *(one.value for one in aliases if one.kind != AliasKind.CODE)],
        "product": entry.product.key if entry.product else "",
        "source_language": entry.source_language,
        "source_path": entry.source_path,
    }
    if isinstance(entry, ErrorCode):
        document["code"] = entry.code
        document["code_aliases"] = [one.value for one in aliases if one.kind == AliasKind.CODE]
        document["lifecycle"] = str(entry.lifecycle)
        if entry.successor:
            document["successor"] = entry.successor.key
    else:
        document["platforms"] = list(entry.platforms)
    for kind, plural in _PLURALS.items():
        if (entry.kind, kind) in RELATIONS:
            document[plural] = _linked_keys(entry, kind)
    document["texts"] = {
        text.language: {
            "title": text.title,
            "body": text.body,
            "state": str(text.state),
            "origin": str(text.origin),
            "outdated": text.outdated,
            "date": text.date.isoformat() if text.date else None,
        }
        for text in entry.translations.all()
    }
    return document


def _linked_keys(entry: Entry, kind: str) -> list[str]:
    model, owner, target = RELATIONS[entry.kind, kind]
    links: list[Link] = list(
        model.objects.current()
        .filter(**{owner: entry.pk})
        .select_related(target.removesuffix("_id"))
        .order_by("position", "id")
    )
    return [getattr(link, target.removesuffix("_id")).key for link in links]
