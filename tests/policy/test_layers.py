"""Imports point down only, and views, admin, forms and commands are imported by nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEVELS = {
    "languages": 0,
    "codes": 0,
    "logs": 0,
    "environment": 0,
    "markup": 1,
    "catalog": 2,
    "search": 3,
    "l10n": 3,
    "feedback": 3,
    "importer": 4,
    "pages": 5,
    "workbench": 5,
    "helpdesk": 5,
    "api": 5,
    "operations": 5,
    "startup": 6,
    "settings": 6,
    "urls": 6,
    "wsgi": 6,
}
LEAVES = {"views", "admin", "forms", "management"}


def _imports(source: str, module: str, is_package: bool) -> Iterator[str]:
    """The modules of kb that a module imports, as dotted names; `from kb.x import y` gives both kb.x and kb.x.y."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "kb")
        elif isinstance(node, ast.ImportFrom):
            base = (package[: len(package) - node.level + 1] if node.level else []) + (node.module or "").split(".")
            name = ".".join(part for part in base if part)
            if name.split(".")[0] == "kb":
                yield name
                yield from (f"{name}.{alias.name}" for alias in node.names)


def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted((ROOT / "kb").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _complaint(module: str, imported: str) -> str | None:
    """What is wrong with one import, or None."""
    one, other = module.split(".")[1:], imported.split(".")[1:]
    if not one or not other or (other[0] not in LEVELS and f"kb.{other[0]}" not in MODULES):
        return None
    if one[0] != other[0] and LEVELS[one[0]] <= LEVELS[other[0]] < 6:
        return f"{module} (level {LEVELS[one[0]]}) imports {imported} (level {LEVELS[other[0]]})"
    if one[0] != other[0] and LEVELS[other[0]] == 6 and LEVELS[one[0]] != 6:
        return f"{module} imports {imported}, which stands above everything"
    leaf = LEAVES.intersection(other[1:2])
    if leaf and one[:2] != other[:2] and not _is_leaf_or_urls(one, of=other[0]):
        return f"{module} imports {imported}; {leaf.pop()} is a leaf"
    return None


def _is_leaf_or_urls(parts: list[str], *, of: str) -> bool:
    own = parts[0] == of and len(parts) > 1 and (parts[1] in LEAVES or parts[1] == "urls")
    return own or parts == ["urls"]


def test_every_part_of_kb_has_a_level() -> None:
    parts = {module.split(".")[1] for module in MODULES if "." in module}
    assert parts - LEVELS.keys() == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_down(module: str) -> None:
    path = MODULES[module]
    imported = _imports(path.read_text(encoding="utf-8"), module, path.name == "__init__.py")
    assert [complaint for name in imported if (complaint := _complaint(module, name))] == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("kb.catalog.services.texts", "kb.l10n.states"),
        ("kb.search.indexing", "kb.l10n.segments"),
        ("kb.pages.views.error", "kb.api.schemas"),
        ("kb.catalog.services.texts", "kb.catalog.views"),
        ("kb.pages.context", "kb.feedback.forms"),
        ("kb.markup.render", "kb.settings"),
    ],
)
def test_a_wrong_import_is_seen(module: str, imported: str) -> None:
    assert _complaint(module, imported)


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("kb.importer.plan", "kb.l10n.services"),
        ("kb.catalog.urls", "kb.catalog.views.preview"),
        ("kb.catalog.admin.texts", "kb.catalog.forms"),
        ("kb.urls", "kb.pages.views.home"),
    ],
)
def test_a_right_import_is_let_through(module: str, imported: str) -> None:
    assert _complaint(module, imported) is None


def test_relative_imports_are_seen() -> None:
    assert list(_imports("from ..l10n import states", "kb.catalog.resolve", False)) == ["kb.l10n", "kb.l10n.states"]
