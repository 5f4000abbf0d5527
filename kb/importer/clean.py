"""From the raw text below a header to clean lines: fences, comments, includes, alerts, images, reference links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kb.importer.findings import Finding
from kb.importer.lines import Line, make_line, split_lines

Include = Callable[[str], str | None]
"""Gives the text of an included file by its path as written, or None where there is none."""

FENCE = re.compile(r"^(?P<lead>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}#{1,6}<a ")
_ANCHORED_HEADING = re.compile(r'^#{1,6}[ \t]*<a (?:name|id)="')
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s+\S|\d+[.)]\s+\S|\||>|\[[^\]]+\]\(|\*\*|!\[)")
_INCLUDE = re.compile(r"\[(?:!|AZURE\.)INCLUDE\s*\[[^\]]*\]\s*\(([^)]*)\)\s*\]", re.I)
_ALERT = re.compile(
    r"^(?P<lead>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<quote>(?:>[ \t]?)*)"
    r"\[(?:!|AZURE\.)(?P<name>[A-Za-z]+)\][ \t]*(?P<rest>.*)$"
)
_ALERTS = {
    "note": "NOTE",
    "notes": "NOTE",
    "tip": "TIP",
    "tips": "TIP",
    "sugerencias": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "caution": "CAUTION",
}
_VIDEO = re.compile(r"\[!VIDEO\s+([^\]\s]+)\s*\]", re.I)
_DROPPED = re.compile(
    r"^[ \t>]*(?:\[!div\b[^\]]*\]|:::[ \t]*(?:moniker|zone|row|column|code)\b.*|::::?[ \t]*)[ \t]*$", re.I
)
_CODE_INCLUDE = re.compile(r"\[!code-?[^\[\]]*\[[^\]]*\]\s*\(([^)]*)\)\s*\]", re.I)
_IMAGE = re.compile(r"!\[(?P<alt>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?(?P<src>[^)\s>]*)>?(?:\s+[\"'][^)]*)?\s*\)")
_IMAGE_TAG = re.compile(r"<img\b(?P<attributes>[^>]*)>|:::image\b(?P<directive>.*?):::", re.I)
_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)([^\]]+)\]:[ \t]*<?([^\s>]+)>?(?:[ \t]+[\"'(].*)?[ \t]*$")
_TAB = re.compile(r"^#{1,6}[ \t]+\[(.+?)\]\(#tab/[^)]*\)[ \t]*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


@dataclass(slots=True)
class Cleaned:
    """The clean lines of a document, the targets of its reference links, and the findings on the way."""

    lines: list[Line] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def clean(body: str, first: int, *, paired: bool, include: Include | None = None) -> Cleaned:
    """Clean the text below a header. `first` is the number of its first line in the file."""
    prepared = Cleaned()
    raw = list(split_lines(body, first, paired=paired))
    raw = _without_comments(raw)
    fenced = _fences(raw, prepared)
    for (number, text), is_code in zip(raw, fenced, strict=True):
        if is_code is None:
            continue
        if is_code:
            prepared.lines.append(make_line(number, text, paired=paired, fenced=True))
            continue
        for clean in _directives(number, text, prepared, include):
            line = make_line(number, clean, paired=paired)
            if not _is_reference(line, prepared):
                prepared.lines.append(line)
    return prepared


def _without_comments(raw: list[tuple[int, str]]) -> list[tuple[int, str]]:
    if not any("<!--" in text for _number, text in raw):
        return raw
    kept: list[tuple[int, str]] = []
    inside, fence = False, ""
    for number, text in raw:
        match = FENCE.match(text)
        if not inside and match and (not fence or match["mark"].startswith(fence)):
            fence = "" if fence else match["mark"]
        if fence or (match and not inside):
            kept.append((number, text))
            continue
        if inside:
            _before, end, text = text.partition("-->")
            if not end:
                continue
            inside = False
            if not text.strip():
                continue
        had = "<!--" in text
        text = _COMMENT.sub("", text)
        if "<!--" in text:
            text, inside = text[: text.index("<!--")], True
        if not had or text.strip():
            kept.append((number, text))
    return kept


def _fences(raw: list[tuple[int, str]], prepared: Cleaned) -> list[bool | None]:
    """For each line whether it is part of a code block; None for a stray fence, which is left out.

    A fence that is never closed, or inside which a heading with an anchor stands, was meant to be closed before. Where
    the text right after it is Markdown, the fence itself is stray (the end of a block that lost its start); else the
    block ends before the next heading.
    """
    flags: list[bool | None] = [False] * len(raw)
    index = 0
    while index < len(raw):
        number, text = raw[index]
        opening = FENCE.match(text)
        if not opening:
            index += 1
            continue
        end = _fence_end(raw, index, opening["mark"])
        if end is not None:
            flags[index : end + 1] = [True] * (end + 1 - index)
            index = end + 1
            continue
        heading = next((i for i in range(index + 1, len(raw)) if _HEADING.match(raw[i][1])), None)
        following = next((raw[i][1] for i in range(index + 1, len(raw)) if raw[i][1].strip()), "")
        if heading is None and not _MARKDOWN.match(following):
            flags[index:] = [True] * (len(raw) - index)
            raw.append((raw[-1][0], opening["lead"] + opening["mark"]))
            flags.append(True)
            detail, done = "a code fence runs to the end of the text", "closed at the end of the text"
            index = len(raw)
        elif not opening["info"].strip() and (_MARKDOWN.match(following) or not following):
            flags[index] = None
            detail, done = "a code fence swallows the text after it", "taken as stray and left out"
            index += 1
        else:
            stop = heading if heading is not None else len(raw)
            last = max((i for i in range(index, stop) if raw[i][1].strip()), default=index)
            raw.insert(last + 1, (raw[last][0], opening["lead"] + opening["mark"]))
            flags.insert(last + 1, True)
            flags[index : last + 2] = [True] * (last + 2 - index)
            detail, done = "a code fence is not closed before the next heading", f"closed after line {raw[last][0]}"
            index = last + 2
        prepared.findings.append(Finding("unclosed-fence", number, detail, done))
    return flags


def _fence_end(raw: list[tuple[int, str]], start: int, mark: str) -> int | None:
    for index in range(start + 1, len(raw)):
        text = raw[index][1]
        if _ANCHORED_HEADING.match(text):
            return None
        stripped = text.strip(" \t>")
        if stripped.startswith(mark) and not stripped.strip(mark[0]):
            return index
    return None


def _directives(number: int, text: str, prepared: Cleaned, include: Include | None) -> list[str]:
    """A line with its directives carried out: none, one or several lines."""
    if "[" not in text and "<" not in text and ":::" not in text:
        return [text]
    if _DROPPED.match(text):
        return []
    if "INCLUDE" in text.upper() and _INCLUDE.search(text):
        return _included(number, text, prepared, include)
    text = _VIDEO.sub(lambda m: f"<{m[1]}>", text)
    text = _CODE_INCLUDE.sub(lambda m: _missing_include(number, m[1], prepared), text)
    had_image = "![" in text or "<img" in text.lower() or ":::image" in text
    if had_image:
        text = _IMAGE.sub(lambda m: _image(number, m["src"], m["alt"], prepared), text)
        text = _IMAGE_TAG.sub(lambda m: _image_tag(number, m, prepared), text)
        if not text.strip(" \t>-*+"):
            return []
    tab = _TAB.match(text)
    if tab:
        return [f"**{tab[1]}**"]
    alert = _ALERT.match(text)
    if alert and alert["name"].lower() in _ALERTS:
        quote = alert["quote"].rstrip() + " " if alert["quote"] else "> "
        inner = re.sub(r"[^ \t]", " ", alert["lead"])
        head = f"{alert['lead']}{quote}[!{_ALERTS[alert['name'].lower()]}]"
        return [head, f"{inner}{quote}{alert['rest']}"] if alert["rest"].strip() else [head]
    return [text]


def _included(number: int, text: str, prepared: Cleaned, include: Include | None) -> list[str]:
    parts: list[str] = []
    last = 0
    for match in _INCLUDE.finditer(text):
        before = text[last : match.start()]
        parts += [before] if before.strip(" \t>") else []
        found = include(match[1].strip()) if include else None
        if found is None:
            _missing_include(number, match[1], prepared)
        else:
            parts += found.strip("\n").split("\n")
        last = match.end()
    rest = text[last:]
    return parts + ([rest] if rest.strip(" \t>") else [])


def _missing_include(number: int, path: str, prepared: Cleaned) -> str:
    prepared.findings.append(Finding("missing-include", number, path.strip(), "left out"))
    return ""


def _image(number: int, src: str, alt: str, prepared: Cleaned) -> str:
    if re.match(r"https?://", src, re.I):
        return f"[{alt.strip() or src}]({src})"
    detail = f"{src} ({alt.strip()})" if alt.strip() else src
    prepared.findings.append(Finding("image-not-found", number, detail, "left out"))
    return ""


def _image_tag(number: int, match: re.Match[str], prepared: Cleaned) -> str:
    found = {name.lower(): value for name, value in _ATTRIBUTE.findall(match["attributes"] or match["directive"] or "")}
    source = found.get("src") or found.get("source") or ""
    return _image(number, source, found.get("alt") or found.get("alt-text") or "", prepared)


def _is_reference(line: Line, prepared: Cleaned) -> bool:
    matches = [match for side in {line.text, line.source or ""} if (match := _REFERENCE.match(side.strip()))]
    for match in matches:
        prepared.references.setdefault(_reference_name(match[1]), match[2])
    return bool(matches)


def _reference_name(label: str) -> str:
    return " ".join(label.split()).casefold()
