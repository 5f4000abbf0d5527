"""The addresses of sentences in the editor: mails, feeds and pages lead there."""

from __future__ import annotations

from django.urls import reverse


def sentence_path(language: str, key: str, uid: str) -> str:
    """The editor of an entry with this sentence open and in view."""
    return f"{reverse('workbench:editor', args=[language, key])}?segment={uid}#s-{uid}"
