"""Markup that will not come out, and the spaces around it."""

import pytest

from tests.l10n.checking import found

# --- markup -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("**Check the net**: it is down.", "_ * Kontrollera nätet * *: det ligger nere."),
        ("Choose **Stop**.", "Välj ** Stopp**."),
        ("Run `df`.", "Kör `df."),
        ("A.", "A.\n\n- B"),
        ("Run:\n\n```\ndf\n```", "Kör:\n\n```\ndf\n"),
    ],
)
def test_markup_that_will_not_come_out_is_found(source, target):
    assert found("markup", source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Choose **Stop** in *disk*.", "Välj **Stopp** i *disk*."),
        ("Look in /var/log/*.log", "Titta i /var/log/*.log"),
        ("The group DISK_north_1 is new.", "Gruppen DISK_north_1 är ny."),
        ("2 * 3 is 6", "2 * 3 är 6"),
        (r"List ~/\*log", r"Lista ~/\*log"),
        ("Allow *.example.org.", "Tillåt *.exempel .org."),
        ("", "Den når *."),
    ],
)
def test_good_markup_is_left_alone(source, target):
    assert not found("markup", source, target)


def test_an_unclosed_fence_is_found_without_a_source():
    assert found("markup", "", "Text\n\n```\ndf -h\n\nMer text")


def test_a_bar_in_a_table_cell_is_found():
    assert found("markup", "Yes or no", "Ja | nej", in_table=True)
    assert not found("markup", "Yes or no", "Ja \\| nej", in_table=True)


# --- spacing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "Ändra från *n* för*y*.",
        "Kör kommandot:`df`",
        "Ändra värdet  *n* nu.",
        "Klicka på **Stopp** .",
        "Ändra **Disk** -värdet.",
        "Se [loggen](a.md)och vänta.",
        "Klicka på **Stopp**först.",
    ],
)
def test_missing_and_superfluous_spaces_around_markup_are_found(target):
    assert found("spacing", "Change it.", target)


@pytest.mark.parametrize(
    "target",
    [
        "Ändra från *n* till *y*, **Disk**-värdet (`df`), ”**Stopp**” och [loggen](a.md).",
        "1. **Stopp**: vänta.",
        "**[Loggen](a.md)**",
        "Filen är `a`s och b.",
    ],
)
def test_good_spacing_is_left_alone(target):
    assert not found("spacing", "Change it.", target)
