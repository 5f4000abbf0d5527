"""Troubles written under bold labels: **Symptom**: …, **Cause**: …, **Resolution**: …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.importer import words
from kb.importer.inline import plain
from kb.importer.lines import Line

_LABEL = re.compile(
    r"^\s*(?:[-*+]\s+)?(?P<mark>\*\*|__)(?P<label>[^*_`\[\]|]{2,60}?)\s*:?\s*(?P=mark)\s*:?\s*(?P<rest>.*)$", re.S
)
_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")


@dataclass(slots=True)
class Block:
    """The text under one label. `label` is the line's label alone, without marks."""

    part: str
    number: int | None
    label: Line
    lines: list[Line]


@dataclass(slots=True)
class Trouble:
    """One trouble: what is seen, why, and what helps."""

    seen: list[Block] = field(default_factory=list)
    causes: list[Block] = field(default_factory=list)
    solutions: list[Block] = field(default_factory=list)

    def is_told(self, *, coded: bool) -> bool:
        """Whether this is a trouble: a cause is named, or a symptom (of a code: a description) with a solution."""
        seen = [block for block in self.seen if coded or block.part != words.DETAILS]
        return bool(self.causes and (self.seen or self.solutions)) or bool(seen and self.solutions)


def read_troubles(lines: list[Line], *, coded: bool = False) -> tuple[list[Line], list[Trouble]]:
    """The lines before the first label, and the troubles; none where the labels tell of none."""
    preface, blocks = _blocks(lines)
    troubles: list[Trouble] = []
    for block in blocks:
        trouble = troubles[-1] if troubles else None
        if block.part in {words.SYMPTOM, words.MESSAGE, words.DETAILS}:
            if trouble is None or trouble.causes or trouble.solutions or _same_part(trouble, block):
                trouble = Trouble()
                troubles.append(trouble)
            trouble.seen.append(block)
            continue
        if trouble is None:
            trouble = Trouble()
            troubles.append(trouble)
        (trouble.causes if block.part == words.CAUSE else trouble.solutions).append(block)
    if not troubles or not all(trouble.is_told(coded=coded) for trouble in troubles):
        return lines, []
    return preface, troubles


def _same_part(trouble: Trouble, block: Block) -> bool:
    return any(other.part == block.part for other in trouble.seen)


def _blocks(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    preface: list[Line] = []
    blocks: list[Block] = []
    for line in lines:
        match = None if line.fenced else _LABEL.match(line.lead)
        role = words.role_of(plain(match["label"])) if match else None
        if match and role and role[0] == words.STEPS and blocks:
            blocks[-1].lines.append(line)
            continue
        if match and role and role[0] in {words.SYMPTOM, words.MESSAGE, words.DETAILS, words.CAUSE, words.SOLUTION}:
            rest = line.map(_rest)
            label = line.map(_label)
            blocks.append(Block(role[0], role[1], label, [] if rest.is_blank else [rest]))
        elif blocks:
            if line.fenced or not _RULE.match(line.text):
                blocks[-1].lines.append(line)
        else:
            preface.append(line)
    while blocks and preface and (preface[-1].is_blank or _RULE.match(preface[-1].text)):
        preface.pop()
    return preface, blocks


def _rest(text: str) -> str:
    match = _LABEL.match(text)
    return match["rest"].strip() if match else text


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return plain(match["label"]).rstrip(": ") if match else plain(text)[:40]
