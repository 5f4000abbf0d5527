"""Logs: one JSON object a line on standard error, each with the id of its request; plain text while debugging."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_FEED = re.compile(r"(/feed/\d+/)[^/\s]+")


def _hide_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Takes the secret out of a feed's address: whoever reads the log cannot read the feed."""
    for name in ("event", "request"):
        if isinstance(event.get(name), str):
            event[name] = _FEED.sub(r"\1…", event[name])
    return event


_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    _hide_secrets,
    structlog.stdlib.add_logger_name,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure(*, json: bool, level: str) -> dict[str, Any]:
    """Set structlog up and return the `logging` configuration that goes with it."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_PROCESSORS,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    to_stderr = {"handlers": ["stderr"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": _json_lines() if json else _plain_lines()},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": to_stderr | {"level": "INFO"},
            "gunicorn.error": to_stderr,
            "markdown_it": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
        },
    }


def _json_lines() -> dict[str, Any]:
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
        "foreign_pre_chain": [*_PROCESSORS, structlog.processors.format_exc_info],
    }


def _plain_lines() -> dict[str, Any]:
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.dev.ConsoleRenderer(colors=False),
        "foreign_pre_chain": _PROCESSORS,
    }
