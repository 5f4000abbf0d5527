"""The structure of a troubleshooting document: which sections are errors, causes, solutions, and which are text.

The rules, in the order they are tried, are told in docs/import.md.
"""

from __future__ import annotations

from kb.importer import words
from kb.importer.builders import (
    Context,
    adopt_anchors,
    body_of,
    cause_of_section,
    causes_in_table,
    causes_of_table,
    first_message,
    short_title,
    solution_of_section,
    solutions_of_section,
    sub_heading,
)
from kb.importer.drafts import Draft, Index
from kb.importer.evidence import Evidence, codes_of_heading, fenced_facts, without_code
from kb.importer.findings import Finding
from kb.importer.inline import links_of, plain, title_line
from kb.importer.kinds import ERROR_LIST, Kinds
from kb.importer.labels import read_troubles
from kb.importer.lines import Line, blank_line
from kb.importer.names import is_generic
from kb.importer.roles import Role, role_of_section
from kb.importer.sections import Section
from kb.importer.tables import find_tables
from kb.importer.troubles import code_below, errors_of_table, fill_from_trouble, key_for_group, name_by_text


class StructureReader:
    """Reads the sections of one document into the drafts of its context."""

    def __init__(self, context: Context, root: Section) -> None:
        self.context = context
        self.kinds = Kinds(context, root)

    def walk(self, section: Section, guide: Draft) -> list[Draft]:
        """Read a section: its text goes to the guide, its entries to the context; returns its errors."""
        role = role_of_section(section)
        if role and role.part == words.CONTAINER:
            self._container(section, guide)
            return []
        if self.kinds.is_error(section):
            return [self.error(section, guide)]
        guide.body.append(sub_heading(section))
        self.context.of_section[id(section)] = guide
        made = self.text(section, section.lines, guide)
        for child in section.children:
            below = self.walk(child, guide)
            if below:
                self._list(guide, below, child.number)
            made += below
        return made

    def text(self, section: Section, lines: list[Line], guide: Draft) -> list[Draft]:
        """The lines of a plain section: text, but for the tables and labels that tell of errors."""
        made: list[Draft] = []
        last = 0
        kept: list[Line | Index] = []
        for table in find_tables(lines):
            if not table.lists_errors or self._is_index(table.rows, table.column(words.SOLUTION) or 1):
                continue
            rows = errors_of_table(self.context, table, key_for_group(self.context, section))
            kept += [*lines[last : table.start], Index(rows, lines[table.start].number)]
            last = table.end
            made += rows
        kept += lines[last:]
        preface, troubles = read_troubles([item for item in kept if isinstance(item, Line)]) if not made else ([], [])
        if not troubles:
            guide.body += kept
            return made
        guide.body += preface
        for number, trouble in enumerate(troubles, start=1):
            error = Draft("error", trouble.seen[0].label.number if trouble.seen else section.number)
            said = [line for block in trouble.seen for line in block.lines]
            error.title = name_by_text(said, title_line(section.title))
            error.name = f"{key_for_group(self.context, section)}--problem-{number}-of-{len(troubles)}"
            self.context.add(error)
            fill_from_trouble(self.context, error, trouble)
            made.append(error)
        self._list(guide, made, section.number)
        return made

    def error(self, section: Section, guide: Draft | None, *, page: bool = False) -> Draft:
        """An error made of a section, with the causes and solutions it tells of."""
        found = self.kinds.evidence(section)
        problem = self._only_problem(section)
        error = Draft("error", section.number, is_page=page)
        self._name(error, section, found)
        self.context.add(error, section)
        self._own_text(error, section, found)
        error.cause_items, error.step_items = found.causes, found.steps
        for child in (problem or section).children if problem else section.children:
            self._part(error, section, child, guide, page=page)
        if problem is not None:
            error.body[0:0] = problem.lines
            self.context.of_section[id(problem)] = error
        self._settle_title(error, section, found, problem)
        return error

    def _only_problem(self, section: Section) -> Section | None:
        """The one "Problem" below a section, where nothing else stands there: then both are one error."""
        if len(section.children) == 1 and self.kinds.is_problem(section.children[0]):
            return section.children[0]
        return None

    def _name(self, error: Draft, section: Section, found: Evidence) -> None:
        listed = section.parent is not None and bool(ERROR_LIST.search(section.parent.anchor))
        headed, sure = codes_of_heading(section, listed=listed)
        codes = list(found.codes)
        if codes and sure and not {code.lower() for code in codes} & {code.lower() for code in headed}:
            detail = f"heading: {headed[0]}, code line: {codes[0]}"
            self.context.findings.append(Finding("code-mismatch", section.number, detail, "the code line is taken"))
        if not codes and sure:
            codes = headed
        if not codes:
            below = next(
                (code for child in section.children if _part_of(child) == words.CODE and (code := code_below(child))),
                "",
            )
            codes = [below] if below else codes
        if codes:
            error.code, error.code_aliases = codes[0], codes[1:]
            return
        role = role_of_section(section)
        if role is not None and section.parent is not None and section.parent.level > 0:
            number = f"-{role.number}" if role.number is not None else ""
            error.name = f"{section.parent.key}--problem{number}"
        else:
            error.name = section.key

    def _settle_title(self, error: Draft, section: Section, found: Evidence, problem: Section | None) -> None:
        if found.message is not None:
            error.title = short_title(found.message)
            return
        heading = (
            without_code(section.title, [error.code, *error.code_aliases]) if error.code else title_line(section.title)
        )
        parts = [section, *([problem] if problem else []), *(c for c in section.children if _part_of(c) in _SEEN)]
        for part in parts:
            code, message = fenced_facts(part.lines)
            if message is not None:
                error.title = short_title(message)
                if not error.code:
                    error.code, error.name = code, ""
                return
        generic = is_generic(section.anchor) or problem is not None
        quoted = next((m for part in parts[1:] if (m := first_message(part.lines))), None)
        if quoted is None and (generic or not heading.lead):
            quoted = name_by_text([item for item in error.body if isinstance(item, Line)], title_line(section.title))
        error.title = short_title(quoted or (heading if heading.lead else title_line(section.title)))

    def _own_text(self, error: Draft, section: Section, found: Evidence) -> None:
        lines = found.rest
        table = causes_in_table(lines)
        if table is not None:
            error.body += lines[: table.start]
            error.causes += causes_of_table(self.context, table, error)
            error.body += lines[table.end :]
            return
        preface, troubles = read_troubles(lines, coded=bool(error.code))
        if len(troubles) == 1:
            error.body += preface
            said = [line for block in troubles[0].seen if block.part == words.MESSAGE for line in block.lines]
            if said and found.message is None:
                found.message = name_by_text(said, title_line(section.title))
            fill_from_trouble(self.context, error, troubles[0])
            return
        error.body += lines

    def _part(self, error: Draft, section: Section, child: Section, guide: Draft | None, *, page: bool) -> None:
        role = role_of_section(child)
        part = role.part if role else None
        if part == words.CODE and code_below(child) == error.code:
            self.context.of_section[id(child)] = error
            return
        if part in {words.SYMPTOM, words.MESSAGE} and not self.kinds.is_problem(child):
            adopt_anchors(self.context, error, child)
            self._append(error, child, heading=False)
        elif part == words.DETAILS:
            adopt_anchors(self.context, error, child)
            self._append(error, child, heading=error.has_text())
        elif role and part == words.CAUSE and (role.named or not self.kinds.causes_are_told(section)):
            suffix = "cause" if not error.causes else f"cause-{len(error.causes) + 1}"
            error.causes.append(cause_of_section(self.context, child, error, suffix))
        elif role and part == words.SOLUTION:
            owner = self._owner_of_solution(error, role)
            owner.solutions += solutions_of_section(self.context, child, owner)
        elif role and part == words.CONTAINER:
            for below in child.children:
                error.causes.append(cause_of_section(self.context, below, error))
        elif page and part is None and guide is not None:
            below_errors = self.walk(child, guide)
            if below_errors and child.level > 2:
                self._list(guide, below_errors, child.number)
        elif self.kinds.is_error(child) and guide is not None:
            self.error(child, guide)
        else:
            self._append(error, child, heading=True)
            adopt_anchors(self.context, error, child)

    def _append(self, error: Draft, child: Section, *, heading: bool) -> None:
        if error.body:
            error.body.append(blank_line(child.number, paired=self.context.paired))
        error.body += body_of(self.context, child, with_heading=heading)

    def _owner_of_solution(self, error: Draft, role: Role) -> Draft:
        """A solution belongs to the cause before it; to the error where that cause has one, or where there is none."""
        if role.number is not None and 0 < role.number <= len(error.causes) and len(error.causes) > 1:
            return error.causes[role.number - 1]
        if error.causes and not error.causes[-1].solutions and (len(error.causes) == 1 or error.causes[-2].solutions):
            return error.causes[-1]
        return error

    def _container(self, section: Section, guide: Draft) -> None:
        """ "Causes and solutions": every section in it is a cause, or a procedure where an error names it as a step."""
        if any(not line.is_blank for line in section.lines):
            guide.body += [sub_heading(section), *section.lines]
        self.context.of_section[id(section)] = guide
        for child in section.children:
            if id(child) in self.kinds.procedures:
                guide.solutions.append(solution_of_section(self.context, child, None))
            elif self.kinds.evidence(child).codes:
                self.error(child, guide)
            elif _part_of(child) is not None and not (role_of_section(child) or Role("")).named:
                guide.body += body_of(self.context, child, with_heading=True)
            else:
                cause_of_section(self.context, child, None)

    def _is_index(self, rows: list[list[Line]], column: int) -> bool:
        """Whether the rows only point at sections of this document that are errors themselves."""
        targets = [self.context.anchors.fragment_of(target) for row in rows for target in _link_targets(row, column)]
        return bool(rows) and len(targets) >= len(rows) and all(targets)

    def _list(self, guide: Draft, errors: list[Draft], number: int) -> None:
        if guide.body and isinstance(guide.body[-1], Index):
            known = guide.body[-1].drafts
            known += [error for error in errors if error not in known]
        elif not any(
            isinstance(item, Index) and set(map(id, errors)) <= set(map(id, item.drafts)) for item in guide.body
        ):
            guide.body.append(Index(list(errors), number))


_SEEN = {words.SYMPTOM, words.MESSAGE, words.DETAILS}


def _part_of(section: Section) -> str | None:
    role = role_of_section(section)
    return role.part if role else None


def _link_targets(row: list[Line], column: int) -> list[str]:
    if column >= len(row):
        return []
    cell = row[column].lead
    links = links_of(cell)
    only = len(links) == 1 and plain(cell) == plain(f"[{links[0][0]}]({links[0][1]})")
    return [links[0][1]] if only else []
