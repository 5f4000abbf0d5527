"""What a page tells search engines in schema.org's terms (JSON-LD): a technical article, its steps, its questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from kb.catalog.selectors import Shown
from kb.pages.head import Head

_STEP = re.compile(r"^\s{0,3}\d+[.)]\s+(.*)")
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: object) -> SafeString:
    """JSON that can stand inside a script element of type application/ld+json, whatever texts it holds."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_UNSAFE))  # noqa: S308  no markup is left in it


def article(shown: Shown, head: Head) -> dict[str, object]:
    """A TechArticle for any entry's page."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": head.title[:110],
        "description": head.description,
        "inLanguage": shown.text.language,
        "url": head.canonical,
        "dateModified": (shown.text.date or shown.text.updated_at.date()).isoformat(),
        "publisher": {"@type": "Organization", "name": "Orsak"},
    }
    if shown.entry.product:
        data["about"] = {"@type": "SoftwareApplication", "name": shown.entry.product.name}
    if shown.code:
        data["keywords"] = ", ".join([shown.code, *shown.code_aliases])
    return data


def website(head: Head, search: str) -> dict[str, object]:
    """The site, for its home page: `search` is the absolute address of its search, where `q` names the query."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Orsak",
        "description": head.description,
        "url": head.canonical,
        "inLanguage": head.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def how_to(shown: Shown, address: str) -> dict[str, object]:
    """A HowTo for a solution: each step of its first numbered list."""
    return {
        "@type": "HowTo",
        "name": _title(shown),
        "url": f"{address}#{shown.entry.key}",
        "inLanguage": shown.text.language,
        "step": [
            {"@type": "HowToStep", "position": position, "text": text}
            for position, text in enumerate(_steps(shown.text.body), start=1)
        ],
    }


def with_steps(page: dict[str, object], solutions: Iterable[Shown], address: str) -> dict[str, object]:
    """The article with a HowTo for each of its solutions that has numbered steps."""
    each = {one.entry.pk: one for one in solutions}
    parts = [how_to(one, address) for one in each.values() if _steps(one.text.body)]
    return page | {"hasPart": parts} if parts else page


def error_article(
    shown: Shown, head: Head, causes: Sequence[tuple[Shown, Sequence[Shown]]], steps: Iterable[Shown]
) -> list[dict[str, object]]:
    """The article of an error, its solutions as steps, and a question for each cause that has a text."""
    solutions = [*steps, *(one for _cause, removed_by in causes for one in removed_by)]
    page = with_steps(article(shown, head), solutions, head.canonical)
    if not causes:
        return [page]
    questions = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": shown.text.language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": _title(cause),
                "url": f"{head.canonical}#{cause.entry.key}",
                "acceptedAnswer": {"@type": "Answer", "text": _answer(cause, solutions)},
            }
            for cause, solutions in causes
        ],
    }
    return [page, dict[str, object](questions)]


def _answer(cause: Shown, solutions: Sequence[Shown]) -> str:
    parts = [" ".join(cause.text.plain.split()), *(_title(one) for one in solutions)]
    return " ".join(part for part in parts if part)


def _title(shown: Shown) -> str:
    return unescape(strip_tags(shown.text.title_html))


def _steps(body: str) -> list[str]:
    """The items of the numbered list at the left margin, as written, without Markdown's marks for links and code."""
    steps = []
    for line in body.splitlines():
        match = _STEP.match(line)
        if match:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match[1])
            steps.append(re.sub(r"[*`]+", "", text).strip())
    return steps
