"""Refusals of feedback. Each carries one sentence in the reader's language, ready to be shown."""

from __future__ import annotations


class FeedbackError(Exception):
    """Something a reader told that cannot be kept; `str(error)` is the sentence for the reader."""
