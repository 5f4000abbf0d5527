"""A rewrite of a third of a long guide: what is unchanged stays final, what is alike is a draft, the rest is empty."""

from __future__ import annotations

from collections import Counter

import pytest

from kb.catalog.models import Guide
from kb.catalog.services import publish_text
from kb.l10n.cutting import cut_text
from kb.l10n.models import Segment, SegmentTranslation
from kb.l10n.services.assembly import publish_entry
from kb.l10n.services.source import preview_source
from kb.l10n.states import Condition
from tests import churn
from tests.factories import GuideFactory

TITLE = "When a backup fails"


@pytest.fixture
def guide(db: None) -> Guide:
    """99 sentences in English, each final in Swedish."""
    made = GuideFactory(key="long", texts={"en": (TITLE, churn.body(list(churn.sentences()[: churn.SIZE])))})
    SegmentTranslation.objects.bulk_create(
        SegmentTranslation(segment=one, language="sv", text=f"På svenska: {one.flat}", state="final")
        for one in Segment.objects.filter(entry=made)
    )
    publish_entry(entry=made, language="sv")
    return made


def _conditions(guide: Guide) -> dict[str, tuple[Condition, str]]:
    """What stands for each present sentence: the condition of its translation, and the text."""
    told = {one.segment_id: one for one in SegmentTranslation.objects.filter(segment__entry=guide, language="sv")}
    return {
        segment.flat: (told[segment.pk].condition, told[segment.pk].text)
        if segment.pk in told
        else (Condition.EMPTY, "")
        for segment in Segment.objects.filter(entry=guide).current()
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rewrite_of_a_third_costs_only_what_it_changed(guide: Guide, seed: int):
    before = list(churn.sentences()[: churn.SIZE])
    lines = churn.rewrite(before, seed)
    body = churn.body([line.text for line in lines])
    assert cut_text(TITLE, body, "en").texts[1:] == [line.text for line in lines]
    (impact,) = preview_source(entry=guide, title=TITLE, body=body, significance="minor")
    publish_text(entry=guide, language="en", title=TITLE, body=body, significance="minor")

    found = _conditions(guide)
    for line in lines:
        condition, text = found[line.text]
        if line.text == line.before:
            assert (condition, text) == (Condition.FINAL, f"På svenska: {line.before}")
        elif line.is_alike:
            assert (condition, text) == (Condition.OUTDATED, f"På svenska: {line.before}")
        else:
            assert (condition, text) == (Condition.EMPTY, "")
    counts = Counter(condition for condition, _text in found.values())
    assert impact.kept == counts[Condition.FINAL] == 1 + sum(line.text == line.before for line in lines)
    assert impact.outdated == counts[Condition.OUTDATED] >= churn.LIGHTLY
    assert counts[Condition.EMPTY] == len(found) - impact.kept - impact.outdated
    assert sum(counts.values()) == churn.SIZE + 1 - churn.REMOVED
