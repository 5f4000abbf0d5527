"""Markdown to blocks, sentences, safe HTML and plain text. Pure: knows no models, no settings. See docs/markup.md."""

from kb.markup.blocks import Block, parse
from kb.markup.cut import Sentence, UnitCut, assemble, cut, cut_title
from kb.markup.errors import MarkupError
from kb.markup.links import ENTRY_KINDS, EntryRef, Link, Problem, ResolvedLink, Resolver
from kb.markup.marks import SEGMENT_CLOSE, SEGMENT_MID, SEGMENT_OPEN, mark, segments_ok, unmark
from kb.markup.prepare import find_links, unresolved
from kb.markup.render import Rendered, plain_text, render, render_inline
from kb.markup.source import check_source

__all__ = [
    "ENTRY_KINDS",
    "SEGMENT_CLOSE",
    "SEGMENT_MID",
    "SEGMENT_OPEN",
    "Block",
    "EntryRef",
    "Link",
    "MarkupError",
    "Problem",
    "Rendered",
    "ResolvedLink",
    "Resolver",
    "Sentence",
    "UnitCut",
    "assemble",
    "check_source",
    "cut",
    "cut_title",
    "find_links",
    "mark",
    "parse",
    "plain_text",
    "render",
    "render_inline",
    "segments_ok",
    "unmark",
    "unresolved",
]
