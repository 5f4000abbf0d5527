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
    write,
)
from kb.l10n.exchange.inline import Placeholder, pieces
from kb.l10n.states import Condition

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
        (BOMB, "entities"),
        (EXTERNAL, "entities"),
        (BOMB.decode().encode("utf-16"), "entities|not well-formed"),
        (b"<xliff>\n<open", "not well-formed XML: see line 2\\.$"),
        (b"<html/>", "neither"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>', "which language"),
        (b'msgid "a\nmsgstr', "not a PO file: see line 2\\.$"),
        ("msgid \"a\"\nmsgstr \"ö\"".encode("latin-1"), "UTF-8"),
        (b"<" + b"a" * document.MAX_BYTES, "larger"),
        (b'msgid ""\nmsgstr ""\n' + b'"X-A: b\\n"\n' * 6_000, "more than 5000 lines"),
        (b"# word\n\n" * 6_000 + b'msgid "a"\nmsgstr "b"\n', "more than 5000 lines"),
    ],
    ids=["empty", "bomb", "external", "utf16", "torn", "html", "no-language", "bad-po", "latin", "huge",
         "long-text", "long-comment"],
)  # fmt: skip
def test_a_bad_file_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(ExchangeError, match=sentence) as caught:
        read(data)
    assert len(str(caught.value)) < 400


def test_a_file_that_only_names_another_reads_nothing_of_it(tmp_path):
    other = tmp_path / "other.po"
    other.write_bytes(write(DOCUMENT, "po"))
    for name in (str(other), f"{other}\n", "/etc/hostname"):
        with pytest.raises(ExchangeError):
            read(name.encode())


def test_units_without_an_id_or_too_long_are_skipped_with_a_warning():
    data = write(DOCUMENT, "xliff12").decode().replace('id="s-1"', 'id=""').replace("Disken är full.", "x")
    reading = read(data.replace("Töm", "T" * 30_000).encode())
    assert [(warning.kind, warning.id) for warning in reading.warnings] == [("no-id", ""), ("too-long", "s-5")]
    assert len(reading.document.units) == 4


def test_a_file_in_two_language_pairs_warns():
    data = write(DOCUMENT, "xliff12").decode().replace('target-language="sv"', 'target-language="da"', 1)
    assert [warning.kind for warning in read(data.encode()).warnings] == ["other-language"]
