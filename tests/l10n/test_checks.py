"""Each check finds the kind of defect it is named after, says where, and leaves good translations alone."""

import pytest

from kb.l10n.checks import CHECKS, CheckInput, Severity, blocks_review, run
from kb.l10n.glossary import Form, FormStatus, Glossary, Term
from kb.l10n.lexicon import Lexicon


def found(check, source, target, language="sv", **context):
    """The findings of one check on one pair, English beside `language`."""
    return run(CheckInput(source, target, "en", language, **context), only=[check])


def stretches(check, source, target, language="sv", **context):
    """What stands at the target spans of the findings."""
    return [target[slice(*one.target)] for one in found(check, source, target, language, **context) if one.target]


def test_every_check_has_its_stable_id():
    assert list(CHECKS) == [
        "residue", "code", "token", "quote", "number", "link", "markup", "spacing", "language", "negation", "glossary",
        "compound", "case", "repeat", "consistency",
    ]  # fmt: skip


# --- residue -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "language", "words"),
    [
        ("Open hello disk.", "Öppna hello disken.", "sv", ["hello"]),
        ("Go toohello disk.", "Gå toohello disken.", "sv", ["toohello"]),
        ("Check hello disk.", "Compruebe Hola disco.", "es", ["Hola"]),
        ("toouninstall hello agent", "toouninstall Hej agent", "sv", ["too", "Hej"]),
        ("hello disk toosave", "disken toosave", "da", ["too"]),
    ],
)
def test_residue_is_found_in_a_translation(source, target, language, words):
    assert stretches("residue", source, target, language) == words


def test_residue_in_the_source_only_warns():
    findings = found("residue", "Open hello disk.", "Öppna disken.")
    assert [(one.severity, one.source) for one in findings] == [(Severity.WARNING, (5, 10))]


def test_a_meant_greeting_is_no_residue():
    assert not found("residue", "Under the Hello!", "Under hej!")
    assert not found("residue", "Hello, agent.", "Hola, agente.", "es")


# --- code ----------------------------------------------------------------------------------------------------------


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


# --- token ---------------------------------------------------------------------------------------------------------


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
    ],
)
def test_tokens_that_came_through_or_may_be_translated_are_left_alone(source, target):
    assert not found("token", source, target)


@pytest.mark.parametrize("target", ["Öppna Disk. exe nu.", "Titta i / var/log nu.", "Sätt **disken. Verbose** till y."])
def test_torn_tokens_show_without_a_source(target):
    assert found("token", "", target)


# --- quote ---------------------------------------------------------------------------------------------------------


def test_typographic_quotes_inside_technical_text_are_found():
    assert stretches("quote", 'Set "DISKCACHE"="TRUE".', "Sätt ”DISKCACHE” = ”TRUE”.") == ["”DISKCACHE”", "”TRUE”"]
    assert stretches("quote", "", "Sätt ”DISKCACHE” = ”TRUE”.") == ["”DISKCACHE”"]
    assert stretches("quote", 'Run `echo "a"`.', "Kör `echo ”a”`.") == ["`echo ”a”`"]


def test_quotes_around_words_are_typography():
    assert not found("quote", 'Click "Back up now".', "Klicka på ”Säkerhetskopiera nu”.")


# --- number --------------------------------------------------------------------------------------------------------


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


# --- link ----------------------------------------------------------------------------------------------------------


def test_lost_and_changed_links_are_found():
    source = "See [the disk](cause:disk-full) and [more](https://example.org/en-us/a)."
    assert not found("link", source, "Se [disken](cause:disk-full) och [mer](https://example.org/sv-se/a).")
    assert len(found("link", source, "Se disken och [mer](https://example.org/a).")) == 1
    (finding,) = found("link", source, "Se [disken](cause:disk-fall) och [mer](https://example.org/a).")
    assert finding.suggestion == "cause:disk-full"


def test_a_fragment_that_no_entry_answers_to_is_found():
    target = "Se [disken](#disk-full) och [nätet](#net)."
    assert stretches("link", "", target, resolves=lambda link: link == "#net") == ["#disk-full"]


# --- markup --------------------------------------------------------------------------------------------------------


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
    ],
)
def test_good_markup_is_left_alone(source, target):
    assert not found("markup", source, target)


def test_an_unclosed_fence_is_found_without_a_source():
    assert found("markup", "", "Text\n\n```\ndf -h\n\nMer text")


def test_a_bar_in_a_table_cell_is_found():
    assert found("markup", "Yes or no", "Ja | nej", in_table=True)
    assert not found("markup", "Yes or no", "Ja \\| nej", in_table=True)


# --- spacing -------------------------------------------------------------------------------------------------------


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


# --- language ------------------------------------------------------------------------------------------------------


def test_a_run_left_in_the_source_language_is_found():
    source = "Read and agree to the terms of this service, and then select Next."
    target = "Læs og agree to the terms of this service, og vælg derefter Next."
    assert stretches("language", source, target, "da") == ["agree to the terms of this service"]


def test_a_sentence_that_was_never_translated_is_an_error():
    text = "Restart the agent when the disk is full."
    assert found("language", text, text, "es")[0].severity == Severity.ERROR
    assert found("language", "", text, "da")[0].severity == Severity.ERROR


def test_names_and_borrowed_words_are_no_run():
    source = "Use the Content Pack for Power BI on the proxy server."
    assert not found("language", source, "Använd Content Pack for Power BI på proxy server.")


# --- negation ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("If the process is not running, restart it.", "Om processen körs startar du om den.", "sv"),
        ("The agent is unable to reach the disk.", "Agenten når disken.", "sv"),
        ("The error is not shown.", "El error se muestra.", "es"),
        ("Do not restart.", "Genstart.", "da"),
    ],
)
def test_a_lost_negation_is_an_error(source, target, language):
    assert found("negation", source, target, language)[0].severity == Severity.ERROR


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("The agent cannot start.", "Agenten kan inte starta.", "sv"),
        ("The disk is not available.", "Disken är otillgänglig.", "sv"),
        ("The file was not found.", "Filen mangler.", "da"),
        ("You cannot restore it.", "Es imposible restaurarlo.", "es"),
        ("Restart without saving.", "Reinicie sin guardar.", "es"),
    ],
)
def test_a_negation_said_otherwise_is_fine(source, target, language):
    assert not found("negation", source, target, language)


def test_an_added_negation_asks():
    assert found("negation", "The agent runs.", "Agenten körs inte.")[0].severity == Severity.WARNING


# --- glossary ------------------------------------------------------------------------------------------------------

GLOSSARY = Glossary(
    [
        Term(
            "extension",
            (
                Form("en", "extension"),
                Form("da", "udvidelse"),
                Form("da", "filtypenavn", FormStatus.FORBIDDEN),
                Form("sv", "tillägg"),
            ),
        ),
        Term("azure-backup", (Form("en", "Azure Backup"),), untranslatable=True),
    ]
)


def test_a_forbidden_term_is_found_in_any_inflection():
    findings = found("glossary", "The extension failed.", "Filtypenavnet mislykkedes.", "da", glossary=GLOSSARY)
    assert [one.target for one in findings] == [(0, 13)]


def test_an_agreed_term_may_be_inflected_and_part_of_a_compound():
    assert not found("glossary", "The extensions failed.", "Udvidelserne mislykkedes.", "da", glossary=GLOSSARY)
    assert not found("glossary", "The extension failed.", "VM-tillägget misslyckades.", "sv", glossary=GLOSSARY)
    assert found("glossary", "The extension failed.", "Anknytningen misslyckades.", "sv", glossary=GLOSSARY)


def test_a_name_stays_as_it_is():
    assert not found("glossary", "Open Azure Backup.", "Öppna Azure Backup-tjänsten.", glossary=GLOSSARY)
    assert found("glossary", "Open Azure Backup.", "Öppna Azure-säkerhetskopian.", glossary=GLOSSARY)


# --- compound, case, repeat, consistency -----------------------------------------------------------------------------


def test_a_torn_compound_is_found_where_the_whole_is_attested():
    lexicon = Lexicon.from_texts(["Säkerhetskopieringen misslyckades."], "sv")
    assert stretches("compound", "", "En säkerhets kopiering Miss lyckas.", lexicon=lexicon) == [
        "säkerhets kopiering",
        "Miss lyckas",
    ]
    assert not found("compound", "", "En säkerhets kopiering.")


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("No restart is pending.", "Ingen VÄNTAnde omstart finns.", ["VÄNTAnde"]),
        ("The disk is configured.", "Disken har kon figurer ATS.", ["ATS"]),
        ("Use SharePoint on the VMs.", "Använd SharePoint på VMen.", []),
        ("**NOTE:** wait.", "**OBSERVERA!** Vänta.", []),
    ],
)
def test_debris_of_capitals_is_found(source, target, wrong):
    assert stretches("case", source, target) == wrong


def test_a_shouted_word_warns_where_the_source_does_not_shout():
    lexicon = Lexicon.from_texts(["Felsöka disken."], "sv")
    (finding,) = found("case", "Troubleshoot the disk.", "FELSÖKA disken.", lexicon=lexicon)
    assert finding.severity == Severity.WARNING


def test_a_doubled_word_is_found_unless_the_language_doubles_it():
    assert stretches("repeat", "Start the disk.", "Starta disken disken.") == ["disken disken"]
    assert not found("repeat", "It is that.", "Det är det det är.")
    assert not found("repeat", "Set it to To.", "Slå den **til Til**.", "da")


def test_another_translation_of_the_same_sentence_asks():
    assert found("consistency", "Stop.", "Stanna.", siblings=("Stoppa.",))
    assert not found("consistency", "Stop.", "Stanna.", siblings=("Stanna.",))


# --- the registry --------------------------------------------------------------------------------------------------


def test_a_good_translation_has_no_findings():
    source = "If the agent isn't running, run `service agent start` and see [the log](#log)."
    target = "Om agenten inte körs kör du `service agent start` och tittar i [loggen](#log)."
    assert run(CheckInput(source, target, "en", "sv")) == []


def test_an_empty_translation_has_no_findings():
    assert run(CheckInput("Stop.", "  ", "en", "sv")) == []


def test_only_errors_block_a_review():
    assert blocks_review(found("number", "Wait 3 minutes.", "Vänta."))
    assert not blocks_review(found("repeat", "Stop.", "Stanna stanna."))


def test_a_finding_keeps_its_key_while_other_words_change():
    (before,) = found("number", "Wait 30 minutes.", "Vänta lite.")
    (after,) = found("number", "Please wait 30 minutes.", "Vänta en stund.")
    assert before.key == after.key
    assert before.text == "The number 30 is missing."


def test_an_unknown_check_is_refused():
    with pytest.raises(KeyError):
        run(CheckInput("a", "b", "en", "sv"), only=["length"])
