"""Every link of the catalogue's texts that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from kb.catalog.models import Translation
from kb.catalog.resolve import LinkResolver, nearest_keys
from kb.markup import MarkupError, render

_LINK_PROBLEMS = {"broken-link", "broken-fragment"}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link to an entry that does not exist, or to a place that its text does not have. The line counts from 1."""

    kind: str
    key: str
    language: str
    line: int
    target: str
    problem: str
    nearest: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        hint = f" (nearest: {', '.join(self.nearest)})" if self.nearest else ""
        return f"{self.kind} {self.key}, {self.language}, line {self.line}: {self.target} leads nowhere{hint}"


def broken_links() -> Iterator[BrokenLink]:
    """Render every text that has a link anew, and name what leads nowhere."""
    rows = Translation.objects.filter(entry__withdrawn=False, body__contains="](").select_related("entry")
    resolvers: dict[str, LinkResolver] = {}
    nearest: dict[str, tuple[str, ...]] = {}
    for text in rows.order_by("entry__kind", "entry__key", "language").iterator(chunk_size=200):
        resolver = resolvers.setdefault(text.language, LinkResolver(text.language))
        try:
            rendered = render(text.body, language=text.language, resolve=resolver, id_prefix=text.entry.key)
        except MarkupError:
            continue
        for problem in rendered.problems:
            if problem.kind not in _LINK_PROBLEMS:
                continue
            if problem.detail not in nearest:
                kind, _mark, name = problem.detail.partition(":")
                nearest[problem.detail] = tuple(nearest_keys(name, kind=kind)) if name else ()
            yield BrokenLink(
                text.entry.kind,
                text.entry.key,
                text.language,
                problem.line + 1,
                problem.detail,
                problem.kind,
                nearest[problem.detail],
            )
