"""Terms found by stem."""

from kb.l10n.glossary import Form, FormStatus, Glossary, Term

SNAPSHOT = Term(
    "snapshot", (Form("en", "snapshot"), Form("sv", "ögonblicksbild"), Form("sv", "snapshot", FormStatus.ADMITTED))
)
MACHINE = Term(
    "vm", (Form("en", "virtual machine"), Form("en", "VM", FormStatus.ADMITTED), Form("sv", "virtuell dator"))
)
AZURE = Term("azure", (Form("en", "Azure Backup"),), untranslatable=True)
GLOSSARY = Glossary([SNAPSHOT, MACHINE, AZURE])


def places(text, language):
    return [(match.term.id, text[match.start : match.end]) for match in GLOSSARY.find(text, language)]


def test_terms_are_found_in_any_inflection_longest_first():
    text = "Azure Backup takes snapshots of virtual machines and VMs."
    assert places(text, "en") == [
        ("azure", "Azure Backup"),
        ("snapshot", "snapshots"),
        ("vm", "virtual machines"),
        ("vm", "VMs"),
    ]


def test_code_and_link_targets_are_not_read():
    assert places("Run `snapshot` and see [it](cause:snapshot).", "en") == []


def test_a_name_is_found_only_as_it_is_spelled():
    assert places("azure backup", "en") == []


def test_an_admitted_form_will_do():
    assert GLOSSARY.check("Take a snapshot.", "Ta en snapshot.", "en", "sv") == []
    assert GLOSSARY.check("Take a snapshot.", "Ta en ögonblicksbildsserie.", "en", "sv") == []
    (problem,) = GLOSSARY.check("Take a snapshot.", "Ta en bild.", "en", "sv")
    assert problem.wanted == ("ögonblicksbild", "snapshot")


def test_a_term_without_a_word_in_the_language_asks_nothing():
    assert GLOSSARY.check("Take a snapshot.", "Tome una foto.", "en", "es") == []


def test_endings_and_compounds_are_the_same_word():
    extension = Term("extension", (Form("en", "extension"), Form("sv", "tillägg"), Form("es", "instantánea")))
    glossary = Glossary([extension, MACHINE])
    assert glossary.check("The extension fails.", "Säkerhetskopieringstillägget misslyckas.", "en", "sv") == []
    assert glossary.check("The VM stops.", "Den virtuella datorns agent stannar.", "en", "sv") == []
    assert glossary.check("Extensions fail.", "Fallan las instantáneas.", "en", "es") == []
    assert len(glossary.check("The extension fails.", "Tilläggsfri dator.", "en", "sv")) == 0
    assert len(glossary.check("The extension fails.", "Filen misslyckas.", "en", "sv")) == 1


def test_labels_and_quoted_messages_that_stay_as_they_are_need_no_agreed_word():
    assert GLOSSARY.check("Open **Snapshot jobs** now.", "Öppna **Snapshot jobs** nu.", "en", "es") == []
    assert (
        GLOSSARY.check('It says "Snapshot failed" twice.', "Det står ”Snapshot failed” två gånger.", "en", "sv") == []
    )
    (problem,) = GLOSSARY.check("Open **Snapshot jobs** now.", "Öppna **Bildjobb** nu.", "en", "sv")
    assert problem.match.term is SNAPSHOT
