"""Causes, solutions and the entries of tables and labels: the parts that errors are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.importer.anchors import Anchors, Resolution
from kb.importer.drafts import BodyItem, Draft, Index, SubHeading
from kb.importer.findings import Finding
from kb.importer.inline import plain, shorten, title_line, whole_mark
from kb.importer.lines import Line, blank_line
from kb.importer.names import clip_key, is_generic, repair_anchor, slugify
from kb.importer.roles import role_of_section
from kb.importer.sections import Section
from kb.importer.tables import Table, cell_lines, find_tables, labelled, title_and_rest
from kb.importer.words import NUMBERED_CAUSE, SOLUTION

_MAX_TITLE = 480
MAX_ROW_NAME = 80
_FOR_THIS = re.compile(
    r"\s+(?:(?:for|to|of) (?:this|the)|(?:för|på|till) det här|(?:for|på|til) (?:dette|denne)|(?:para|de|a) est[ea])"
    r" [\w ]+$",
    re.I,
)


@dataclass(slots=True)
class Context:
    """What the reading of one document shares: its languages, its anchors, its drafts in order, its findings."""

    stem: str
    language: str
    source_language: str
    paired: bool
    anchors: Anchors
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    of_section: dict[int, Draft | None] = field(default_factory=dict)
    links: list[tuple[int, str, Resolution]] = field(default_factory=list)

    def add(self, draft: Draft, section: Section | None = None) -> Draft:
        """Take a draft into the document; `section` is the heading it was made of."""
        self.drafts.append(draft)
        if section is not None:
            self.of_section[id(section)] = draft
            draft.anchors += [anchor for anchor in section.own_anchors if anchor not in draft.anchors]
        return draft


# --- text ------------------------------------------------------------------------------------------------------------


def body_of(context: Context, section: Section, *, with_heading: bool = False) -> list[BodyItem]:
    """The text of a section and of all below it, with sub-headings; tables of causes stay tables."""
    items: list[BodyItem] = [sub_heading(section)] if with_heading else []
    items += section.lines
    for child in section.children:
        items += body_of(context, child, with_heading=True)
    return items


def sub_heading(section: Section) -> SubHeading:
    """A section's heading inside an entry's text; it keeps its anchor where that lasts."""
    anchor = section.anchor
    lasting = bool(section.anchors) and not is_generic(anchor)
    return SubHeading(section.level, title_line(section.title), anchor if lasting else "")


def first_message(lines: list[Line]) -> Line | None:
    """The first paragraph that is nothing but a code span, bold or italic: how documents quote a message."""
    for index, line in enumerate(lines):
        if line.fenced or line.is_blank:
            continue
        alone = (index == 0 or lines[index - 1].is_blank) and (index + 1 == len(lines) or lines[index + 1].is_blank)
        if alone and whole_mark(line.lead) and len(line.lead) > 12:
            return title_line(line.map(lambda text: whole_mark(text) or text))
    return None


def short_title(line: Line) -> Line:
    """A title that the catalogue can hold."""
    return line.map(lambda text: shorten(text.replace("`", "") if len(text) > _MAX_TITLE else text, _MAX_TITLE))


# --- causes ----------------------------------------------------------------------------------------------------------


def cause_of_section(context: Context, section: Section, owner: Draft | None, suffix: str = "cause") -> Draft:
    """A cause with its solutions. A heading that only says "Cause" takes its name from `owner`."""
    role = role_of_section(section)
    cause = Draft("cause", section.number)
    if role and not role.named and owner is not None:
        cause.owner, cause.suffix, cause.label = owner, suffix, title_line(section.title)
    else:
        cause.name = section.key
        cause.title = title_line(section.title).map(_without_place)
    context.add(cause, section)
    cause.body += with_rows(context, section.lines, cause)
    last: Draft | None = None
    for child in section.children:
        child_role = role_of_section(child)
        if child_role and child_role.part == SOLUTION:
            made = solutions_of_section(context, child, cause)
            cause.solutions += made
            last = made[-1] if made else last
        elif last is not None:
            last.body += body_of(context, child, with_heading=True)
            adopt_anchors(context, last, child)
        else:
            cause.body += body_of(context, child, with_heading=True)
            adopt_anchors(context, cause, child)
    return cause


def _without_place(text: str) -> str:
    match = NUMBERED_CAUSE.match(text)
    return match[2].strip() if match and match[2].strip() else text


# --- solutions -------------------------------------------------------------------------------------------------------


def solutions_of_section(context: Context, section: Section, owner: Draft) -> list[Draft]:
    """The solutions a section holds: one, or one for each "Solution 1", "Solution 2" below it.

    What stands before the numbered ones introduces them; it becomes the end of the owner's text.
    """
    numbered = [child for child in section.children if _is_numbered_solution(child)]
    if len(numbered) >= 2 and numbered == section.children:
        if any(not line.is_blank for line in section.lines):
            owner.body += [blank_line(section.number, paired=context.paired), *section.lines]
        return [solution_of_section(context, child, owner) for child in numbered]
    return [solution_of_section(context, section, owner)]


def solution_of_section(context: Context, section: Section, owner: Draft | None) -> Draft:
    """A solution with all that stands below its heading. Without an owner it is a procedure with a name of its own."""
    role = role_of_section(section)
    solution = Draft("solution", section.number)
    if owner is not None and role and not role.named:
        own(context, solution, owner, "solution", title_line(section.title).map(_part_alone))
    else:
        solution.name, solution.title = section.key, title_line(section.title)
    context.add(solution, section)
    solution.body += with_rows(context, section.lines, solution)
    for child in section.children:
        solution.body += body_of(context, child, with_heading=True)
        adopt_anchors(context, solution, child)
    return solution


def _part_alone(text: str) -> str:
    """ "Solution for this error" as "Solution": the owner's title follows it."""
    return _FOR_THIS.sub("", text)


def own(context: Context, draft: Draft, owner: Draft, suffix: str, label: Line) -> None:
    """Name a draft after its owner; a second one of the same kind gets a number."""
    draft.owner, draft.label = owner, label
    taken = {other.suffix for other in context.drafts if other.owner is owner}
    draft.suffix = next(name for name in _numbered(suffix) if name not in taken)


def adopt_anchors(context: Context, draft: Draft, section: Section) -> None:
    """Links to a heading inside an entry's text lead to the entry; its former spellings become the entry's names."""
    for part in section.walk():
        context.of_section[id(part)] = draft
        keeps = sub_heading(part).anchor
        draft.anchors += [anchor for anchor in part.own_anchors if anchor != keeps and anchor not in draft.anchors]


def _numbered(suffix: str) -> Iterator[str]:
    yield suffix
    number = 2
    while True:
        yield f"{suffix}-{number}"
        number += 1


def _is_numbered_solution(section: Section) -> bool:
    role = role_of_section(section)
    return bool(role and role.part == SOLUTION and role.number is not None)


# --- tables ----------------------------------------------------------------------------------------------------------


def with_rows(context: Context, lines: list[Line], holder: Draft) -> list[BodyItem]:
    """The lines of a cause or solution, its cause tables taken apart: each row is a cause of its own with its solution.

    The holder's text links to them at the table's place, and the guide lists them after the holder's cause. Errors do
    not list them: their causes are those that the document lists for them, in its order.
    """
    items: list[BodyItem] = []
    last = 0
    for table in find_tables(lines):
        if not table.lists_causes:
            continue
        rows = causes_of_table(context, table, holder.owner if holder.kind == "solution" and holder.owner else holder)
        items += [*lines[last : table.start], Index(rows, lines[table.start].number)]
        last = table.end
        context.findings.append(
            Finding(
                "cause-table",
                lines[table.start].number,
                f"a table of {len(rows)} causes inside another cause or its solution",
                "each row became a cause with its solution; the text links to them",
            )
        )
    return [*items, *lines[last:]]


def causes_of_table(context: Context, table: Table, owner: Draft) -> list[Draft]:
    """One cause for each row, with the solution in its row."""
    rows: list[Draft] = []
    column = table.column(SOLUTION)
    for row in table.rows:
        title, rest = title_and_rest(row[0])
        if not title.lead:
            continue
        cause = Draft("cause", title.number, title=short_title(title), owner=owner)
        cause.suffix = row_suffix("cause", title)
        cause.body += rest
        for index, cell in enumerate(row):
            if index not in {0, column} and index < len(table.heads):
                cause.body += apart(context, cause, labelled(table.heads[index], cell))
        context.add(cause)
        rows.append(cause)
        add_cell_solution(context, table, row, cause)
    return rows


def add_cell_solution(context: Context, table: Table, row: list[Line], owner: Draft) -> None:
    """The solution in a row's cell, where one stands there."""
    column = table.column(SOLUTION)
    if column is None or column >= len(row) or row[column].lead.strip() in {"", "-", "–"}:
        return
    solution = Draft("solution", row[column].number, body=list(cell_lines(row[column])))
    own(context, solution, owner, "solution", title_line(table.heads[column]))
    owner.solutions.append(context.add(solution))


def row_suffix(part: str, title: Line) -> str:
    """A row's name, made of its words (the English ones where they are known): rows come and go between editions.

    `part` where it has no words that can be a name.
    """
    return clip_key(repair_anchor(slugify(plain(title.lead))), MAX_ROW_NAME).rstrip(".") or part


def apart(context: Context, draft: Draft, lines: list[Line]) -> list[Line]:
    """Lines to be added to a draft, with a blank line before them where it has text already."""
    if not lines or not draft.body:
        return lines
    return [blank_line(lines[0].number, paired=context.paired), *lines]


def causes_in_table(lines: list[Line]) -> Table | None:
    """The first table of causes among some lines."""
    return next((table for table in find_tables(lines) if table.lists_causes), None)
