"""What an operator can set, run and visit is documented, and what is documented is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_READERS = {"flag", "names", "number", "get", "getenv", "setdefault", "__getitem__"}
_SHELL = re.compile(r"\$\{?\(?((?:ORSAK|DATABASE|REDIS)_[A-Z_]+|PORT|CHROMIUM|CI)\b")
_COMMON_OPTIONS = {
    "--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
    "--skip-checks",
}  # fmt: skip


def _variables_in(source: str) -> Iterator[str]:
    """The names of environment variables that Python code reads."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in _READERS and _is_variable(node.args[0].value):
                yield str(node.args[0].value)
        elif (
            isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and _is_variable(node.slice.value)
        ):
            yield str(node.slice.value)


def _is_variable(value: object) -> bool:
    named = {"DATABASE_URL", "REDIS_URL", "PORT", "WEB_CONCURRENCY", "CHROMIUM", "CI"}
    return isinstance(value, str) and (value.startswith("ORSAK_") or value in named)


def _read_variables() -> set[str]:
    python = [
        *(ROOT / "kb").rglob("*.py"),
        ROOT / "manage.py",
        ROOT / "gunicorn.conf.py",
        ROOT / "tests" / "conftest.py",
    ]
    found = {name for path in python for name in _variables_in(path.read_text(encoding="utf-8"))}
    for path in [ROOT / "Makefile", *(ROOT / ".ci").iterdir()]:
        found.update(_SHELL.findall(path.read_text(encoding="utf-8").replace("$$", "$")))
    return found


def _documented(name: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_variable_of_the_environment_is_documented_and_read() -> None:
    assert _documented("settings.md", r"^\| `([A-Z_]+)`") == _read_variables()


OWN_COMMANDS = sorted(name for name, app in get_commands().items() if app.startswith("kb."))


def _section(command: str) -> str:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^### `{command}`$(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section “### `{command}`”"
    return found[1]


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_every_command_is_documented_with_its_options(command: str) -> None:
    section = _section(command)
    parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    assert {option for option in options - _COMMON_OPTIONS if f"`{option}" not in section} == set()
    documented = set(re.findall(r"`(--[a-z-]+)", section))
    assert documented - options == set()


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    assert load_command_class(get_commands()[command], command).help.strip()


def test_no_command_is_documented_that_is_not_there() -> None:
    assert _documented("commands.md", r"^### `([a-z_]+)`$") == set(OWN_COMMANDS)


def test_every_target_of_make_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets == _documented("commands.md", r"^\| `make ([a-z]+)`")


def _addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every address of Orsak's own, as docs/urls.md writes it: `/<lang>/errors/<code>/`."""
    for pattern in resolver.url_patterns:
        here = prefix + _readable(pattern)
        if isinstance(pattern, URLPattern):
            yield "/" + here
        elif not here.startswith(("admin/", "accounts/")):
            yield from _addresses(pattern, here)


def _readable(pattern: URLPattern | URLResolver) -> str:
    if type(pattern.pattern).__name__ == "LocalePrefixPattern":
        return "<lang>/"
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", str(pattern.pattern))
    return re.sub(r"<\w+:(\w+)>", r"<\1>", text).replace("\\", "").strip("^$")


def test_every_address_is_documented() -> None:
    assert _documented("urls.md", r"^\| `(/[^`]*)`") - {"/admin/", "/accounts/"} == set(_addresses(get_resolver()))


def test_every_page_of_the_docs_is_reachable_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(ROOT).as_posix() for path in DOCS.glob("*.md")]
    assert [page for page in pages if page not in readme] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in DOCS.glob("*.md"))])
def test_links_between_the_docs_lead_somewhere(name: str) -> None:
    path = ROOT / name
    targets = re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []
