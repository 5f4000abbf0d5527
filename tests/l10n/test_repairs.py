"""Mechanical repairs: what they mend, what they leave alone, and that they can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.l10n.lexicon import Lexicon
from kb.l10n.repairs import apply_changes, repair, repair_pair


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Start hello agent before hello backup.", "Start the agent before the backup."),
        ("hello disk is full. hello job stops.", "The disk is full. The job stops."),
        ("Go toohello portal toocheck the disk.", "Go to the portal to check the disk."),
        ("toosee the log, open it.", "To see the log, open it."),
        ("Set the value too*on*.", "Set the value to *on*."),
        ("Write too`out.log`.", "Write to `out.log`."),
        ("See [hello log](#hello-log).", "See [the log](#hello-log)."),
    ],
)
def test_english_gets_its_words_back(broken, mended):
    assert repair(broken, "en").text == mended


@pytest.mark.parametrize(
    "text",
    [
        "The tool took too long, and the toolbar too.",
        'Print "Hello, world" first.',
        "Sign in with Windows Hello for Business.",
        "Say hello, then wait.",
        "Run `echo hello toosee` now.",
        "```\necho hello\n```",
        "Hello! This is the agent.",
    ],
)
def test_words_that_are_meant_stay(text):
    assert repair(text, "en").changes == ()


@pytest.mark.parametrize(
    ("language", "broken", "mended"),
    [
        ("sv", "hello agenten svarar inte.", "Agenten svarar inte."),
        ("sv", "Starta hello-tjänsten.", "Starta tjänsten."),
        ("sv", "Öppna hello senaste loggen.", "Öppna den senaste loggen."),
        ("sv", "Gå toohello portalen.", "Gå till portalen."),
        ("sv", "Kör hello följande kommando.", "Kör följande kommando."),
        ("da", "Åbn hello seneste sikkerhedskopi i dag.", "Åbn den seneste sikkerhedskopi i dag."),
        ("es", "Abra hello máquina y hello registro.", "Abra la máquina y el registro."),
        ("es", "El estado de hello servicio.", "El estado del servicio."),
        ("es", "Vaya toohello portal.", "Vaya al portal."),
        ("es", "Reinicie el servicio de Hola.", "Reinicie el servicio."),
    ],
)
def test_a_translation_gets_the_article_of_its_language(language, broken, mended):
    assert repair(broken, language, source="Open hello log.").text == mended


def test_a_greeting_is_no_residue():
    assert repair("Hola, soy el agente.", "es").changes == ()
    assert repair("Hej! Så här gör du.", "sv").changes == ()


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Kör kommandot:`df -h`", "Kör kommandot: `df -h`"),
        ("Kör `df -h` .", "Kör `df -h`."),
        ("Gruppen DISK_ `<a>` _ `<b>` finns.", "Gruppen DISK_`<a>`_`<b>` finns."),
    ],
)
def test_code_spans_stand_where_they_should(broken, mended):
    assert repair(broken, "sv").text == mended


def test_a_code_span_is_spelled_as_in_the_source():
    mended = repair("Kör `df-h` i skalet.", "sv", source="Run `df -h` in the shell.")
    assert mended.text == "Kör `df -h` i skalet."
    assert mended.changes[0].rule == "code"


def test_a_torn_compound_is_joined_where_the_text_knows_the_whole():
    text = "Säkerhetskopian är klar. En säkerhets kopia räcker, men en säkerhets gräns finns inte."
    mended = repair(text, "sv")
    assert "En säkerhetskopia räcker" in mended.text
    assert "säkerhets gräns" in mended.text


def test_debris_and_capitals_are_joined_too():
    lexicon = Lexicon.from_texts(["Disken konfigurerades. Jobbet misslyckades."], "sv")
    mended = repair("Disken har kon figurer ATS och jobbet Miss lyckas.", "sv", lexicon=lexicon)
    assert mended.text == "Disken har konfigurerats och jobbet misslyckas."


def test_words_that_stand_side_by_side_by_right_are_not_joined():
    lexicon = Lexicon.from_texts(["Nyinstallation krävs. Tillgång saknas."], "sv")
    assert repair("En ny installation går till gång.", "sv", lexicon=lexicon).changes == ()


def test_spanish_has_no_torn_compounds():
    assert repair("porque sí, por que no", "es").changes == ()


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Kod: A1 <br>\nText: b<br>\n\nSlut", "Kod: A1\\\nText: b\n\nSlut"),
        ("## Rensa <br>\n", "## Rensa\n"),
        ("| a<br><br>b | c |", "| a b | c |"),
        ("Ett <span class='x'>ord</span> till", "Ett ord till"),
        ("`a<br>b`", "`a<br>b`"),
    ],
)
def test_remains_of_html_go(broken, mended):
    assert repair(broken, "sv").text == mended


def test_a_pair_is_repaired_on_both_sides_and_twice_is_as_once():
    source, target = repair_pair("Stop hello disk toosave it.", "Stoppa hello disken toosave den.", "en", "sv")
    assert source.text == "Stop the disk to save it."
    assert target.text == "Stoppa disken to save den."
    assert repair(target.text, "sv", source=source.text).changes == ()


def _made(text, changes):
    """The text with its changes made from the end, so that one that lies over another shows."""
    for change in reversed(changes):
        assert text[change.start : change.end] == change.before
        text = text[: change.start] + change.after + text[change.end :]
    return text


def test_a_repair_is_listed_with_spans():
    text = "Go toohello disk:`a`."
    mended = repair(text, "en")
    assert len(mended.changes) == 2
    assert _made(text, mended.changes) == mended.text


def test_changes_are_not_made_in_a_text_that_was_edited_since():
    mended = repair("Open hello disk.", "en")
    with pytest.raises(ValueError, match="stands not what"):
        apply_changes("Close a disk.", mended.changes)


def test_rules_can_be_chosen():
    assert repair("hello disk:`a`", "en", rules=["code"]).text == "hello disk: `a`"


@given(st.text(alphabet="aeå tohel`*_[]()<br/>span.\n|#", max_size=120))
def test_any_text_can_be_repaired(text):
    for language in ("sv", "es", "en"):
        mended = repair(text, language)
        assert _made(text, mended.changes) == mended.text
