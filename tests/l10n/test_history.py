"""Who wrote what."""

import pytest

from kb.catalog import services as catalog
from kb.l10n.models import Step
from kb.l10n.selectors import blame
from tests.sentence_pairs import BODY, disk_full, write


@pytest.fixture
def entry(db):
    return disk_full(origin="mt")


def test_blame_names_who_wrote_the_words_not_who_reviewed_them(entry, alva, ed):
    write("Starta nu agenten.", "Start the agent.", alva)
    write("Starta nu agenten.", "Start the agent.", ed, state="reviewed", step=Step.REVIEWED)
    lines = {line.text: line for line in blame(entry, "sv")}
    assert lines["Starta nu agenten."].author == "alva"
    assert (lines["Starta nu agenten."].state, lines["Starta nu agenten."].version) == ("reviewed", 3)
    assert (lines["Disken är full"].author, lines["Disken är full"].origin) == ("", "mt")


def test_blame_of_the_source_names_the_revision(entry, ed):
    body = BODY + "\nAnd a new sentence.\n"
    catalog.publish_text(entry=entry, language="en", title="The disk is full", body=body, author=ed)
    lines = {line.text: line for line in blame(entry, "en")}
    assert lines["Start the agent."].revision == 1
    assert (lines["And a new sentence."].revision, lines["And a new sentence."].author) == (2, "ed")
