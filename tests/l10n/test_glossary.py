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
