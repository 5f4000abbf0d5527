"""Bare web addresses in running text. Only with a scheme: `waagent.py` and `services.msc` are no addresses."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])https?$", re.IGNORECASE)
_REST = re.compile(r"://[A-Za-z0-9][^\s<>\[\]\"`|\\\ue000-\ue002]*")
_TRAILING = "?!.,:;*_~'’”»"


def bare_url(state: StateInline, silent: bool) -> bool:
    """The inline rule: at a `:` behind `http` or `https`, the address becomes a link to itself.

    Never while markdown-it looks ahead (`silent`): that is done for link labels, and an address holds no brackets.
    """
    if silent or state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    rest = _REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None or not state.pending.endswith(scheme[0]):
        return False
    tail = _trim(rest[0])
    url = scheme[0] + tail
    href = state.md.normalizeLink(url)
    if not state.md.validateLink(href):
        return False
    state.pending = state.pending[: -len(scheme[0])]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href}
    token.markup, token.info = "linkify", "auto"
    token = state.push("text", "", 0)
    token.content = url
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
    state.pos += len(tail)
    return True


def _trim(url: str) -> str:
    """An address without the punctuation of the sentence around it; a `)` stays where its `(` is in the address."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end > 3:
        if url[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif url[end - 1] not in _TRAILING:
            break
        end -= 1
    return url[:end]
