"""From a draft to an entry: its title, its text and its sentence pairs, in the target and in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.importer.builders import Context
from kb.importer.drafts import BodyItem, Draft, Index, SubHeading
from kb.importer.inline import plain, shorten
from kb.importer.lines import Line, blank_line
from kb.importer.parsed import Pair
from kb.importer.rewrite import Rewriter, link_target
from kb.importer.sections import ANCHOR

_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_PLATFORM = re.compile(r"(?:^|-)(?:for|on)-(windows|linux|mac|macos|android|ios)(?:-[a-z]+){0,2}$")
_PLATFORM_NOTE = re.compile(r"\(([^()]*)\)\s*$")
_PLATFORMS = {
    "windows": "windows",
    "linux": "linux",
    "mac": "macos",
    "macos": "macos",
    "android": "android",
    "ios": "ios",
}
MAX_TITLE = 490


@dataclass(frozen=True, slots=True)
class Side:
    """What a draft says in one language."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Written:
    """A draft in words: the target, the source where there is one, and the pairs."""

    target: Side
    source: Side | None
    pairs: tuple[Pair, ...]


def title_of(draft: Draft) -> Line:
    """A draft's title. One without any is called after its part and its owner: "Solution: no network"."""
    if draft.title is not None:
        return draft.title
    label, owner = draft.label, draft.owner
    while owner is not None and owner.title is None:
        owner = owner.owner
    if owner is None or owner.title is None or label is None:
        return label or blank_line(draft.line, paired=False)
    named = owner.title
    text = f"{_word(label.text)}: {named.text}"
    source = None if named.source is None or label.source is None else f"{_word(label.source)}: {named.source}"
    pairs = (Pair(source, text),) if source is not None else ()
    return Line(draft.line, text, text, source, pairs)


def _word(label: str) -> str:
    word = plain(label).strip(" :.")
    return word[:1].upper() + word[1:]


def write(context: Context, draft: Draft, rewriter: Rewriter, english: set[int]) -> Written:
    """The words of a draft. `english` holds the numbers of the lines that a translation left in English."""
    title = title_of(draft).map(lambda text: shorten(" ".join(text.split()), MAX_TITLE))
    lines = list(_lines(context, draft, rewriter))
    if english and not _all_english(draft, lines, english):
        lines = list(_marked(lines, english))
    target = Side(title.text, _join(line.text for line in lines))
    if not context.paired:
        return Written(target, None, ())
    source = Side(
        title.source or title.text, _join(line.text if line.source is None else line.source for line in lines)
    )
    pairs = (*title.pairs, *(pair for line in lines for pair in line.pairs if pair.source and pair.target))
    return Written(target, source, pairs)


def is_all_english(context: Context, draft: Draft, english: set[int]) -> bool:
    """Whether nothing of a draft was translated: its title and all its text stand among the English lines."""
    return bool(english) and _all_english(draft, [item for item in draft.body if isinstance(item, Line)], english)


def platforms_of(draft: Draft) -> tuple[str, ...]:
    """The platform that a cause or solution names at the end of its name: "(for Windows VMs)"."""
    match = _PLATFORM.search(draft.key)
    if match:
        return (_PLATFORMS[match[1]],)
    if draft.title is None or draft.kind not in {"cause", "solution"}:
        return ()
    note = _PLATFORM_NOTE.search(plain(draft.title.lead))
    named = {value for name, value in _PLATFORMS.items() if note and re.search(rf"\b{name}\b", note[1], re.I)}
    return tuple(sorted(named)) if len(named) == 1 else ()


def _all_english(draft: Draft, lines: list[Line], english: set[int]) -> bool:
    title = title_of(draft)
    numbers = {line.number for line in lines if not line.is_blank and not line.fenced}
    return title.number in english and numbers <= english


def _lines(context: Context, draft: Draft, rewriter: Rewriter) -> Iterator[Line]:
    levels = [item.level for item in draft.body if isinstance(item, SubHeading)]
    shift = 2 - min(levels, default=2)
    for item in draft.body:
        if isinstance(item, Line):
            yield _line(item, draft, rewriter)
            continue
        yield blank_line(_number(item), paired=context.paired)
        if isinstance(item, SubHeading):
            yield _heading(item, min(item.level + shift, 6), draft, rewriter)
        else:
            yield from _index(item)
        yield blank_line(_number(item), paired=context.paired)


def _number(item: BodyItem) -> int:
    return item.title.number if isinstance(item, SubHeading) else item.line if isinstance(item, Index) else item.number


def _line(line: Line, draft: Draft, rewriter: Rewriter) -> Line:
    if line.fenced:
        return line
    if "<a" in line.raw:
        line = line.map(lambda text: ANCHOR.sub("", text))
    return line.map(rewriter.for_line(draft, line.number)) if "[" in line.raw else line


def _heading(heading: SubHeading, level: int, draft: Draft, rewriter: Rewriter) -> Line:
    title = heading.title.map(rewriter.for_line(draft, heading.title.number))
    name = f" {{#{heading.anchor}}}" if heading.anchor else ""
    mark = "#" * level
    source = None if title.source is None else f"{mark} {title.source}{name}"
    return replace(title, text=f"{mark} {title.text}{name}", source=source)


def _index(index: Index) -> Iterator[Line]:
    for draft in index.drafts:
        title = title_of(draft)
        target = link_target(draft)
        source = None if title.source is None else f"- [{_label(title.source)}]({target})"
        pairs = tuple(
            Pair(f"[{_label(pair.source)}]({target})", f"[{_label(pair.target)}]({target})") for pair in title.pairs
        )
        text = f"- [{_label(title.text)}]({target})"
        yield Line(draft.line, text, text, source, pairs)


def _label(title: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", plain(title))


def _marked(lines: list[Line], english: set[int]) -> Iterator[Line]:
    """The lines with every run that was left in English put into a block that says so.

    A run begins and ends at a line without indent: inside a list item a new block would tear the list.
    """
    inside = False
    for line in lines:
        if not line.is_blank and not line.fenced and not line.text[0].isspace():
            left = line.number in english
            if left and not inside:
                yield from _tag(line, '<div lang="en">')
            elif inside and not left:
                yield from _tag(line, "</div>")
            inside = left
        yield line
    if inside:
        yield from _tag(lines[-1], "</div>")


def _tag(line: Line, tag: str) -> Iterator[Line]:
    for text in ("", tag, ""):
        yield Line(line.number, text, text)


def _join(texts: Iterator[str]) -> str:
    """Lines as a text: single blank lines, none at the ends, no rule at the ends."""
    kept: list[str] = []
    for text in texts:
        if text.strip() or (kept and kept[-1].strip()):
            kept.append(text.rstrip("\n") if text.strip() else "")
    while kept and (not kept[-1].strip() or _RULE.match(kept[-1])):
        kept.pop()
    while kept and (not kept[0].strip() or _RULE.match(kept[0])):
        kept.pop(0)
    return "\n".join(kept) + "\n" if kept else ""
