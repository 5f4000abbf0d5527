"""People with roles, and an entry whose sentences they translate."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kb.catalog.models import Cause
from kb.l10n.models import Role, RoleName, Segment
from tests.factories import CauseFactory, UserFactory


@pytest.fixture
def cause(db: None) -> Cause:
    """Two sentences and a title in English, nothing else."""
    return CauseFactory(
        key="the-agent-is-stopped", texts={"en": ("The agent is stopped", "Run `harbour start`. It takes a minute.")}
    )


@pytest.fixture
def sentences(cause: Cause) -> list[Segment]:
    """The title, then the two sentences of the body."""
    return list(Segment.objects.filter(entry=cause).in_order())


@pytest.fixture
def translator(alva: User, client: Client) -> Client:
    """alva, signed in: a translator of Swedish."""
    Role.objects.create(user=alva, language="sv", name=RoleName.TRANSLATOR)
    client.force_login(alva)
    return client


@pytest.fixture
def reviewer(ines: User) -> Client:
    """ines, signed in: here a reviewer of Swedish."""
    Role.objects.create(user=ines, language="sv", name=RoleName.REVIEWER)
    client = Client()
    client.force_login(ines)
    return client


@pytest.fixture
def leader(db: None) -> Client:
    """Leads Swedish."""
    person = UserFactory(username="lea")
    Role.objects.create(user=person, language="sv", name=RoleName.LEADER)
    client = Client()
    client.force_login(person)
    return client
