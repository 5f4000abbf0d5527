"""The list a person works through: what they last looked at, and in which order, kept in their session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from kb.catalog.models import EntryKind
from kb.workbench.selectors import QUEUES, Wanted

_SESSION = "workbench"


@dataclass(frozen=True, slots=True)
class Course:
    """A queue, what was chosen of it, and the keys of the entries in the order in which they stood there.

    The order is kept because the work changes it: an entry that is half done falls behind the next ones.
    """

    queue: str = "all"
    query: str = ""
    kind: str = ""
    product: str = ""
    mine: bool = False
    keys: tuple[str, ...] = ()

    @classmethod
    def chosen(cls, given: Mapping[str, str], keys: tuple[str, ...] = ()) -> Course:
        """What the address of the list asks for; an unknown queue or kind is not chosen."""
        queue, kind = given.get("queue", ""), given.get("kind", "")
        return cls(
            queue if queue in QUEUES else "all",
            given.get("q", "").replace("\0", "").strip()[:200],
            kind if kind in EntryKind.values else "",
            given.get("product", "").replace("\0", "")[:100],
            given.get("mine") == "1",
            keys,
        )

    def wanted(self, user: User) -> Wanted:
        """What was chosen of the queue, for the selectors."""
        return Wanted(self.query, self.kind, self.product, user if self.mine else None)

    @property
    def filters(self) -> str:
        """What was chosen of the queue, for an address."""
        given = {"q": self.query, "kind": self.kind, "product": self.product, "mine": "1" if self.mine else ""}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def asked(self) -> str:
        """The queue and what was chosen of it, for an address; empty for everything to do."""
        return "&".join(part for part in (f"queue={self.queue}" if self.queue != "all" else "", self.filters) if part)

    def address(self, language: str) -> str:
        """Where the list stands."""
        return reverse("workbench:dashboard", args=[language]) + (f"?{self.asked}" if self.asked else "")


def keep_course(request: HttpRequest, language: str, course: Course) -> None:
    """Remembers the list for this language; the session is written only where it is another one."""
    kept = request.session.get(_SESSION, {})
    told = [course.asked, list(course.keys)]
    if kept.get(language) != told:
        request.session[_SESSION] = {**kept, language: told}


def course_of(request: HttpRequest, language: str) -> Course:
    """The list the person last looked at in this language; everything to do where there is none."""
    asked, keys = request.session.get(_SESSION, {}).get(language, ["", []])
    return Course.chosen(dict(parse_qsl(asked)), tuple(keys))
