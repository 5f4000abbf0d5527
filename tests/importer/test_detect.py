from __future__ import annotations

import pytest

from kb.importer.detect import detect_dialect
from tests.importer.reading import DOCUMENTS


@pytest.mark.parametrize("dialect", ["frontmatter", "sidebyside", "properties", "native"])
def test_every_test_document_is_recognised_by_its_text(dialect: str) -> None:
    files = sorted((DOCUMENTS / dialect).rglob("*.md"))
    assert files
    assert {detect_dialect(file.read_text(encoding="utf-8")) for file in files} == {dialect}


def test_a_native_file_that_quotes_a_pair_stays_native() -> None:
    text = '---\nkind: cause\nkey: x\n---\n`<span class="sxs-lookup"><span data-ttu-id="a">`'
    assert detect_dialect(text) == "native"


def test_a_text_without_header_counts_as_frontmatter() -> None:
    assert detect_dialect("# A title\n\nText.") == "frontmatter"
    assert detect_dialect("") == "frontmatter"
