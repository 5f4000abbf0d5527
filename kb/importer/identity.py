"""Which document a path names, whatever edition of it lies there."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from kb.languages import CODES

_LANGUAGES = "|".join(CODES)
_EDITION = re.compile(
    rf"^(?:(?:\d{{4}}[\w.]*-(?:\d{{2}}-)?)?(?:{_LANGUAGES})(?:[-_][a-z]{{2}})?(?:[-_][\w.-]*)?|\d{{4}}-\d{{2}}(?:-\d{{2}})?)$",
    re.I,
)


def document_name(path: str) -> str:
    """The path without folders that name a language or an edition: editions of one document have one name.

    `2020-11-sv/articles/x.md`, `sv-se/articles/x.md` and `articles/x.md` are the same document.
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    kept = [part for part in parts[:-1] if not _EDITION.match(part) and part not in {".", "..", "/"}]
    return "/".join([*kept, *parts[-1:]]).lower()
