"""Two readers without an account."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.feedback.browsers import visitor


@pytest.fixture
def reader() -> Client:
    return visitor()


@pytest.fixture
def neighbour() -> Client:
    """Another reader at another address."""
    return visitor("192.0.2.2")
