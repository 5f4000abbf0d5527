"""Everything about a plain document that needs no database: its sentences, translations, checks and pages.

`prepare` is a pure function of values that travel between processes. What it makes is what the services of the
catalogue and of translation would have made of the same texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kb.catalog.errors import CatalogError
from kb.catalog.services.texts import as_stored
from kb.importer.remembering import memory_rows
from kb.importer.rows import (
    CONSISTENCY,
    Further,
    Knowledge,
    Prepared,
    Segment,
    SegmentRow,
    Telling,
    Text,
    Told,
    Unit,
    Work,
)
from kb.importer.showing import show
from kb.l10n.align_text import Block
from kb.l10n.checks import CHECKS, CheckInput, Severity, run
from kb.l10n.cutting import CutText, cut_text
from kb.l10n.fit import Filling, SentencePair, covered, fit_pairs, fit_safely
from kb.l10n.models.segment import new_uid
from kb.l10n.services.assembly import Assembled, assemble
from kb.l10n.similarity import source_hash
from kb.l10n.states import Condition
from kb.markup import MarkupError, mark, unmark

_CHECKS = tuple(name for name in CHECKS if name != CONSISTENCY)


def prepare(work: Work, knowledge: Knowledge) -> Prepared | None:
    """Prepare a document; None where a text cannot be stored, or does not fit to the source by itself.

    Raises KeyError for a link that `work.links` does not know.
    """
    try:
        source = None
        units = work.units
        if work.source is not None:
            title, body = as_stored(work.source.title, work.source.body)
            units = _cut(title, body, work.language)
            source = _source_text(units, title, body, work)
        texts = [_fit(units, further, work, knowledge) for further in work.further]
    except (CatalogError, MarkupError):
        return None
    told = [text for text in texts if text is not None]
    if len(told) < len(texts):
        return None
    new = units if source is not None else []
    return Prepared(
        total=sum(len(unit.segments) for unit in units),
        units=[(unit.position, unit.kind, unit.lead, unit.line) for unit in new],
        segments=[_segment_row(unit.position, one) for unit in new for one in unit.segments],
        source=source,
        further=told,
    )


def check_consistency(telling: Told, siblings: Sequence[str], languages: tuple[str, str]) -> Told:
    """The sentence, with a note where it is told otherwise elsewhere."""
    given = CheckInput(telling.source, telling.text, *languages, siblings=tuple(siblings[:5]))
    if not run(given, only=[CONSISTENCY]):
        return telling
    failed = {*telling.failed.split(), CONSISTENCY}
    return telling._replace(warnings=telling.warnings + 1, failed=_failed(failed))


def _failed(checks: set[str]) -> str:
    return f" {' '.join(sorted(checks))} "[:200] if checks else ""


def _segment_row(unit: int, one: Segment) -> SegmentRow:
    placeholders = json.dumps(one.placeholders)
    return unit, one.uid, one.position, one.text, one.tail, placeholders, one.hash, one.hash_before, one.hash_after


def _cut(title: str, body: str, language: str) -> list[Unit]:
    cut = cut_text(title, body, language)
    units = [Unit(position, unit.kind, unit.lead, unit.line, []) for position, unit in enumerate(cut.units)]
    hashes = ["", *(source_hash(text) for text in cut.texts), ""]
    for index, one in enumerate(cut.sentences, start=1):
        units[one.unit].segments.append(
            Segment(
                uid=new_uid(),
                position=one.position,
                text=one.text,
                tail=one.tail,
                hash=hashes[index],
                placeholders=one.placeholders,
                hash_before=hashes[index - 1],
                hash_after=hashes[index + 1],
            )
        )
    return units


def _source_text(units: list[Unit], title: str, body: str, work: Work) -> Text:
    assert work.source is not None
    made = _assemble(units, [], is_source=True)
    page = show(work.key, work.language, made.marked_title, made.marked_body, work.links[work.language])
    return Text(
        work.language,
        title,
        body,
        made.marked_title,
        made.marked_body,
        json.dumps(made.sentences),
        work.source.state,
        work.source.origin,
        page,
    )


def _fit(units: list[Unit], further: Further, work: Work, knowledge: Knowledge) -> Text | None:
    """A translation in its sentences, checked, or whole; None where only its pairs can tell what fits."""
    text = further.text
    if further.pairs:
        tellings = _fill_by_pairs(units, further)
        if tellings is None:
            return None
        made = _assemble(units, tellings)
        title, body = as_stored(made.title, made.body)
        marked_title, marked_body = made.marked_title, made.marked_body
    else:
        title, body = as_stored(text.title, text.body)
        arrived = cut_text(title, body, text.language)
        blocks = [Block(unit.kind, tuple(one.flat for one in unit.segments)) for unit in units if unit.segments]
        fit = None if further.age > 0 else fit_safely(blocks, [unit.lead for unit in units], arrived)
        if fit is None:
            return _whole(units, further, work, title, body)
        tellings = _fill(units, fit, further)
        made = _assemble(units, tellings)
        marked_title, marked_body = _marked(arrived, units)
        if as_stored(unmark(marked_title), unmark(marked_body)) != (title, body):
            return None
    page = show(work.key, text.language, marked_title, marked_body, work.links[text.language])
    _check(tellings, text.language, work, knowledge)
    return Text(
        text.language,
        title,
        body,
        marked_title,
        marked_body,
        json.dumps(made.sentences),
        made.state,
        made.origin,
        page,
        made.outdated,
        tuple(made.counts[one] for one in Condition),
        [_told(one) for one in tellings],
        list(memory_rows(further, tellings, work)),
    )


def _whole(units: list[Unit], further: Further, work: Work, title: str, body: str) -> Text | None:
    """A translation that does not fit; None for one that is its source, word for word."""
    source = _assemble(units, [])
    if as_stored(source.title, source.body) == (title, body):
        return None
    text = further.text
    return Text(
        text.language,
        title,
        body,
        title,
        body,
        "[]",
        text.state,
        text.origin,
        show(work.key, text.language, title, body, work.links[text.language]),
        further.outdated,
        tuple(source.counts[one] for one in Condition),
        aligned=False,
        newer=further.age > 0,
    )


def _told(one: Telling) -> Told:
    return Told(
        one.segment.uid,
        one.segment.hash,
        one.segment.flat,
        one.text,
        one.told_before,
        str(one.state),
        str(one.origin),
        one.outdated,
        one.errors,
        one.warnings,
        _failed(one.failed),
    )


def _fill_by_pairs(units: list[Unit], further: Further) -> list[Telling] | None:
    rows = [[segment.flat for segment in unit.segments] for unit in units if unit.segments]
    fillings = fit_pairs(rows, [SentencePair(pair.source, pair.target) for pair in further.pairs])
    if len(fillings) < sum(map(len, rows)):
        return None
    return _fill(units, fillings, further)


def _fill(units: list[Unit], fillings: Mapping[tuple[int, int], Filling], further: Further) -> list[Telling]:
    rows = [unit for unit in units if unit.segments]
    return [
        Telling(
            rows[block].segments[index],
            filling.text,
            filling.told_before,
            further.text.state,
            further.text.origin,
            rows[block].kind == "cell",
            covered(rows[block].segments, fillings, (block, index)),
            further.outdated,
        )
        for (block, index), filling in fillings.items()
    ]


def _assemble(units: list[Unit], tellings: list[Telling], *, is_source: bool = False) -> Assembled:
    blocks = [(unit, unit.segments) for unit in units]
    by_uid = {telling.segment.uid: telling for telling in tellings}
    return assemble(blocks, by_uid, is_source=is_source)  # type: ignore[arg-type]  # they look like the models


def _marked(arrived: CutText, units: list[Unit]) -> tuple[str, str]:
    """A text as it came, with the marks of the sentences it fills."""
    rows = [unit.segments for unit in units if unit.segments]
    uids = {number: [segment.uid for segment in row] for number, row in zip(arrived.numbers, rows, strict=True)}
    texts = [unit.lead for unit in arrived.units]
    for sentence in arrived.sentences:
        texts[sentence.unit] += mark(uids[sentence.unit][sentence.position], sentence.text) + sentence.tail
    return texts[0], "".join(texts[1:])


def _check(tellings: list[Telling], language: str, work: Work, knowledge: Knowledge) -> None:
    """Run the checks on the sentences of a translation, all but the one that looks at other documents."""

    links = work.links[language]

    def resolves(target: str) -> bool:
        return links[target] is not None

    for telling in tellings:
        found = run(
            CheckInput(
                source=telling.source,
                target=telling.text,
                source_language=work.language,
                target_language=language,
                lexicon=knowledge.lexicons[language],
                glossary=knowledge.glossary,
                resolves=resolves,
                in_table=telling.in_table,
            ),
            only=_CHECKS,
        )
        found = [one for one in found if not one.of_source]
        telling.errors = sum(one.severity == Severity.ERROR for one in found)
        telling.warnings = len(found) - telling.errors
        telling.failed = {one.check for one in found}
