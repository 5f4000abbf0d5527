"""Engines: what they fill in, what is refused, and that a person's text is never touched."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command

from kb.catalog.models import Translation
from kb.l10n.engines import EngineError, LibreTranslateEngine, PrefillEngine
from kb.l10n.glossary import Form, Glossary, Term
from kb.l10n.memory import MemoryIndex, Record
from kb.l10n.models import Role, SegmentTranslation, SegmentVersion
from kb.l10n.services.assembly import publish_entry
from kb.l10n.services.machine import fill_by_machine
from kb.l10n.services.repairing import undo_batch
from tests.sentence_pairs import disk_full

MEMORY = MemoryIndex(
    [
        Record(1, "Restart the agent.", "Starta om agenten.", "mt"),
        Record(2, "Restart the agent.", "Starta om agenten nu.", "human"),
        Record(3, "Wait 5 minutes and run `df -h` again.", "Vänta 5 minuter och kör `df -h` igen."),
    ]
)
GLOSSARY = Glossary([Term("solution", (Form("en", "solution"), Form("sv", "lösning")))])


def prefill(text):
    engine = PrefillEngine(MEMORY, GLOSSARY)
    return engine.translate([text], source_language="en", target_language="sv")[0]


def test_the_same_wording_is_taken_over_a_persons_first():
    assert prefill("Restart the agent.") == "Starta om agenten nu."


def test_numbers_and_placeholders_are_put_in():
    assert prefill("Wait 10 minutes and run `df -k` again.") == "Vänta 10 minuter och kör `df -k` igen."


def test_what_is_merely_similar_is_not_taken():
    assert prefill("Restart the agents.") is None


def test_a_sentence_that_is_one_term_is_the_term():
    assert prefill("Solution") == "Lösning"
    assert prefill("The solution is near.") is None


# --- the HTTP engine -------------------------------------------------------------------------------------------------


class StandIn(BaseHTTPRequestHandler):
    """Speaks LibreTranslate's API: shouts what it gets, tags apart. Words choose a misbehaviour."""

    asked: list = []

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        StandIn.asked.append((self.path, request))
        if request.get("api_key") == "wrong":
            return self._answer(403, {"error": "Invalid API key"})
        texts = request["q"]
        if any("break" in text for text in texts):
            return self._answer(200, {"nonsense": True})
        if any("lose" in text for text in texts):
            texts = ["lost"] * len(texts)
        return self._answer(200, {"translatedText": [text.replace("Stop", "Stanna") for text in texts]})

    def _answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def address():
    server = HTTPServer(("127.0.0.1", 0), StandIn)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    StandIn.asked = []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(address, *texts, **how):
    return LibreTranslateEngine(address, **how).translate(texts, source_language="en", target_language="sv")


def test_placeholders_come_through_and_markup_is_escaped(address):
    assert ask(address, "Stop `a <b>` & see [it](cause:disk).") == ["Stanna `a <b>` & see [it](cause:disk)."]
    path, request = StandIn.asked[0]
    assert (path, request["source"], request["target"], request["format"]) == ("/translate", "en", "sv", "html")
    assert "&lt;b&gt;" in request["q"][0]


def test_many_sentences_go_in_batches(address):
    assert len(ask(address, *["Stop."] * 60)) == 60
    assert [len(request["q"]) for _path, request in StandIn.asked] == [25, 25, 10]


def test_an_answer_that_lost_a_placeholder_counts_as_none(address):
    assert ask(address, "Please lose `this`.") == [None]


def test_an_engine_that_refuses_or_talks_nonsense_is_named(address):
    with pytest.raises(EngineError, match="Invalid API key"):
        ask(address, "Stop.", key="wrong")
    with pytest.raises(EngineError, match="no translation"):
        ask(address, "Please break.")
    with pytest.raises(EngineError, match="does not answer"):
        ask("http://127.0.0.1:9", "Stop.", seconds=1.0)
    with pytest.raises(EngineError, match="http"):
        ask("file:///etc/passwd", "Stop.")


# --- filling entries -------------------------------------------------------------------------------------------------


class Says:
    """An engine for tests: a dictionary."""

    name, origin = "says", "mt"

    def __init__(self, **known):
        self.known = {"Start the agent.": "Starta agenten.", "Wait 5 minutes.": "Vänta 6 minuter."} | known

    def translate(self, texts, *, source_language, target_language):
        return [self.known.get(text) for text in texts]


@pytest.fixture
def entry(db):
    entry = disk_full()
    SegmentTranslation.objects.filter(segment__text__in=["Start the agent.", "Wait 5 minutes."]).delete()
    SegmentVersion.objects.filter(segment__text__in=["Start the agent.", "Wait 5 minutes."]).delete()
    publish_entry(entry=entry, language="sv")
    return entry


def test_empty_sentences_become_drafts_unless_a_check_fails(entry):
    done = fill_by_machine(entry=entry, language="sv", engine=Says(), user=None)
    assert (done.filled, done.without, done.rejected) == (1, 0, 1)
    told = SegmentTranslation.objects.get(segment__text="Start the agent.")
    assert (told.text, told.state, told.origin) == ("Starta agenten.", "initial", "mt")
    assert not SegmentTranslation.objects.filter(segment__text="Wait 5 minutes.").exists()


def test_what_a_person_wrote_is_not_replaced(entry):
    SegmentTranslation.objects.update(origin="human", outdated=True, state="initial")
    engine = Says(**{"The disk is full": "Skivan är full"})
    fill_by_machine(entry=entry, language="sv", engine=engine, user=None)
    assert SegmentTranslation.objects.get(segment__text="The disk is full").text == "Disken är full"


def test_machine_text_that_the_source_left_behind_is_made_anew(entry):
    SegmentTranslation.objects.update(origin="mt", outdated=True, state="initial")
    engine = Says(**{"The disk is full": "Skivan är full"})
    fill_by_machine(entry=entry, language="sv", engine=engine, user=None)
    told = SegmentTranslation.objects.get(segment__text="The disk is full")
    assert (told.text, told.outdated) == ("Skivan är full", False)


def test_filling_takes_a_role_and_can_be_taken_back(entry, mads, alva):
    Role.objects.create(user=alva, language="sv", name="translator")
    with pytest.raises(Exception, match="no role"):
        fill_by_machine(entry=entry, language="sv", engine=Says(), user=mads)
    done = fill_by_machine(entry=entry, language="sv", engine=Says(), user=alva)
    undo_batch(batch=done.batch, user=alva)
    assert SegmentTranslation.objects.get(segment__text="Start the agent.").text == ""


def test_fill_translations_by_command(entry, capsys):
    call_command("fill_translations", "--language=sv")
    assert "2 sentences filled" in capsys.readouterr().out
    assert set(SegmentTranslation.objects.filter(origin="tm").values_list("text", flat=True)) == {
        "Starta agenten.",
        "Vänta 5 minuter.",
    }
    assert Translation.objects.get(entry=entry, language="sv").aligned
