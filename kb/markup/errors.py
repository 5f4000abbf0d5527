"""What a text is refused for."""

from __future__ import annotations


class MarkupError(ValueError):
    """A text that cannot be taken: `code` says why, `params` hold the values for a message in the reader's language.

    | code | params |
    | --- | --- |
    | `too_long` | `limit`, `length`, in characters |
    | `too_many_lines` | `limit` |
    | `too_deep` | `limit` of levels, `line` counted from 1 |
    | `too_dense` | none: more markup characters or more blocks than a text for people has |
    """

    def __init__(self, code: str, **params: int) -> None:
        self.code = code
        self.params = params
        super().__init__(" ".join([code, *(f"{name}={value}" for name, value in params.items())]))
