from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from health_check.views import HealthCheckView


class HealthView(HealthCheckView):
    """Answers 200 when the site can do its work and 500 when it cannot, with the parts as JSON.

    `?format=text` and `?format=openmetrics` are answered too, by django-health-check.
    """

    checks = (
        "health_check.checks.Database",
        "health_check.checks.Cache",
    )

    def render_to_response(self, context: dict[str, Any], status: int = 200, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response_json(status)
