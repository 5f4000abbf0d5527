"""What becomes of sentences when the source changes, and how a whole text finds its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.l10n.align import Fate, Kind, align, places_taken
from kb.l10n.align_text import Block, align_text

OLD = [
    "Open the portal.",
    "Select the virtual machine that failed.",
    "Restart the agent and wait five minutes.",
    "Run a new backup.",
]


def fates(old, new, **how):
    return [(match.kind, match.old, match.fate) for match in align(old, new, **how)]


def test_an_unchanged_text_keeps_everything():
    assert fates(OLD, OLD) == [(Kind.UNCHANGED, index, Fate.KEPT) for index in range(4)]


def test_a_moved_sentence_is_kept():
    moved = [OLD[3], *OLD[:3]]
    assert {match.old for match in align(OLD, moved)} == {0, 1, 2, 3}
    assert all(match.fate == Fate.KEPT for match in align(OLD, moved))


def test_white_space_and_unicode_form_do_not_count_as_a_change():
    assert align(["Start the café  disk."], ["Start the cafe\u0301 disk."])[0].fate == Fate.KEPT


def test_a_similar_sentence_is_carried_over_outdated_and_a_new_one_is_empty():
    new = [OLD[0], "Select the virtual machine that has failed.", "Nothing else has this wording at all.", OLD[3]]
    assert fates(OLD, new)[1:3] == [(Kind.SIMILAR, 1, Fate.OUTDATED), (Kind.NEW, None, Fate.EMPTY)]


def test_a_typo_keeps_a_translation():
    new = [*OLD[:2], "Restart the agnet and wait five minutes.", OLD[3]]
    assert align(new, OLD, significance="typo")[2].fate == Fate.KEPT
    assert align(new, OLD, significance="minor")[2].fate == Fate.OUTDATED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wait 5 minutes for the agent.", "Wait 50 minutes for the agent."),
        ("Do restart the agent after that.", "Do not restart the agent after that."),
        ("Run `df -h` as an administrator.", "Run `df -k` as an administrator."),
        ("See [the disk](cause:disk-full) for more.", "See [the disk](cause:disk-slow) for more."),
        ("The code is UserErrorDiskFull today.", "The code is UserErrorDiskFail today."),
    ],
)
def test_a_typo_in_what_matters_makes_it_outdated(old, new):
    assert align([old], [new], significance="typo")[0].fate == Fate.OUTDATED


def test_what_is_put_back_as_it_was_returns_from_those_that_had_left():
    (match,) = align(["Stop the agent at once."], ["Start the agent."], gone=["Other.", "Start the agent."])
    assert (match.kind, match.old, match.fate) == (Kind.RESTORED, 1, Fate.KEPT)


def test_of_two_alike_the_one_with_the_same_neighbours_is_taken():
    old = ["Save.", "Open the disk.", "Close the disk.", "Save.", "Restart it."]
    new = ["Close the disk.", "Save.", "Restart it."]
    assert [match.old for match in align(old, new)] == [2, 3, 4]


def test_a_changed_sentence_is_compared_first_with_what_stood_between_its_neighbours():
    old = ["Open A.", "Click the first button in the list.", "Open B.", "Click the first button in that list."]
    new = ["Open A.", "Click the first button on the list.", "Open B.", "Click the first button in that list."]
    assert [match.old for match in align(old, new)] == [0, 1, 2, 3]


def test_a_third_of_a_long_text_rewritten():
    old = [f"Sentence number {index} speaks about the agent {index * 7}." for index in range(90)]
    new = list(old)
    for index in range(0, 90, 3):
        new[index] = f"Here stands something wholly different, {'xyz'[index % 3] * 20} {index}."
    kinds = [match.kind for match in align(old, new)]
    assert kinds.count(Kind.UNCHANGED) == 60
    assert kinds.count(Kind.NEW) == 30


def test_a_new_sentence_takes_the_place_of_the_one_most_alike_between_the_same_neighbours():
    def taken(new):
        return places_taken(OLD, new, align(OLD, new))

    other = "Now it says something about the clock."
    assert taken([OLD[0], other, *OLD[2:]]) == {1: 1}
    assert taken([OLD[0], other, "Turn the agent off and wait.", OLD[3]]) == {1: 1, 2: 2}
    assert taken([OLD[0], "Turn the agent off and wait.", OLD[3]]) == {1: 2}
    assert taken([*OLD, other]) == {}
    assert taken([OLD[0], "Select the virtual machine that has failed.", *OLD[2:]]) == {}


@given(st.lists(st.sampled_from("abcdefgh"), max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=12))
def test_no_old_sentence_is_used_twice_and_every_new_one_has_its_match(old, new):
    matches = align(old, new)
    used = [match.old for match in matches if match.old is not None]
    assert len(matches) == len(new)
    assert len(used) == len(set(used))
    for match, text in zip(matches, new, strict=True):
        if match.kind in {Kind.UNCHANGED, Kind.MOVED}:
            assert old[match.old] == text


# --- a whole text ---------------------------------------------------------------------------------------------------

SOURCE = [
    Block("heading", ("Restart the agent",)),
    Block(
        "paragraph", ("The agent on the VM has stopped.", "Run `service agent start` as root.", "Then wait 5 minutes.")
    ),
    Block("code", ("df -h",)),
    Block("item", ("Open [the portal](https://example.org/portal).",)),
    Block("paragraph", ("If error UserErrorDiskFull is shown again, free 20 GB on the disk.",)),
]
TARGET = [
    Block("heading", ("Starta om agenten",)),
    Block(
        "paragraph", ("Agenten på VM:en har stannat.", "Kör `service agent start` som root och vänta sedan 5 minuter.")
    ),
    Block("code", ("df -h",)),
    Block("item", ("Öppna [portalen](https://example.org/portal).",)),
    Block("paragraph", ("Om felet UserErrorDiskFull visas igen frigör du 20 GB på disken.",)),
]


def test_a_translated_text_finds_its_sentences():
    aligned = align_text(SOURCE, TARGET)
    assert aligned.blocks == ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))
    told = [(pair.block, pair.sentence, pair.told_before) for pair in aligned.pairs if pair.block == 1]
    assert told == [(1, 0, False), (1, 1, False), (1, 2, True)]


def test_blocks_without_a_partner_are_named():
    target = [
        TARGET[0],
        Block("paragraph", ("Detta stycke finns bara på svenska och handlar om något annat 77 `x`.",)),
        *TARGET[2:],
    ]
    aligned = align_text(SOURCE, target)
    assert aligned.source_alone == (1,)
    assert aligned.target_alone == (1,)
    assert (4, 4) in aligned.blocks


def test_code_is_never_paired_with_prose():
    aligned = align_text([Block("code", ("df -h",))], [Block("paragraph", ("df -h",))])
    assert aligned.blocks == ()


def test_a_known_translation_draws_its_blocks_together():
    source = [Block("paragraph", ("One.",)), Block("paragraph", ("Solution",))]
    target = [Block("paragraph", ("Lösning",))]
    assert align_text(source, target, known={"Solution": "Lösning"}).blocks == ((1, 0),)


def test_no_sentence_of_a_paired_block_is_lost():
    source = [Block("paragraph", ("The agent stopped.",))]
    target = [Block("paragraph", ("Agenten stannade.", "Se även loggen.", "Och disken."))]
    aligned = align_text(source, target)
    assert [pair.target for pair in aligned.pairs] == ["Agenten stannade. Se även loggen. Och disken."]
