"""Which of the dialects a document is written in, recognised from the text itself."""

from __future__ import annotations

import re

FRONTMATTER = "frontmatter"
SIDEBYSIDE = "sidebyside"
PROPERTIES = "properties"
NATIVE = "native"

_NATIVE_KIND = re.compile(r"^kind:[ \t]*['\"]?(?:error|cause|solution|guide)\b", re.M)
_NATIVE_KEY = re.compile(r"^key:[ \t]*\S", re.M)
_HEADER_END = re.compile(r"^---[ \t]*$", re.M)


def detect_dialect(text: str) -> str:
    """The dialect of a document. A text without any header counts as frontmatter with an empty one."""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("---"):
        end = _HEADER_END.search(head, 3)
        header = head[: end.start()] if end else head[:4000]
        if _NATIVE_KIND.search(header) and _NATIVE_KEY.search(header):
            return NATIVE
    if 'class="sxs-lookup"' in text and "data-ttu-id=" in text:
        return SIDEBYSIDE
    return PROPERTIES if head.startswith("<properties") else FRONTMATTER
