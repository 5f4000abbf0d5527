"""Code, paths and names, quotes, numbers and links: found where they changed, left alone where they came through."""

import pytest

from kb.l10n.checks import Severity
from tests.l10n.checking import found, stretches

# --- code -------------------------------------------------------------------------------------------------------------


def test_a_code_span_that_lost_its_space_is_found_with_what_belongs_there():
    (finding,) = found("code", "Run `df -h` now.", "Kör `df-h` nu.")
    assert finding.severity == Severity.ERROR
    assert finding.suggestion == "`df -h`"


def test_a_missing_code_span_is_found_and_a_bare_one_asks_for_backticks():
    assert found("code", "Run `df -h` now.", "Kör nu.")[0].severity == Severity.ERROR
    assert found("code", "Run `df -h` now.", "Kör df -h nu.")[0].severity == Severity.WARNING
    assert not found("code", "Run `df -h` now.", "Nu kör du `df -h`.")


def test_a_glued_option_shows_without_a_source():
    assert stretches("code", "", "Kör `df-h` nu.") == ["`df-h`"]


# --- token ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("/var/log/agent/*", "/ var/logga/agent / *", "/ var/logga/agent"),
        ("/var/log/agent/*.xml", "/var/log/agent/*.XML", "/var/log/agent/*.XML"),
        ("Set **Cache.Verbose** to y.", "Sätt **cachen. Verbose** till y.", "cachen. Verbose"),
        ("Run **New-DiskPart** now.", "Kör **ny DiskPart** nu.", "ny DiskPart"),
        ("Open services.msc.", "Öppna Services. msc.", "Services. msc"),
        (r"Open HKEY_LOCAL_MACHINE\SOFTWARE\Disk.", r"Öppna HKEY_LOCAL_MACHINE\PROGRAM\Disk.", None),
        ("The code is UserErrorDiskIsFull.", "Koden är UserErrorDiskIsfull.", "UserErrorDiskIsfull"),
    ],
)
def test_altered_tokens_are_found_where_they_stand(source, target, wrong):
    findings = found("token", source, target)
    assert len(findings) == 1
    assert findings[0].severity == Severity.ERROR
    if wrong:
        assert target[slice(*findings[0].target)] == wrong


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Open services.msc on PowerShell.", "Öppna services.msc i PowerShell-fönstret."),
        ("Files On-Demand and AutoSave help.", "Filer på begäran och Spara automatiskt hjälper."),
        ("Ports 9350-9354 are open.", "Portarna 9350–9354 är öppna."),
        ("Read and/or write.", "Läs och/eller skriv."),
        ("Sign in as MyHarbourUser.", "Logga in som MinHamnAnvändare."),
    ],
)
def test_tokens_that_came_through_or_may_be_translated_are_left_alone(source, target):
    assert not found("token", source, target)


@pytest.mark.parametrize("target", ["Öppna Disk. exe nu.", "Titta i / var/log nu.", "Sätt **disken. Verbose** till y."])
def test_torn_tokens_show_without_a_source(target):
    assert found("token", "", target)


def test_a_folder_inside_a_path_is_not_glued_to_it():
    assert not found("token", "", "Redigera filen /etc/opt/agent/agent.conf nu.")
    assert stretches("token", "", "Redigera filen/var/log/agent nu.") == ["/var/log/agent"]


# --- quote ------------------------------------------------------------------------------------------------------------


def test_typographic_quotes_inside_technical_text_are_found():
    assert stretches("quote", 'Set "DISKCACHE"="TRUE".', "Sätt ”DISKCACHE” = ”TRUE”.") == ["”DISKCACHE”", "”TRUE”"]
    assert stretches("quote", "", "Sätt ”DISKCACHE” = ”TRUE”.") == ["”DISKCACHE”"]
    assert stretches("quote", 'Run `echo "a"`.', "Kör `echo ”a”`.") == ["`echo ”a”`"]


def test_quotes_around_words_are_typography():
    assert not found("quote", 'You see "DiskIsFull" there.', "Du ser ”DiskIsFull” där.")
    assert found("quote", 'Run harbour --log "DISK".', "Kör harbour --log ”DISK”.")
    assert not found("quote", 'Click "Back up now".', "Klicka på ”Säkerhetskopiera nu”.")


# --- number -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Install .NET 4.5 first.", "Installera .NET 4,5 först."),
        ("Wait 30 minutes.", "Vänta i 20 minuter."),
        ("Wait 30 minutes.", "Vänta en stund."),
    ],
)
def test_changed_and_missing_numbers_are_found(source, target):
    assert len(found("number", source, target)) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It takes 1,000 tries or 2.5 hours.", "Det tar 1 000 försök eller 2,5 timmar."),
        ("Do it 2 times.", "Gör det två gånger."),
        ("Keep 30 copies.", "Behåll trettio kopior."),
        ("Use 2-step sign-in.", "Använd tvåstegsinloggning."),
        ("On 10/06/2017 it was 90%.", "2017-10-06 var det 90 procent."),
        ("See `v1.2` in /var/log/1.log.", "Se `v1.2` i /var/log/1.log."),
    ],
)
def test_numbers_written_as_the_language_writes_them_are_fine(source, target):
    assert not found("number", source, target)


def test_a_version_with_a_comma_shows_without_a_source():
    assert found("number", "", "Installera .NET 4,5 först.")[0].suggestion == "4.5"
    assert not found("number", "", "Det tar 2,5 timmar.")


# --- link -------------------------------------------------------------------------------------------------------------


def test_lost_and_changed_links_are_found():
    source = "See [the disk](cause:disk-full) and [more](https://example.org/en-us/a)."
    assert not found("link", source, "Se [disken](cause:disk-full) och [mer](https://example.org/sv-se/a).")
    assert len(found("link", source, "Se disken och [mer](https://example.org/a).")) == 1
    (finding,) = found("link", source, "Se [disken](cause:disk-fall) och [mer](https://example.org/a).")
    assert finding.suggestion == "cause:disk-full"


def test_an_escaped_parenthesis_of_a_link_is_no_change():
    assert not found("link", r"See [a](https://example.org/a\(b\)).", "Se [a](https://example.org/a(b)).")


def test_the_target_of_a_reference_link_is_not_known_from_its_sentence():
    assert not found("link", "See [the log].", "Se [loggen](https://example.org/log).")
    assert found("link", "See the log.", "Se [loggen](https://example.org/log).")


def test_a_link_that_leads_nowhere_in_the_source_too_asks_once_and_does_not_block():
    source, target = "See [a](guide:gone) and [b](guide:gone).", "Se [a](guide:gone) och [b](guide:gone)."
    (finding,) = found("link", source, target, resolves=lambda link: False)
    assert finding.severity == Severity.WARNING
    assert source[slice(*finding.source)] == "guide:gone"


def test_a_fragment_that_no_entry_answers_to_is_found():
    target = "Se [disken](#disk-full) och [nätet](#net)."
    assert stretches("link", "", target, resolves=lambda link: link == "#net") == ["#disk-full"]
