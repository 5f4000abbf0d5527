"""Memory and glossary out to files and back: by command, read by another tool, and from bad files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from translate.storage.tmx import tmxfile

from kb.l10n.errors import NotAllowedError
from kb.l10n.exchange.document import ExchangeError
from kb.l10n.models import MemoryEntry, Role, TermForm, TermRecord
from kb.l10n.services import glossary_files, knowledge
from kb.l10n.services.glossary_files import apply_glossary, plan_glossary
from kb.l10n.services.memorise import add_to_memory
from kb.l10n.services.memory_files import plan_memory
from kb.l10n.services.terms import save_term
from tests.sentence_pairs import disk_full

TERM = "term,language,text,status,untranslatable,note\n"
TMX = '<?xml version="1.0"?><tmx version="1.4"><header/><body>{}</body></tmx>'
UNIT = '<tu><tuv xml:lang="{}"><seg>Free the disk.</seg></tuv><tuv xml:lang="{}"><seg>Frigör disken.</seg></tuv></tu>'
BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]><tmx><body>&b;</body></tmx>'


@pytest.fixture
def memory(db: None) -> set[tuple[str, str]]:
    """Four pairs, one of them with what XML and spreadsheets take for something else."""
    disk_full()
    add_to_memory(
        records=[knowledge.Record(0, "=Run <b> & `df -h`.", "=Kör <b> & `df -h`.", "human", "cause:disk-full")],
        source_language="en",
        target_language="sv",
    )
    return _pairs()


def _pairs() -> set[tuple[str, str]]:
    return set(MemoryEntry.objects.values_list("source", "target"))


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.parametrize("format", ["tmx", "csv"])
def test_the_memory_goes_out_and_comes_back(memory, tmp_path: Path, format: str):
    path = str(tmp_path / "memory")
    run("export_memory", "--language=sv", f"--format={format}", f"--output={path}")
    assert "0 of them new" in run("import_memory", path, "--language=sv")
    before = {pair: MemoryEntry.objects.get(source=pair[0]).context for pair in memory}
    MemoryEntry.objects.all().delete()
    assert f"{len(memory)} of them new" in run("import_memory", path, "--language=sv", "--dry-run")
    assert _pairs() == set()
    assert f"{len(memory)} pairs added." in run("import_memory", path, "--language=sv")
    assert _pairs() == memory
    assert {pair: MemoryEntry.objects.get(source=pair[0]).context for pair in memory} == before


def test_another_tool_reads_our_memory_and_we_read_its(memory, tmp_path: Path):
    data = run("export_memory", "--language=sv").encode()
    assert {(unit.source, unit.target) for unit in tmxfile.parsestring(data).units} == memory
    theirs = tmxfile(sourcelanguage="en", targetlanguage="sv")
    theirs.addtranslation("Free the disk.", "en", "Frigör disken.", "sv")
    path = tmp_path / "theirs.tmx"
    path.write_bytes(bytes(theirs))
    assert "1 pairs added." in run("import_memory", str(path), "--language=sv")
    assert ("Free the disk.", "Frigör disken.") in _pairs()


@pytest.mark.parametrize(
    "head",
    ['<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for TMX//EN" "tmx14.dtd">'],
)
def test_a_memory_that_names_its_document_type_is_read(db, head):
    data = TMX.format(UNIT.format("EN-US", "sv-SE")).replace("?>", f"?>{head}", 1)
    assert plan_memory(data=data.encode(), source_language="en", language="sv").new == 1


def test_a_pair_that_stands_twice_is_new_once(db):
    data = TMX.format(UNIT.format("en", "sv") * 2)
    assert plan_memory(data=data.encode(), source_language="en", language="sv").new == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"<tmx><open>", "not well-formed"),
        (b"<xliff/>", "not a TMX file"),
        (BOMB.encode(), "entities"),
        (BOMB.encode("utf-16"), "entities|not well-formed"),
        (TMX.format(UNIT.format("en", "da")).encode(), "no sentence from English into Svenska"),
        (TMX.format(UNIT.format("en", "xx")).encode(), "no sentence from English into Svenska"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b"one,two\n1,2\n", "lacks the column source, target"),
        (b"source,target\nonly,\n", "no sentence"),
    ],
)
def test_a_file_that_is_no_memory_is_refused_with_one_sentence(db, tmp_path: Path, data: bytes, sentence: str):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as refusal:
        run("import_memory", str(path), "--language=sv")
    assert "\n" not in str(refusal.value)
    assert _pairs() == set()


def test_what_cannot_be_done_is_said(db, tmp_path: Path):
    for arguments, sentence in (
        (("export_memory", "--language=sv"), "has nothing from English into Svenska"),
        (("import_memory", "/nowhere", "--language=sv"), "cannot be read"),
        (("import_memory", __file__, "--language=en"), "are the same"),
        (("export_glossary", "--output=/nowhere/at/all"), "cannot be written"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(*arguments)


def test_a_failing_import_leaves_no_half_memory(db, monkeypatch):
    monkeypatch.setattr("kb.l10n.services.memorise._BATCH", 1)
    written: list[object] = []

    def break_down(rows: list[MemoryEntry]) -> int:
        if written:
            raise KeyboardInterrupt
        written.extend(rows)
        return knowledge.remember(rows)

    monkeypatch.setattr("kb.l10n.services.memorise.remember", break_down)
    records = [knowledge.Record(n, f"Source {n}", f"Target {n}") for n in range(3)]
    with pytest.raises(KeyboardInterrupt):
        add_to_memory(records=records, source_language="en", target_language="sv")
    assert _pairs() == set()


# --- the glossary -----------------------------------------------------------------------------------------------------


@pytest.fixture
def rope(db: None) -> TermRecord:
    """A term in three languages."""
    forms = {
        "en": {"preferred": ["rope"]},
        "sv": {"preferred": ["tross"], "admitted": ["rep"], "forbidden": ["snöre"]},
        "da": {"preferred": ["reb"]},
    }
    return save_term(name="rope", forms=forms, note="On a ship.")


def _forms(language: str) -> list[tuple[str, str]]:
    return list(TermForm.objects.filter(language=language).order_by("id").values_list("text", "status"))


def test_the_glossary_goes_out_and_comes_back(rope, tmp_path: Path):
    save_term(name="azure", forms={"en": {"preferred": ["Azure"]}}, untranslatable=True)
    path = tmp_path / "glossary.csv"
    run("export_glossary", f"--output={path}")
    assert "0 new terms, 0 changed, 2 as they are." in run("import_glossary", str(path))
    terms = knowledge.load_terms()
    TermRecord.objects.all().delete()
    assert "2 new terms" in run("import_glossary", str(path), "--dry-run")
    assert not TermRecord.objects.exists()
    run("import_glossary", str(path))
    assert knowledge.load_terms() == terms
    assert path.read_text(encoding="utf-8-sig") == run("export_glossary").removeprefix("\ufeff").replace("\r\n", "\n")


def test_a_term_gets_the_forms_of_the_table_in_its_languages_only(rope, tmp_path: Path):
    path = tmp_path / "glossary.csv"
    path.write_text(TERM + "rope,sv,lina,,,On a ship.\nsail,sv,segel,preferred,,\n")
    told = run("import_glossary", str(path))
    assert "new sail" in told
    assert "changed rope" in told
    assert ("lina", "preferred") in _forms("sv")
    assert ("tross", "preferred") not in _forms("sv")
    assert _forms("da") == [("reb", "preferred")]


def test_a_reviewer_changes_the_forms_of_their_own_language(rope, alva):
    role = Role.objects.create(user=alva, language="sv", name="translator")
    data = (TERM + "rope,sv,lina,,,On a ship.\nrope,da,line,,,On a ship.\n").encode()
    with pytest.raises(NotAllowedError):
        plan_glossary(data=data, user=alva)
    role.name = "reviewer"
    role.save()
    assert apply_glossary(plan=plan_glossary(data=data, user=alva), user=alva) == 1
    assert (_forms("sv"), _forms("da")) == ([("lina", "preferred")], [("reb", "preferred")])
    assert plan_glossary(data=(TERM + "rope,da,line,,,\n").encode(), user=alva).same == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "is empty"),
        ("word,tongue\nx,sv\n", "lacks the column term, language, text"),
        (TERM + "rope,fi,köysi,,,\n", "no row that can be read"),
        (TERM + f"rope,sv,{'x' * 201},,,\n", "no row that can be read"),
        (TERM + "???,sv,tross,,,\n", "no row that can be read"),
        ("<glossary/>", "lacks the column"),
        (TERM + "".join(f"t{n},sv,ord\n" for n in range(5_001)), "more than 5000 terms"),
    ],
)
def test_a_table_that_is_no_glossary_is_refused_with_one_sentence(db, tmp_path: Path, data: str, sentence: str):
    path = tmp_path / "glossary.csv"
    path.write_text(data)
    with pytest.raises(CommandError, match=sentence):
        run("import_glossary", str(path))
    assert not TermRecord.objects.exists()


def test_rows_that_are_not_understood_are_named_and_the_rest_is_taken(db, tmp_path: Path):
    path = tmp_path / "glossary.csv"
    path.write_text(TERM + "rope,fi,köysi,,,\nrope,sv,tross,,,\n")
    told = run("import_glossary", str(path))
    assert "bad-row 2 rope, fi, köysi, preferred" in told
    assert _forms("sv") == [("tross", "preferred")]


def test_half_a_glossary_never_stands(db, monkeypatch):
    plan = plan_glossary(data=(TERM + "rope,sv,tross,,,\nsail,sv,segel,,,\n").encode())
    real = glossary_files.save_term

    def break_down(*, name: str, **given: object) -> TermRecord:
        if name == "sail":
            raise KeyboardInterrupt
        return real(name=name, **given)

    monkeypatch.setattr(glossary_files, "save_term", break_down)
    with pytest.raises(KeyboardInterrupt):
        apply_glossary(plan=plan)
    assert not TermRecord.objects.exists()


def test_a_memory_that_others_would_wait_for_is_refused(
    django_user_model: type, memory: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.l10n.services.memory_files.MOST_PAIRS", 1)
    person = django_user_model.objects.create_user("linn")
    Role.objects.create(user=person, language="sv", name="translator")
    data = b"source,target\nOne,Ett\nTwo,Tv\xc3\xa5\n"
    with pytest.raises(ExchangeError, match="more than 1 pairs"):
        plan_memory(data=data, source_language="en", language="sv", user=person)
    assert plan_memory(data=data, source_language="en", language="sv").new == 2
