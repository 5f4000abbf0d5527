"""The memory of versions before this one."""

from importlib import import_module

import pytest
from django.apps import apps

from kb.l10n.models import MemoryEntry
from kb.l10n.services.memorise import context_of, memory_entry
from tests.factories import CauseFactory

NAMES = import_module("kb.l10n.migrations.0002_name_memories")


@pytest.mark.django_db
def test_pairs_that_named_their_entry_by_its_key_alone_are_of_that_entry_again():
    entry = CauseFactory(key="disk-full", texts={"en": "The disk is full"})
    contexts = ["disk-full", "cause:disk-full", "another-tool", "no:thing", ""]
    for number, context in enumerate(contexts):
        memory_entry(
            source=f"Source {number}", target="x", source_language="en", target_language="sv", origin="human",
            context=context,
        ).save()  # fmt: skip
    NAMES.name(apps, None)
    now = list(MemoryEntry.objects.order_by("id").values_list("context", flat=True))
    assert now == [context_of(entry), *contexts[1:]]
