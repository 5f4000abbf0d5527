"""Telling the kinds of sections apart, from their codes, their lists of causes and their headings."""

from __future__ import annotations

import re

from kb.importer import words
from kb.importer.builders import (
    Context,
    causes_in_table,
)
from kb.importer.evidence import Evidence, codes_of_heading, read_evidence
from kb.importer.labels import read_troubles
from kb.importer.roles import role_of_section
from kb.importer.sections import Section

ERROR_LIST = re.compile(r"(?:^|-)(?:errors?|codes?|exceptions?|messages)(?:-|$)")


class Kinds:
    """What the sections of one document are: errors, causes, procedures, or text."""

    def __init__(self, context: Context, root: Section) -> None:
        self.context = context
        self.causes: set[int] = set()
        self.procedures: set[int] = set()
        self._evidence: dict[int, Evidence] = {}
        for section in root.walk():
            role = role_of_section(section) if section.level else None
            if role and role.part == words.CONTAINER:
                self.causes.update(id(child) for child in section.children)
            elif role and role.part == words.CAUSE and role.named:
                self.causes.add(id(section))
        for section in root.walk():
            found = self.evidence(section)
            self.context.findings += found.findings
            if found.codes or found.causes:
                for step in found.steps:
                    target = self.target(step.fragment)
                    if target is not None:
                        self.procedures.add(id(target))

    def evidence(self, section: Section) -> Evidence:
        """The structured lines of a section; read once."""
        if id(section) not in self._evidence:
            self._evidence[id(section)] = read_evidence(section.lines, self.context.anchors, self.causes)
        return self._evidence[id(section)]

    def is_error(self, section: Section) -> bool:
        """Whether a section tells of one error: a code, causes in order, or a cause or symptom with its solution."""
        if self.evidence(section).is_strong or causes_in_table(section.lines) is not None:
            return True
        listed = section.parent is not None and bool(ERROR_LIST.search(section.parent.anchor))
        if codes_of_heading(section, listed=listed)[1]:
            return True
        if len(read_troubles(self.evidence(section).rest)[1]) == 1 and section.level > 1:
            return True
        return self.has_parts(section)

    def has_parts(self, section: Section) -> bool:
        """Whether the sections right below are its cause and solution."""
        roles = [role for child in section.children if (role := role_of_section(child))]
        parts = {role.part for role in roles}
        seen = bool(parts & {words.SYMPTOM, words.MESSAGE, words.DETAILS, words.CODE})
        own = role_of_section(section)
        if own is not None and own.part == words.SYMPTOM:
            return bool(parts & {words.CAUSE, words.SOLUTION})
        if any(child.children and self.is_problem(child) for child in section.children):
            return False
        return (
            words.CAUSE in parts
            and (words.SOLUTION in parts or seen or self.causes_are_told(section))
            or (seen and words.SOLUTION in parts)
        )

    def causes_are_told(self, section: Section) -> bool:
        return any(
            (role := role_of_section(child)) and role.part == words.CAUSE and role.named for child in section.children
        )

    def is_problem(self, section: Section) -> bool:
        """Whether a section called "Problem" holds an error of its own."""
        role = role_of_section(section)
        return bool(role and role.part == words.SYMPTOM and self.has_parts(section))

    def target(self, fragment: str | None) -> Section | None:
        found = self.context.anchors.resolve(fragment) if fragment else None
        return found.section if found and found.how != "proposed" else None
