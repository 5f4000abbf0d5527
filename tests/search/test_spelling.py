from __future__ import annotations

import pytest

from kb.search.spelling import look_alikes, one_edit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pasword", "password"), ("passsword", "password"), ("paswsord", "password"), ("passwurd", "password")],
)
def test_each_kind_of_slip_is_one_edit(typed: str, meant: str) -> None:
    assert meant in one_edit(typed)


def test_a_word_is_no_edit_of_itself_and_two_slips_are_not_one() -> None:
    assert "password" not in one_edit("password")
    assert "password" not in one_edit("pasword1"[:6])


def test_doubled_and_swapped_letters_are_trusted_more_than_wrong_ones() -> None:
    assert one_edit("passsword")["password"] > one_edit("passwurd")["password"]
    assert one_edit("paswsord")["password"] > one_edit("passwurd")["password"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("c2o65", "c2065"), ("c44o1", "c4401"), ("rc2l24", "rc2124"), ("c234s", "c2345")]
)
def test_characters_that_look_alike_are_exchanged(typed: str, meant: str) -> None:
    assert meant in look_alikes(typed)
