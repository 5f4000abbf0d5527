"""Entries while a document is being read: what they say, and what they point at, before keys and links are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.importer.lines import Line


@dataclass(slots=True, eq=False)
class SubHeading:
    """A heading inside an entry's text. `anchor` is its own name, empty where it has none that lasts."""

    level: int
    title: Line
    anchor: str = ""


@dataclass(slots=True, eq=False)
class Index:
    """A list of links to entries that were taken out of a text at this place."""

    drafts: list[Draft]
    line: int


BodyItem = Line | SubHeading | Index


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered cause or step of an error: its label, and the fragment it links to, if it links."""

    label: Line
    number: int | None = None
    fragment: str | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """One entry in the making. `name` is the key it has by itself; else it is named after its owner with `suffix`."""

    kind: str
    line: int
    title: Line | None = None
    name: str = ""
    owner: Draft | None = None
    suffix: str = ""
    label: Line | None = None
    anchors: list[str] = field(default_factory=list)
    code: str = ""
    code_aliases: list[str] = field(default_factory=list)
    body: list[BodyItem] = field(default_factory=list)
    cause_items: list[Item] = field(default_factory=list)
    step_items: list[Item] = field(default_factory=list)
    causes: list[Draft] = field(default_factory=list)
    solutions: list[Draft] = field(default_factory=list)
    errors: list[Draft] = field(default_factory=list)
    is_page: bool = False
    key: str = ""

    def has_text(self) -> bool:
        """Whether anything but blank lines stands in the body."""
        return any(not isinstance(item, Line) or not item.is_blank for item in self.body)
