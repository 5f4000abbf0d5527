from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.catalog.models.entry import KEY_PATTERN
from kb.importer.names import (
    MAX_KEY,
    clip_key,
    is_generic,
    is_place,
    key_of_anchor,
    key_of_code,
    owned_key,
    repair_anchor,
    slugify,
)


@pytest.mark.parametrize(
    ("anchor", "key"),
    [
        ("hello-ship-in-hello-lock", "the-ship-in-the-lock"),
        ("agent-unable-tooreach-hello-quay", "agent-unable-to-reach-the-quay"),
        ("access-toohello-quay", "access-to-the-quay"),
        ("due-toono-network", "due-to-no-network"),
        ("install-toolbar-and-tools", "install-toolbar-and-tools"),
        ("remove_lock_from_the_quay", "remove-lock-from-the-quay"),
        ("BackUpFailed--V2---an-error", "backupfailed-v2-an-error"),
        ("cause-3-the-lock-is-closed", "the-lock-is-closed"),
    ],
)
def test_a_damaged_anchor_gives_the_key_that_was_meant(anchor: str, key: str) -> None:
    assert key_of_anchor(anchor) == key


def test_places_in_a_list_and_generic_headings_name_no_entry() -> None:
    assert is_place("cause-1-hello-ship")
    assert is_place("step-2-look")
    assert not is_place("cause-of-death")
    assert is_generic("solution")
    assert is_generic("solution-for-this-error")
    assert is_generic("1-problem")
    assert not is_generic("solution-by-hand")


def test_codes_and_texts_become_keys() -> None:
    assert key_of_code("BackUp_Failed/V2") == "backup_failed-v2"
    assert slugify("Årsag: Ærø når ikke 1.0.2!") == "arsag-aero-nar-ikke-1.0.2"
    assert owned_key("the-ship", "solution") == "the-ship--solution"


@given(st.text())
def test_whatever_stands_in_a_heading_its_key_can_be_stored_or_is_empty(text: str) -> None:
    import re

    for key in (key_of_anchor(text), slugify(text), key_of_code(text)):
        assert not key or re.fullmatch(KEY_PATTERN, clip_key(key))
        assert len(clip_key(key)) <= MAX_KEY


@given(st.text(alphabet="abchelotx-_", max_size=60))
def test_repairing_an_anchor_twice_changes_nothing_more(anchor: str) -> None:
    once = repair_anchor(anchor)
    assert repair_anchor(once) == once


@given(st.text(alphabet="abc-", min_size=1, max_size=400), st.sampled_from(["solution", "cause-12-of-15"]))
def test_an_owned_key_keeps_its_tail_and_its_limit(owner: str, suffix: str) -> None:
    key = owned_key(owner, suffix)
    assert key.endswith(f"--{suffix}")
    assert len(key) <= MAX_KEY
