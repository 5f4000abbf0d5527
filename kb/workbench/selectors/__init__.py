"""Reads of the workbench, each in a flat number of queries."""

from kb.workbench.selectors.activity import Happening, activity
from kb.workbench.selectors.dashboard import (
    PER_PAGE,
    QUEUES,
    Dashboard,
    Wanted,
    coming_entries,
    dashboard,
    language_sums,
)
from kb.workbench.selectors.editor import Editor, OpenSentence, Row, editor, open_sentence

__all__ = [
    "PER_PAGE",
    "QUEUES",
    "Dashboard",
    "Editor",
    "Happening",
    "OpenSentence",
    "Row",
    "Wanted",
    "activity",
    "coming_entries",
    "dashboard",
    "editor",
    "language_sums",
    "open_sentence",
]
