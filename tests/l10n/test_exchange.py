"""Exchange files: round trips with our own readers and with another tool's, the schemas, and hostile files."""

import io
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import factory, pypo, xliff, xliff2

from kb.l10n.exchange import (
    FORMATS,
    ExchangeDocument,
    ExchangeEntry,
    ExchangeError,
    ExchangeUnit,
    document,
    read,
    tables,
    tmx,
    write,
)
from kb.l10n.exchange.inline import Placeholder, pieces
from kb.l10n.exchange.plan import Action, Current, plan_import
from kb.l10n.glossary import Form, FormStatus, Term
from kb.l10n.memory import Record
from kb.l10n.states import Condition, State

SCHEMAS = Path(__file__).parent.parent / "documents" / "xliff-schemas"

UNITS = (
    ExchangeUnit("s-1", "The disk is full.", "Disken är full.", Condition.REVIEWED, notes=("title",)),
    ExchangeUnit("s-2", "Run `df -h` & see [the log](#log).", "Kör `df -h` & se [loggen](#log).", Condition.TRANSLATED),
    ExchangeUnit("s-3", "Wait  <5 minutes>.", "", Condition.EMPTY),
    ExchangeUnit("s-4", "Restart it twice.", "Starta om den.", Condition.OUTDATED, "Restart it.", ("paragraph",)),
    ExchangeUnit("s-5", "Free /var/log/*.log now.", "Töm /var/log/*.log nu.", Condition.MACHINE),
    ExchangeUnit("s-6", 'Say "now"\\ and\nwait.', 'Säg "nu"\\ och\nvänta.', Condition.FINAL),
)
DOCUMENT = ExchangeDocument(
    "en", "sv", (ExchangeEntry("cause:disk-full", UNITS[:3]), ExchangeEntry("guide:disks", UNITS[3:]))
)
PROFILES = [("xliff12", False), ("xliff12", True), ("xliff21", False), ("xliff21", True), ("po", False)]


def texts(units):
    return [(unit.id, unit.source, unit.target) for unit in units]


@pytest.mark.parametrize(("name", "inline"), PROFILES)
def test_what_is_written_is_read_back(name, inline):
    reading = read(write(DOCUMENT, name, inline=inline))
    assert reading.format == name
    assert reading.warnings == ()
    assert (reading.document.source_language, reading.document.target_language) == ("en", "sv")
    assert texts(reading.document.units) == texts(UNITS)
    assert [entry.name for entry in reading.document.entries] == ["cause:disk-full", "guide:disks"]
    assert reading.document.units[3].previous == "Restart it."
    if name != "po":
        assert [unit.condition for unit in reading.document.units] == [unit.condition for unit in UNITS]


def test_po_keeps_fuzzy_and_calls_the_rest_translated():
    conditions = [unit.condition for unit in read(write(DOCUMENT, "po")).document.units]
    assert conditions == [
        Condition.TRANSLATED,
        Condition.TRANSLATED,
        Condition.EMPTY,
        Condition.OUTDATED,
        Condition.DRAFT,
        Condition.TRANSLATED,
    ]


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize(
    ("name", "schema"), [("xliff12", "xliff-core-1.2-strict.xsd"), ("xliff21", "xliff-core-2.0.xsd")]
)
def test_the_xliff_is_valid_by_the_schema(name, schema, inline):
    class Local(etree.Resolver):
        def resolve(self, url, public_id, context):
            return self.resolve_filename(str(SCHEMAS / Path(url).name), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    validator = etree.XMLSchema(etree.parse(str(SCHEMAS / schema), parser))
    validator.assertValid(etree.fromstring(write(DOCUMENT, name, inline=inline)))


# --- another tool as reader and writer ------------------------------------------------------------------------------


def toolkit(name, data):
    kind = {"xliff12": xliff.Xliff1File, "xliff21": xliff2.Xliff2File, "po": pypo.pofile}.get(name)
    return kind.parsestring(data)


@pytest.mark.parametrize("name", FORMATS)
def test_translate_toolkit_reads_what_we_write(name):
    units = [unit for unit in toolkit(name, write(DOCUMENT, name)).units if unit.source]
    assert [str(unit.source) for unit in units] == [unit.source for unit in UNITS]
    assert [str(unit.target or "") for unit in units] == [unit.target for unit in UNITS]


@pytest.mark.parametrize("name", FORMATS)
def test_we_read_what_translate_toolkit_changed(name):
    store = toolkit(name, write(DOCUMENT, name))
    for unit in store.units:
        if str(unit.source) == "Wait  <5 minutes>.":
            unit.target = "Vänta  <5 minuter>."
            if name != "po":
                unit.marktranslated()
    out = io.BytesIO()
    store.serialize(out)
    changed = {unit.id: unit for unit in read(out.getvalue()).document.units}
    assert changed["s-3"].target == "Vänta  <5 minuter>."
    assert changed["s-3"].condition == Condition.TRANSLATED
    assert {name: changed[name].target for name in ("s-1", "s-2", "s-4", "s-5", "s-6")} == {
        unit.id: unit.target for unit in UNITS if unit.id != "s-3"
    }


def test_po_is_what_polib_and_the_factory_take_it_for():
    data = write(DOCUMENT, "po")
    file = polib.pofile(data.decode())
    assert [entry.msgctxt for entry in file if "fuzzy" in entry.flags] == ["s-4", "s-5"]
    stream = io.BytesIO(data)
    stream.name = "a.po"
    assert len(factory.getobject(stream).units) == len(UNITS) + 1


# --- placeholders ---------------------------------------------------------------------------------------------------


def test_placeholders_are_code_links_and_tokens():
    parts = pieces("Run `df -h`, see [the log](#log) in /var/log/a.log.")
    assert [part.text for part in parts if isinstance(part, Placeholder)] == ["`df -h`", "(#log)", "/var/log/a.log"]


@given(st.text(alphabet="ab `*[]()/.#<>&\"'\n", max_size=60))
def test_pieces_joined_give_the_sentence(text):
    assert "".join(part if isinstance(part, str) else part.text for part in pieces(text)) == text


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_survives_the_journey_but_for_what_xml_cannot_hold(source, target):
    source, target = document.legal(source).replace("\r", ""), document.legal(target).replace("\r", "")
    if not source:
        return
    condition = Condition.TRANSLATED if target else Condition.EMPTY
    doc = ExchangeDocument("en", "da", (ExchangeEntry("cause:a", (ExchangeUnit("s-1", source, target, condition),)),))
    for name, inline in PROFILES[:4]:
        assert texts(read(write(doc, name, inline=inline)).document.units) == [("s-1", source, target)]


def test_a_unit_that_a_tool_split_is_joined():
    data = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="sv">
    <file id="f1">
    <unit id="s-1"><segment state="final"><source>One. </source><target>Ett. </target></segment>
    <segment state="translated"><source>Two.</source><target>Tv\xc3\xa5.</target></segment></unit></file></xliff>"""
    (unit,) = read(data).document.units
    assert (unit.source, unit.target, unit.condition) == ("One. Two.", "Ett. Två.", Condition.TRANSLATED)


# --- bad files ------------------------------------------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xliff version="1.2">&c;</xliff>"""
EXTERNAL = b'<?xml version="1.0"?>\n\n<!DOCTYPE x SYSTEM "file:///etc/passwd"><x>&y;</x>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (BOMB, "document type"),
        (EXTERNAL, "document type"),
        (BOMB.decode().encode("utf-16"), "document type|not well-formed"),
        (b"<xliff", "not well-formed"),
        (b"<html/>", "neither"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>', "which language"),
        (b'msgid "a\nmsgstr', "not a PO file"),
        ("msgid \"a\"\nmsgstr \"ö\"".encode("latin-1"), "UTF-8"),
        (b"<" + b"a" * document.MAX_BYTES, "larger"),
    ],
    ids=["empty", "bomb", "external", "utf16", "torn", "html", "no-language", "bad-po", "latin", "huge"],
)  # fmt: skip
def test_a_bad_file_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(ExchangeError, match=sentence) as caught:
        read(data)
    assert len(str(caught.value)) < 400


def test_units_without_an_id_or_too_long_are_skipped_with_a_warning():
    data = write(DOCUMENT, "xliff12").decode().replace('id="s-1"', 'id=""').replace("Disken är full.", "x")
    reading = read(data.replace("Töm", "T" * 30_000).encode())
    assert [(warning.kind, warning.id) for warning in reading.warnings] == [("no-id", ""), ("too-long", "s-5")]
    assert len(reading.document.units) == 4


def test_a_file_in_two_language_pairs_warns():
    data = write(DOCUMENT, "xliff12").decode().replace('target-language="sv"', 'target-language="da"', 1)
    assert [warning.kind for warning in read(data.encode()).warnings] == ["other-language"]


# --- the plan -------------------------------------------------------------------------------------------------------


def current(target="Disken är full.", state="translated", outdated=False, source="The disk is full."):
    return {"s-1": Current(source, target, state, outdated, 3)}


def planned(unit, now, format="xliff21", **how):
    (step,) = plan_import([unit], now, format=format, **how)
    return step


def unit(target, condition, source="The disk is full.", id="s-1"):
    return ExchangeUnit(id, source, target, condition)


def test_a_foreign_id_and_a_double_are_named_and_not_written():
    steps = plan_import([unit("A", Condition.TRANSLATED, id="s-9"), *[unit("B", Condition.TRANSLATED)] * 2],
                        current(), format="po")  # fmt: skip
    assert [step.action for step in steps] == [Action.FOREIGN, Action.UPDATE, Action.DOUBLE]


def test_a_translation_of_another_source_is_taken_as_fuzzy():
    step = planned(unit("Disken är tom.", Condition.FINAL, source="The disk is empty."), current())
    assert (step.action, step.state, step.outdated) == (Action.FUZZY, State.INITIAL, True)


def test_po_leaves_a_review_alone():
    now = current(state="reviewed")
    assert planned(unit("Disken är full.", Condition.TRANSLATED), now, "po").action == Action.UNCHANGED
    step = planned(unit("Disken är full.", Condition.DRAFT), now, "po")
    assert (step.action, step.notes) == (Action.UNCHANGED, ("review-not-expressed",))
    assert planned(unit("Disken är helt full.", Condition.TRANSLATED), now, "po").state == State.TRANSLATED


def test_xliff_raises_a_review_only_for_a_reviewer():
    step = planned(unit("Disken är full.", Condition.REVIEWED), current(state="initial"))
    assert (step.state, step.notes) == (State.TRANSLATED, ("review-not-allowed",))
    step = planned(unit("Disken är full.", Condition.REVIEWED), current(), may_review=True)
    assert (step.action, step.state) == (Action.UPDATE, State.REVIEWED)


def test_a_translator_cannot_lower_a_review_by_a_file():
    assert planned(unit("Disken är full.", Condition.TRANSLATED), current(state="final")).action == Action.UNCHANGED


def test_a_lost_placeholder_is_noted():
    now = current(source="Run `df`.", target="Kör `df`.")
    step = planned(ExchangeUnit("s-1", "Run `df`.", "Kör det.", Condition.TRANSLATED), now)
    assert step.notes == ("placeholder-lost",)


def test_an_empty_target_deletes_nothing():
    assert planned(unit("", Condition.EMPTY), current()).action == Action.EMPTY


# --- memory and glossary tables -------------------------------------------------------------------------------------

RECORDS = [
    Record(1, "The disk is full.", "Disken är full.", "human", "cause:disk"),
    Record(2, "=A1+B1", "@x", "mt", ""),
]
TERMS = [
    Term("extension", (Form("en", "extension"), Form("da", "filtypenavn", FormStatus.FORBIDDEN)), note="of a VM"),
    Term("azure", (Form("en", "Azure"),), untranslatable=True),
]


def test_memory_goes_out_and_in_as_tmx_and_csv():
    assert tmx.read(tmx.write(RECORDS, "en", "sv"), "en", "sv") == (
        RECORDS,
        [],
    )
    assert tables.read_memory(tables.write_memory(RECORDS))[0] == [
        Record(2, "The disk is full.", "Disken är full.", "human", "cause:disk"),
        Record(3, "=A1+B1", "@x", "mt", ""),
    ]


def test_a_spreadsheet_will_not_run_a_cell():
    assert b"\n'=A1+B1,'@x" in tables.write_memory(RECORDS)


def test_a_tmx_in_other_languages_warns():
    records, warnings = tmx.read(tmx.write(RECORDS, "en", "sv"), "en", "es")
    assert records == []
    assert [warning.kind for warning in warnings] == ["other-language"] * 2


def test_the_glossary_goes_out_and_in_as_csv():
    assert tables.read_glossary(tables.write_glossary(TERMS)) == (TERMS, [])


def test_rows_that_cannot_be_understood_are_skipped_with_a_warning():
    data = b"term,language,text,status\nx,xx,text,preferred\ny,sv,ord,odd\nz,sv,ord,\n"
    terms, warnings = tables.read_glossary(data)
    assert [term.id for term in terms] == ["z"]
    assert [warning.id for warning in warnings] == ["2", "3"]


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(ExchangeError, match="lacks the column"):
        tables.read_memory(b"a;b\n1;2\n")
