"""The strings of the interface: found in Python files and templates, kept in locale/<language>/LC_MESSAGES/django.po.

Django's makemessages needs GNU gettext; this needs only Babel, polib and Django's own template lexer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from django.utils.translation.template import templatize

from kb.languages import CODES, SOURCE

TRANSLATED = tuple(code for code in CODES if code != SOURCE)
"""English is the language of the strings themselves and needs no file."""

KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}


@dataclass(frozen=True, slots=True)
class Message:
    """One string of the interface; `plural` is empty where it has none."""

    text: str
    plural: str = ""
    context: str = ""


def collect(root: Path) -> dict[Message, list[str]]:
    """Every string of the interface below `root`, with the files that hold it, relative to `root`."""
    found: dict[Message, list[str]] = {}
    for path in _sources(root):
        name = path.relative_to(root).as_posix()
        for message in messages_in(path.read_text(encoding="utf-8"), template=path.suffix != ".py"):
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    return found


def messages_in(source: str, *, template: bool) -> Iterator[Message]:
    """The strings of one Python file or template."""
    if template:
        # templatize() makes a list of gettext calls with the rest blanked out; indentation is no Python's.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, texts, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        singular, plural = texts if isinstance(texts, tuple) else (texts, "")
        if singular:
            yield Message(singular, plural or "", context or "")


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def update(root: Path, language: str) -> tuple[int, int, int]:
    """Bring a language's file in step with the sources; translations that still have a string are kept.

    Returns how many strings there are, how many are new, and how many went.
    """
    path = catalogue_path(root, language)
    known = {_of(entry): entry for entry in polib.pofile(str(path), wrapwidth=0)} if path.exists() else {}
    found = collect(root)
    catalogue = polib.POFile(wrapwidth=0)
    plural = get_plural(language)
    catalogue.metadata = {
        "Project-Id-Version": "Orsak",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    for message in sorted(found, key=lambda one: (found[one][0], one.text, one.context)):
        catalogue.append(_entry(message, found[message], known.get(message), plural.num_plurals))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return len(found), len(found.keys() - known.keys()), len(known.keys() - found.keys())


def _entry(message: Message, files: list[str], known: polib.POEntry | None, plurals: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text, msgctxt=message.context or None, occurrences=[(name, "") for name in files]
    )
    if "%(" in message.text or "%(" in message.plural:
        entry.flags.append("python-format")
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict(known.msgstr_plural) if known else dict.fromkeys(range(plurals), "")
    elif known:
        entry.msgstr = known.msgstr
    return entry


def _of(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _sources(root: Path) -> Iterator[Path]:
    yield from sorted(path for path in (root / "kb").rglob("*.py") if "migrations" not in path.parts)
    for folder in [root / "templates", *sorted((root / "kb").glob("*/templates"))]:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in _TEMPLATE_SUFFIXES)
