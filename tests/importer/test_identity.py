from __future__ import annotations

import pytest

from kb.importer.identity import document_name


@pytest.mark.parametrize(
    "path",
    [
        "articles/x.md",
        "2020-11-sv/articles/x.md",
        "sv-sidebyside-2017/articles/x.md",
        "es-ES/articles/x.md",
        "da/articles/X.md",
    ],
)
def test_editions_of_one_document_have_one_name(path: str) -> None:
    assert document_name(path) == "articles/x.md"


def test_folders_that_are_no_editions_stay() -> None:
    assert document_name("docs/errors/x.md") == "docs/errors/x.md"
    assert document_name("svea/x.md") == "svea/x.md"
    assert document_name("articles/sv.md") == "articles/sv.md"
