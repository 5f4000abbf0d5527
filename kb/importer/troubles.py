"""Errors that are told in tables and under bold labels."""

from __future__ import annotations

from kb.importer.builders import Context, add_cell_solution, apart, first_message, own, short_title
from kb.importer.drafts import BodyItem, Draft
from kb.importer.inline import first_sentence, title_line
from kb.importer.labels import Block, Trouble
from kb.importer.lines import Line
from kb.importer.names import key_of_anchor
from kb.importer.sections import Section
from kb.importer.tables import Table, cell_codes, labelled, title_and_rest
from kb.importer.words import CODE, SOLUTION


def errors_of_table(context: Context, table: Table, group: str) -> list[Draft]:
    """One error for each row of a table of errors; the column after a code says what it means."""
    part, made = table.parts[0], []
    coded = any(cell_codes(row[0], part) for row in table.rows)
    for number, row in enumerate(table.rows, start=1):
        codes = cell_codes(row[0], part) if coded else []
        said = row[1] if codes and len(row) > 1 and table.column(SOLUTION) != 1 else row[0]
        title, rest = title_and_rest(said)
        if not title.lead and not codes:
            continue
        error = Draft(
            "error", row[0].number, title=short_title(title if title.lead else title_line(row[0])), body=list(rest)
        )
        if codes:
            error.code, error.code_aliases = codes[0], codes[1:]
        else:
            error.name = f"{group}--error-{number}-of-{len(table.rows)}" if len(table.rows) > 1 else f"{group}--error"
        used = {0, 1 if said is not row[0] else 0, table.column(SOLUTION)}
        for index, cell in enumerate(row):
            if index not in used and index < len(table.heads):
                error.body += apart(context, error, labelled(table.heads[index], cell))
        context.add(error)
        add_cell_solution(context, table, row, error)
        made.append(error)
    return made


def fill_from_trouble(context: Context, error: Draft, trouble: Trouble) -> None:
    """What a trouble under bold labels says, as the text, causes and solutions of an error."""
    for block in trouble.seen:
        error.body += apart(context, error, block.lines)
    for block in trouble.causes:
        cause = Draft("cause", block.label.number)
        if len(trouble.causes) == 1:
            cause.owner, cause.suffix, cause.label = error, "cause", block.label
            cause.body += block.lines
        else:
            cause.owner = error
            cause.suffix = f"cause-{block.number or len(error.causes) + 1}"
            cause.title, cause.body = _split_title(context, block)
        error.causes.append(context.add(cause))
    for index, block in enumerate(trouble.solutions):
        owner = _owner_of_solution(error, trouble, block, index)
        solution = Draft("solution", block.label.number, body=list(block.lines))
        own(context, solution, owner, "solution", block.label)
        owner.solutions.append(context.add(solution))


def _owner_of_solution(error: Draft, trouble: Trouble, block: Block, index: int) -> Draft:
    causes = error.causes[-len(trouble.causes) :] if trouble.causes else []
    if len(causes) == 1:
        return causes[0]
    if causes and (block.number is not None or len(trouble.solutions) == len(causes)):
        place = (block.number or index + 1) - 1
        return causes[place] if 0 <= place < len(causes) else error
    return error


def _split_title(context: Context, block: Block) -> tuple[Line, list[BodyItem]]:
    first = next((line for line in block.lines if not line.is_blank and not line.fenced), None)
    if first is None:
        return block.label, list(block.lines)
    title, rest = title_and_rest(first)
    others = block.lines[block.lines.index(first) + 1 :]
    return short_title(title), [*rest, *others]


def name_by_text(lines: list[Line], fallback: Line) -> Line:
    """A message for a trouble that has no heading of its own: what it quotes, else its first sentence."""
    quoted = first_message(lines)
    if quoted is not None:
        return short_title(quoted)
    first = next((line for line in lines if not line.is_blank and not line.fenced), None)
    if first is None:
        return fallback
    if first.pairs:
        pair = first.pairs[0]
        return short_title(title_line(Line(first.number, first.raw, pair.target, pair.source, (pair,))))
    return short_title(title_line(first.map(lambda text: first_sentence(text)[0])))


def code_below(section: Section) -> str:
    """The code that a section headed "ID" or "Error code" holds."""
    first = next((line for line in section.lines if not line.is_blank), None)
    codes = cell_codes(first, CODE) if first is not None else []
    return codes[0] if codes else ""


def key_for_group(context: Context, section: Section) -> str:
    """The name under which nameless errors of a section are kept: the document's and the section's."""
    anchor = key_of_anchor(section.anchor)
    return f"{context.stem}--{anchor}" if anchor and anchor != context.stem and section.level > 1 else context.stem
