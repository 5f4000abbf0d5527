"""Values that no record can have, such as a NUL or a number of a hundred digits, are a bad request and no failure."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver


class OddValuesMiddleware:
    """Answers 400 where the database refused a value of the request as one that cannot be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """PostgreSQL refuses a NUL and a long number; SQLite takes a NUL, and Python refuses the number for it."""
        if isinstance(exception, DataError | OverflowError):
            bad_request: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(400)
            return bad_request(request, exception=exception)
        return None
