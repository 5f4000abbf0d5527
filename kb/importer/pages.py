"""What a whole page is: a guide, one error, a page of an error reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes import is_code
from kb.importer import words
from kb.importer.builders import Context, adopt_anchors, body_of, short_title
from kb.importer.drafts import Draft
from kb.importer.evidence import split_codes
from kb.importer.headers import Header
from kb.importer.inline import plain, title_line
from kb.importer.labels import read_troubles
from kb.importer.lines import Line, blank_line, make_line
from kb.importer.sections import Section
from kb.importer.structure import StructureReader

_HEX = r"0[xX][0-9A-Fa-f]{3,16}"
_SURE_CODE = re.compile(rf"(?<![\w.-])(?:{_HEX}|AADSTS\d{{4,8}}|[A-Z]{{2,}}(?:_[A-Z0-9]+){{2,}})(?![\w-])")
_CODE_BY_ERROR = re.compile(
    rf"(?<![\w.-])(?:{_HEX}|[A-Z]{{1,10}}\d{{4,9}}|\d{{4,8}}-\d{{1,6}}|\d\.\d{{1,2}}\.\d{{1,3}}|[A-Z]{{2,}}(?:_[A-Z0-9]+)+"
    r"|[A-Za-z]*[a-z][A-Za-z]*[A-Z][A-Za-z]*)(?![\w-])"
)
_LEADING_STATUS = re.compile(r"^(?:\d{3} )?(\d\.\d{1,2}\.\d{1,3})\s")
_NO_CODE = re.compile(r"^(?:KB|MC|IE|O|M|D|W)\d+$")
_KEYWORD = re.compile(r"^[A-Za-z]{1,10}\d{2,6}[A-Z]?$")
_MOST_MESSAGE = 450


def read_page(context: Context, root: Section, header: Header) -> Draft | None:
    """Read a whole document into the drafts of its context; returns its guide, or None where one error is all of it."""
    page = _title_section(context, root, header)
    codes = reference_codes(header, plain(page.title.lead))
    if codes:
        _reference(context, page, codes)
        return None
    reader = StructureReader(context, page)
    guide = Draft("guide", page.number, title=short_title(title_line(page.title)), name=context.stem, is_page=True)
    named = title_codes(plain(page.title.lead))
    others = any(reader.kinds.evidence(section).codes for child in page.children for section in child.walk())
    if _is_one_error(reader, page) or (named and not others):
        keep = None if named and not others else guide
        error = reader.error(page, keep, page=True)
        if named and not others:
            error.code, error.code_aliases, error.name = error.code or named[0], _others(error.code, named), ""
            error.title = short_title(title_line(page.title))
        if keep is None or not guide.has_text():
            error.body[0:0] = [item for item in guide.body if isinstance(item, Line)]
            return None
    else:
        context.of_section[id(page)] = guide
        guide.anchors += page.own_anchors
        reader.text(page, page.lines, guide)
        for child in page.children:
            made = reader.walk(child, guide)
            if made and child.level > 2:
                guide.errors += [error for error in made if error not in guide.errors]
    context.drafts.insert(0, guide)
    return guide


def reference_codes(header: Header, title: str) -> list[str]:
    """The codes of a page of an error reference: those of its f1_keywords that its title names too.

    A title that names a range of codes is that of an index.
    """
    keywords = [value for value in header.fields.get("f1_keywords", ()) if _KEYWORD.match(value) or is_code(value)]
    if not keywords:
        return []
    lowered = re.split(r"[^\w-]+", title.lower())
    named = [keyword for keyword in keywords if keyword.lower() in lowered]
    if len(named) > 1 and _is_range(title, named):
        return []
    if not named and len(keywords) == 1 and _KEYWORD.match(keywords[0]):
        return keywords
    return named


def title_codes(title: str) -> list[str]:
    """The codes that the title of an error's own page names.

    What only looks like a code (a product's name) counts where the title speaks of an error and the word names one.
    """
    found = list(_unique(match.group() for match in _SURE_CODE.finditer(title)))
    status = _LEADING_STATUS.match(title)
    if status:
        found.append(status[1])
    if words.ERROR_WORD.search(title):
        for match in _CODE_BY_ERROR.finditer(title):
            code = match.group()
            if code.isalpha() and not (is_code(code) and words.ERROR_PART.search(code)):
                continue
            if not _NO_CODE.match(code):
                found.append(code)
    found = list(_unique(found))
    return [] if len(found) > 1 and _is_range(title, found) else found


def _is_range(title: str, codes: list[str]) -> bool:
    first = title.lower().find(codes[0].lower())
    between = title[first + len(codes[0]) : title.lower().find(codes[1].lower())]
    is_range = words.RANGE_WORD.search(between) or re.fullmatch(r"\s*[-–—]\s*", between)
    return bool(is_range) and bool(re.search(r"\d", codes[0]))


def _title_section(context: Context, root: Section, header: Header) -> Section:
    """The section of the document's title; made of the header where the text has no heading of level 1."""
    page = next((child for child in root.children if child.level == 1), None)
    if page is None:
        title = header.title or context.stem.replace("-", " ")
        page = Section(1, make_line(1, title, paired=context.paired), [context.stem], root.lines, root.children)
    else:
        page.lines[0:0] = root.lines
        page.children[0:0] = [child for child in root.children if child is not page]
        page.anchors[0:0] = root.anchors
    for child in page.children:
        child.parent = page
    page.parent = None
    return page


def _is_one_error(reader: StructureReader, page: Section) -> bool:
    found = reader.kinds.evidence(page)
    if found.is_strong or reader.kinds.has_parts(page):
        return True
    return len(read_troubles(found.rest)[1]) == 1


def _reference(context: Context, page: Section, codes: list[str]) -> None:
    """A page of an error reference is one error: its first paragraph is the message, the rest its text."""
    error = Draft("error", page.number, code=codes[0], code_aliases=codes[1:], is_page=True)
    context.add(error, page)
    message, lines = _message(page.lines)
    heading = title_line(page.title)
    error.title = short_title(message or heading)
    if message is not None:
        error.body += [heading, blank_line(page.number, paired=context.paired)]
    error.body += lines
    for child in page.children:
        error.body += body_of(context, child, with_heading=True)
        adopt_anchors(context, error, child)


def _message(lines: list[Line]) -> tuple[Line | None, list[Line]]:
    """The first paragraph (in newer pages a quote) as one line, and the lines after it."""
    start = next((index for index, line in enumerate(lines) if not line.is_blank), None)
    if start is None or lines[start].fenced:
        return None, lines
    end = next((i for i in range(start, len(lines)) if lines[i].is_blank or lines[i].fenced), len(lines))
    block = lines[start:end]
    first = block[0].text.lstrip()
    if (
        re.match(r"(?:[-*+]|\d+[.)])\s|\||>\s*\[!|<", first)
        or len({line.raw.lstrip()[:1] == ">" for line in block}) > 1
    ):
        return None, lines
    text = " ".join(re.sub(r"^\s*>\s?", "", line.text).strip() for line in block)
    if not text or len(text) > _MOST_MESSAGE:
        return None, lines
    if all(line.source is None for line in block):
        return title_line(make_line(block[0].number, text, paired=False)), lines[end:]
    source = " ".join(re.sub(r"^\s*>\s?", "", line.source or "").strip() for line in block)
    pairs = tuple(pair for line in block for pair in line.pairs)
    return title_line(Line(block[0].number, text, text, source, pairs)), lines[end:]


def _others(code: str, named: list[str]) -> list[str]:
    first = code or named[0]
    return [name for name in named if name.lower() != first.lower()]


def _unique(names: Iterator[str] | list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name.lower() not in seen:
            seen.add(name.lower())
            yield name


__all__ = ["read_page", "reference_codes", "split_codes", "title_codes"]
