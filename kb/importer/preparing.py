"""Everything about a plain document that needs no database: its sentences, translations, checks and pages.

`prepare` is a pure function of values that travel between processes. What it makes is what the services of the
catalogue and of translation would have made of the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kb.catalog.errors import CatalogError
from kb.catalog.services.texts import as_stored, unresolved_links
from kb.importer.parsed import ParsedText
from kb.importer.rows import Further, Knowledge, Leads, Page, Prepared, Segment, Telling, Text, Unit, Work
from kb.l10n.align_text import Block
from kb.l10n.checks import CHECKS, CheckInput, Severity, run
from kb.l10n.cutting import CutText, cut_text
from kb.l10n.fit import Filling, SentencePair, fit_pairs, fit_text
from kb.l10n.models.segment import new_uid
from kb.l10n.services.assembly import Assembled, assemble
from kb.l10n.similarity import source_hash
from kb.markup import EntryRef, MarkupError, ResolvedLink, mark, render, render_inline, unmark

CONSISTENCY = "consistency"

_CHECKS = tuple(name for name in CHECKS if name != CONSISTENCY)
_TARGET = re.compile(r"\]\(\s*<?([^\s()<>]+)")


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
        texts = [_fit(units, further, work) for further in work.further]
    except (CatalogError, MarkupError):
        return None
    if any(text is None for text in texts):
        return None
    told = [text for text in texts if text is not None]
    for text in told:
        _check(text, work, knowledge)
    return Prepared(units, source, told)


def targets_of(texts: Iterable[ParsedText]) -> set[str]:
    """The link targets in some texts that may mean entries."""
    found = {target for text in texts for target in _TARGET.findall(f"{text.title}\n{text.body}")}
    return {target for target in found if "//" not in target}


def show(key: str, language: str, title: str, body: str, links: Leads) -> Page:
    """Render a text with sentence marks. Raises KeyError for a link that `links` does not know."""

    def resolve(ref: EntryRef) -> ResolvedLink | None:
        return links[str(ref)]

    made = render(body, language=language, resolve=resolve, id_prefix=key)
    problems = unresolved_links(made.problems)
    return Page(render_inline(title), made.html, made.plain, [list(one) for one in made.outline], problems)


def check_consistency(telling: Telling, siblings: Sequence[str], languages: tuple[str, str]) -> None:
    """Note where the same sentence is told otherwise elsewhere."""
    given = CheckInput(telling.segment.flat, telling.text, *languages, siblings=tuple(siblings[:5]))
    if run(given, only=[CONSISTENCY]):
        telling.warnings += 1
        telling.failed.add(CONSISTENCY)


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
        list(made.sentences),
        work.source.state,
        work.source.origin,
        page,
    )


def _fit(units: list[Unit], further: Further, work: Work) -> Text | None:
    """A translation in its sentences; None where it does not fit."""
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
        fit = fit_text(blocks, [unit.lead for unit in units], arrived)
        if not fit.is_safe:
            return None
        tellings = _fill(units, fit.fillings, further)
        made = _assemble(units, tellings)
        marked_title, marked_body = _marked(arrived, units)
        if as_stored(unmark(marked_title), unmark(marked_body)) != (title, body):
            return None
    page = show(work.key, text.language, marked_title, marked_body, work.links[text.language])
    return Text(
        text.language,
        title,
        body,
        marked_title,
        marked_body,
        list(made.sentences),
        made.state,
        made.origin,
        page,
        made.outdated,
        made.counts,
        tellings,
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


def _check(text: Text, work: Work, knowledge: Knowledge) -> None:
    """Run the checks on the sentences of a translation, all but the one that looks at other documents."""

    links = work.links[text.language]

    def resolves(target: str) -> bool:
        return links[target] is not None

    for telling in text.tellings:
        found = run(
            CheckInput(
                source=telling.segment.flat,
                target=telling.text,
                source_language=work.language,
                target_language=text.language,
                lexicon=knowledge.lexicons[text.language],
                glossary=knowledge.glossary,
                resolves=resolves,
                in_table=telling.in_table,
            ),
            only=_CHECKS,
        )
        telling.errors = sum(one.severity == Severity.ERROR for one in found)
        telling.warnings = len(found) - telling.errors
        telling.failed = {one.check for one in found}
