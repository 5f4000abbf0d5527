"""Links of imported text, rewritten: to entries by key, to other documents by name, to the publisher's site in full."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.importer.builders import Context
from kb.importer.drafts import Draft, SubHeading
from kb.importer.inline import LINK
from kb.importer.names import slugify

SITE = "https://learn.microsoft.com"
"""Where an address that starts with `/` leads in the publisher's documents."""

_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_REFERENCE = re.compile(r"(?<![!\]\\])\[((?:[^\[\]]|\[[^\[\]]*\])+)\](?:\s?\[([^\[\]]*)\])?(?![(:])")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)
_ENTRY = re.compile(r"^(?:cause|error|solution|guide):")
_DOCUMENT = re.compile(r"(?:^|/)([^/?#]+)\.md(?:[?#].*)?$", re.I)
_CODE_PAGE = re.compile(r"(?:error|warning)s?-(?:[a-z]+-)*([a-z]{1,4}\d{3,6})$")
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^)]*\)")


class Rewriter:
    """Rewrites the links of one document. `references` are the targets of its reference links."""

    def __init__(self, context: Context, references: dict[str, str]) -> None:
        self.context = context
        self.references = references
        self._seen: set[tuple[int, str]] = {(line, fragment) for line, fragment, _found in context.links}
        self.related: dict[int, list[Draft]] = {}
        self.documents: dict[int, list[tuple[str, int]]] = {}

    def for_line(self, draft: Draft, number: int) -> Callable[[str], str]:
        """The change to make to the text of a line of this draft."""

        def change(text: str) -> str:
            if "[" not in text:
                return text
            if "`" not in text or _label_holds_code(text):
                return self._links(text, draft, number)
            parts, last = [], 0
            for code in _CODE_SPAN.finditer(text):
                parts += [self._links(text[last : code.start()], draft, number), code.group()]
                last = code.end()
            return "".join([*parts, self._links(text[last:], draft, number)])

        return change

    def _links(self, text: str, draft: Draft, number: int) -> str:
        if "[" not in text:
            return text
        text = _EMPTY_LINK.sub("", text)
        if self.references:
            text = _REFERENCE.sub(self._inline, text)
        return LINK.sub(lambda match: self._link(match[1], match[2], match.group(), draft, number), text)

    def _inline(self, match: re.Match[str]) -> str:
        label, name = match[1], match[2]
        target = self.references.get(" ".join((name or label).split()).casefold())
        if target is None and name is not None:
            return label if not _SCHEME.match(name) else match.group()
        return match.group() if target is None else f"[{label}]({target})"

    def _link(self, label: str, target: str, written: str, draft: Draft, number: int) -> str:
        fragment = self.context.anchors.fragment_of(target)
        if fragment is not None:
            return self._within(label, fragment, draft, number)
        if _ENTRY.match(target) or target.startswith("//"):
            return written
        if _SCHEME.match(target):
            return written
        if target.startswith("/"):
            return f"[{label}]({SITE}{target})"
        document = _DOCUMENT.search(target)
        if document is None:
            return label
        name = document[1].lower()
        code = _CODE_PAGE.search(name)
        leads_to = f"error:{code[1].upper()}" if code else f"guide:{slugify(name)}"
        found = self.documents.setdefault(id(draft), [])
        if (leads_to, number) not in found:
            found.append((leads_to, number))
        return f"[{label}]({leads_to})"

    def _within(self, label: str, fragment: str, draft: Draft, number: int) -> str:
        found = self.context.anchors.resolve(fragment)
        if (number, fragment) not in self._seen:
            self._seen.add((number, fragment))
            self.context.links.append((number, fragment, found))
        if found.section is None or found.how == "proposed":
            return label
        target = self.context.of_section.get(id(found.section))
        if target is None:
            return label
        if target is draft:
            places = {item.anchor for item in draft.body if isinstance(item, SubHeading)}
            place = found.section.anchor
            return f"[{label}](#{place})" if place in places else label
        if target.kind == "error" and draft.kind == "error":
            related = self.related.setdefault(id(draft), [])
            if target not in related:
                related.append(target)
        return f"[{label}]({link_target(target)})"


def link_target(draft: Draft) -> str:
    """How a text links to an entry: an error by its code, everything else by its key."""
    return f"error:{draft.code}" if draft.code and re.fullmatch(r"[\w.-]+", draft.code) else f"{draft.kind}:{draft.key}"


def _label_holds_code(text: str) -> bool:
    """Whether a link's label holds a code span: then links and code cannot be told apart one after the other."""
    return any("`" in match[1] for pattern in (LINK, _REFERENCE) for match in pattern.finditer(text))
