"""The id of a request, in its log lines and in the answer's `X-Request-ID`, so that a reader can quote it."""

from __future__ import annotations

import structlog
from django.http import HttpResponse
from django_structlog import signals

HEADER = "X-Request-ID"


def connect() -> None:
    """Have every answer carry the id under which its request was logged."""
    signals.bind_extra_request_finished_metadata.connect(_name_request, dispatch_uid="orsak.request-id")
    signals.update_failure_response.connect(_name_request, dispatch_uid="orsak.request-id")


def _name_request(sender: object, response: HttpResponse, **_kwargs: object) -> None:
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    if request_id:
        response[HEADER] = request_id
