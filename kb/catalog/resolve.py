"""From a name somebody wrote (a key, a former anchor, a code) to the entry it means."""

from __future__ import annotations

from django.db.models import Q
from rapidfuzz import process

from kb.catalog.models import AliasKind, Entry, EntryAlias, EntryKind, ErrorCode, normalise_name
from kb.catalog.paths import entry_path
from kb.codes import normalise_code
from kb.markup import EntryRef, ResolvedLink


def find_error(text: str) -> ErrorCode | None:
    """The error with this code, former code, key or former key; None where there is none."""
    code = normalise_code(text)
    if not code:
        return None
    error = ErrorCode.objects.filter(code_lookup=code).first()
    if error:
        return error
    error = ErrorCode.objects.filter(aliases__kind=AliasKind.CODE, aliases__lookup=code).first()
    if error:
        return error
    entry = find_entry(EntryKind.ERROR, text)
    return ErrorCode.objects.get(pk=entry.pk) if entry else None


def find_entry(kind: str, name: str) -> Entry | None:
    """The entry of this kind with this key, or that once had this key, anchor or slug; None where there is none."""
    lookup = normalise_name(name)
    if not lookup:
        return None
    name = name.replace("\x00", "")  # PostgreSQL has no text with it
    exact = Entry.objects.filter(kind=kind, key=name).first()
    if exact:
        return exact
    names = Entry.objects.filter(kind=kind)
    return (
        names.filter(key=lookup).first()
        or names.filter(~Q(aliases__kind=AliasKind.CODE), aliases__lookup=lookup).distinct().first()
    )


def find_by_anchor(anchor: str) -> Entry | None:
    """The entry of any kind that this anchor names, now or in a former edition."""
    lookup = normalise_name(anchor)
    if not lookup:
        return None
    entry = Entry.objects.filter(key__in={anchor.replace("\x00", ""), lookup}).first()
    if entry:
        return entry
    alias = EntryAlias.objects.exclude(kind=AliasKind.CODE).filter(lookup=lookup).select_related("entry").first()
    return alias.entry if alias else None


def nearest_keys(name: str, *, kind: str | None = None, limit: int = 3) -> list[str]:
    """The keys (of one kind) that look most like a name, best first; at least 60 % alike (rapidfuzz's WRatio)."""
    keys = Entry.objects.live()
    if kind:
        keys = keys.filter(kind=kind)
    matches = process.extract(normalise_name(name), keys.values_list("key", flat=True), limit=limit, score_cutoff=60)
    return [key for key, _score, _index in matches]


def nearest_errors(text: str, *, limit: int = 5) -> list[ErrorCode]:
    """The errors whose codes look most like a text, best first; at least 60 % alike."""
    codes = dict(ErrorCode.objects.live().exclude(code_lookup=None).values_list("pk", "code_lookup"))
    matches = process.extract(normalise_code(text), codes, limit=limit, score_cutoff=60)
    errors = ErrorCode.objects.in_bulk([pk for _code, _score, pk in matches])
    return [errors[pk] for _code, _score, pk in matches]


class LinkResolver:
    """Resolves the entry links of texts in one language; remembers what it looked up.

    Pass an instance as the `resolve` function of `kb.markup.render`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._seen: dict[tuple[str, str], ResolvedLink | None] = {}

    def __call__(self, ref: EntryRef) -> ResolvedLink | None:
        name = (ref.kind, ref.target)
        if name not in self._seen:
            self._seen[name] = self._look_up(ref)
        return self._seen[name]

    def _look_up(self, ref: EntryRef) -> ResolvedLink | None:
        if ref.kind == EntryKind.ERROR:
            error = find_error(ref.target)
            if error is None:
                return None
            return ResolvedLink(entry_path(ref.kind, error.slug, self.language), error.key, error.slug)
        entry = find_entry(ref.kind, ref.target)
        if entry is None:
            return None
        return ResolvedLink(entry_path(ref.kind, entry.key, self.language), entry.key, entry.key)
