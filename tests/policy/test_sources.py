"""What every source file keeps to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 300
SOURCES = [
    path
    for folder in ("kb", "tests", "static", "templates", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".js", ".html"} and "migrations" not in path.parts
]
_LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bbreakpoint\(\)|\bconsole\.log\(|\bdebugger\b")
_INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="(?:application|text/template))|<style|\sstyle=|\son[a-z]+=["']"""
)


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.suffix != ".html" and ROOT / "tests" not in path.parents], ids=_named
)
def test_a_file_reads_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [path for path in SOURCES if path != Path(__file__)], ids=_named)
def test_nothing_is_left_over(path: Path) -> None:
    assert _LEFT_OVER.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".html"], ids=_named)
def test_no_template_has_code_of_its_own(path: Path) -> None:
    """The Content-Security-Policy would stop it."""
    assert _INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_nothing_is_called_utils() -> None:
    assert [_named(path) for path in SOURCES if path.stem in {"utils", "helpers", "misc"}] == []


@pytest.mark.parametrize(
    "code",
    ["<script>x</script>", '<p style="x">', '<a onclick="x">', "<style>", "# TODO later", "console.log(1)"],
)
def test_what_is_forbidden_is_seen(code: str) -> None:
    assert _INLINE.search(code) or _LEFT_OVER.search(code)
