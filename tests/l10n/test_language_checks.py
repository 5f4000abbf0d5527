"""Leftovers, words of the source's language, negations, agreed terms, compounds: found, and good wording left alone."""

import pytest

from kb.l10n.checks import Severity
from kb.l10n.glossary import Form, FormStatus, Glossary, Term
from kb.l10n.lexicon import Lexicon
from tests.l10n.checking import found, stretches

# --- residue ----------------------------------------------------------------------------------------------------------


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


def test_dismissing_what_the_source_has_lets_the_translation_fail():
    target, source = found("residue", "Open hello disk.", "Öppna hello disken.")
    assert target.key != source.key


def test_other_checks_read_past_a_glued_leftover():
    assert not found("token", "Send it tooHarbourMail.", "Skicka det till Harbour.")
    assert not found("repeat", "Open hello hello disk.", "Öppna hello hello disken.")
    assert stretches("spacing", "Set it too*y*.", "Ställ den på*y*.") == ["å*"]


def test_a_meant_greeting_is_no_residue():
    assert not found("residue", "Under the Hello!", "Under hej!")
    assert not found("residue", "Hello, agent.", "Hola, agente.", "es")
    assert not found("residue", "", "Spara det i index.html: *Hello Git!*")


# --- language ---------------------------------------------------------------------------------------------------------


def test_a_run_left_in_the_source_language_is_found():
    source = "Read and agree to the terms of this service, and then select Next."
    target = "Læs og agree to the terms of this service, og vælg derefter Next."
    assert stretches("language", source, target, "da") == ["agree to the terms of this service"]


def test_a_sentence_that_was_never_translated_is_an_error():
    text = "Restart the agent when the disk is full."
    assert found("language", text, text, "es")[0].severity == Severity.ERROR
    assert found("language", "", text, "da")[0].severity == Severity.ERROR


def test_a_sentence_that_stayed_in_pieces_is_an_error():
    source = "The disk of a machine cannot be reached: check the net."
    findings = found("language", source, "The disk of a machine cannot be reached: check the net nu.", "sv")
    assert len(findings) == 2
    assert {one.severity for one in findings} == {Severity.ERROR}


def test_the_title_of_a_page_elsewhere_may_stay():
    label = "[How to start a harbour with the agent of the disk](https://example.org/)"
    assert not found("language", f"See {label}.", f"Puede leer más sobre este asunto en {label}.", "es")


def test_names_and_borrowed_words_are_no_run():
    source = "Use the Content Pack for Power BI on the proxy server."
    assert not found("language", source, "Använd Content Pack for Power BI på proxy server.")


# --- negation ---------------------------------------------------------------------------------------------------------


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


def test_a_participle_with_no_is_no_added_negation():
    assert not found("negation", "Collect the garbage.", "Recoja los elementos no utilizados.", "es")
    assert found("negation", "Collect the garbage.", "No recoja la basura.", "es")


def test_an_added_negation_asks():
    assert found("negation", "The agent runs.", "Agenten körs inte.")[0].severity == Severity.WARNING


# --- glossary ---------------------------------------------------------------------------------------------------------

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
        Term("vm", (Form("en", "virtual machine"), Form("sv", "virtuell dator"))),
        Term("lock", (Form("en", "lock"), Form("sv", "låsa"))),
        Term("copy", (Form("en", "backup"), Form("es", "copia"))),
    ]
)


def test_a_forbidden_term_is_found_in_any_inflection():
    findings = found("glossary", "The extension failed.", "Filtypenavnet mislykkedes.", "da", glossary=GLOSSARY)
    assert [one.target for one in findings] == [(0, 13)]


def test_an_agreed_term_may_be_inflected_and_part_of_a_compound():
    assert not found("glossary", "The extensions failed.", "Udvidelserne mislykkedes.", "da", glossary=GLOSSARY)
    assert not found("glossary", "The extension failed.", "VM-tillägget misslyckades.", "sv", glossary=GLOSSARY)
    assert found("glossary", "The extension failed.", "Anknytningen misslyckades.", "sv", glossary=GLOSSARY)


@pytest.mark.parametrize("target", ["den virtuella måldatorn", "virtuella Linux-datorer", "en virtuell dator"])
def test_an_agreed_term_of_two_words_may_end_in_a_compound(target):
    assert not found("glossary", "It is a virtual machine.", f"Det är {target}.", glossary=GLOSSARY)


def test_an_agreed_term_of_two_words_needs_both():
    assert found("glossary", "It is a virtual machine.", "Det är en Linux-dator.", glossary=GLOSSARY)
    assert found("glossary", "It is a virtual machine.", "Det är virtuella stora datorer.", glossary=GLOSSARY)


def test_an_agreed_verb_may_be_inflected():
    assert not found("glossary", "The disk is locked.", "Disken är låst.", glossary=GLOSSARY)


def test_a_word_that_is_a_name_in_both_texts_is_no_term():
    assert not found("glossary", "If it fails, Backup stops.", "Si falla, Backup se detiene.", "es", glossary=GLOSSARY)
    assert found(
        "glossary", "If it fails, the backup stops.", "Si falla, el backup se detiene.", "es", glossary=GLOSSARY
    )


def test_a_forbidden_term_is_found_without_its_sentence_where_the_source_is_about_it():
    given = {"language": "da", "glossary": GLOSSARY}
    assert found("glossary", "", "Filtypenavnet fejlede.", terms=frozenset({"extension"}), **given)
    assert not found("glossary", "", "Filtypenavnet er txt.", **given)


def test_a_name_stays_as_it_is():
    assert not found("glossary", "Open Azure Backup.", "Öppna Azure Backup-tjänsten.", glossary=GLOSSARY)
    assert found("glossary", "Open Azure Backup.", "Öppna Azure-säkerhetskopian.", glossary=GLOSSARY)


# --- compound, case, repeat, consistency ------------------------------------------------------------------------------


def test_a_torn_compound_is_found_where_the_whole_is_attested():
    lexicon = Lexicon.from_texts(["Säkerhetskopieringen misslyckades."], "sv")
    assert stretches("compound", "", "En säkerhets kopiering Miss lyckas.", lexicon=lexicon) == [
        "säkerhets kopiering",
        "Miss lyckas",
    ]
    assert not found("compound", "", "En säkerhets kopiering.")


def test_the_ending_of_an_acronym_is_not_torn_off():
    assert stretches("compound", "", "Våra API: er fungerar.") == ["API: er"]
    assert not stretches("compound", "", "Välj API: en ny sida öppnas.", "da")


def test_a_verb_before_its_object_is_no_torn_compound():
    lexicon = Lexicon.from_texts(["Brugerobjektet og agentobjektet."], "da")
    assert not found("compound", "", "Her ser du, hvordan du bruger objektet.", "da", lexicon=lexicon)
    assert found("compound", "", "Åbn bruger objektet.", "da", lexicon=lexicon)


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
