"""Translations out to tools and back: the dry run, rights, reviews, and that half an import never stands."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from kb.catalog import services as catalog
from kb.catalog.models import Translation
from kb.l10n import exchange
from kb.l10n.errors import L10nError, NotAllowedError
from kb.l10n.models import Role, SegmentTranslation, SegmentVersion
from kb.l10n.services import exchanging
from kb.l10n.services.exchanging import apply_import, export_document, plan_file
from kb.l10n.services.repairing import undo_batch
from kb.l10n.states import Condition
from tests.sentence_pairs import BODY, disk_full


@pytest.fixture
def entry(db):
    return disk_full(origin="mt")


def exported(format="xliff21", **how):
    return exchange.write(export_document(language="sv", **how), format).decode()


def texts():
    return dict(SegmentTranslation.objects.values_list("segment__text", "text"))


@pytest.mark.parametrize("format", exchange.FORMATS)
def test_what_went_out_and_comes_back_changes_nothing(entry, format):
    plan = plan_file(data=exported(format).encode())
    assert plan.counts == {"unchanged": 4}
    assert apply_import(plan=plan).written == 0


@pytest.mark.parametrize("format", exchange.FORMATS)
def test_a_changed_translation_is_written_and_published(entry, format):
    data = exported(format).replace("Starta agenten.", "Starta om agenten.")
    plan = plan_file(data=data.encode())
    assert texts()["Start the agent."] == "Starta agenten."
    assert apply_import(plan=plan).written == 1
    assert "Starta om agenten." in Translation.objects.get(language="sv").plain
    assert SegmentVersion.objects.filter(step="imported", number=2).count() == 1


def test_an_export_can_be_of_an_entry_a_product_or_a_condition(entry, harbour):
    assert len(export_document(language="sv", entries=[entry]).units) == 4
    names = {one.name for one in export_document(language="sv", product="harbour-backup").entries}
    assert "cause:the-agent-is-stopped" in names
    assert "cause:disk-full" not in names
    machine = export_document(language="sv", conditions=[Condition.MACHINE])
    assert [one.name for one in machine.entries] == ["cause:disk-full"]
    with pytest.raises(L10nError):
        export_document(language="sv", entries=[])


def test_outdated_sentences_go_out_with_the_source_they_were_made_from(entry):
    catalog.publish_text(
        entry=entry, language="en", title="The disk is full", body=BODY.replace("Wait 5", "Please wait 5")
    )
    (unit,) = export_document(language="sv", conditions=[Condition.OUTDATED]).units
    assert (unit.source, unit.previous, unit.target) == (
        "Please wait 5 minutes.",
        "Wait 5 minutes.",
        "Vänta 5 minuter.",
    )


def test_a_file_made_before_the_source_changed_is_taken_as_fuzzy(entry):
    data = exported().replace("Wait 5 minutes.", "Wait for some time.").replace("Vänta 5 minuter.", "Vänta ett tag.")
    plan = plan_file(data=data.encode())
    assert plan.counts["fuzzy"] == 1
    apply_import(plan=plan)
    told = SegmentTranslation.objects.get(segment__text="Wait 5 minutes.")
    assert (told.text, told.state, told.outdated) == ("Vänta ett tag.", "initial", True)


def test_foreign_ids_are_named_and_left_out(entry):
    uid = export_document(language="sv").units[0].id
    plan = plan_file(data=exported().replace(uid, "nobody").encode())
    assert plan.counts["foreign"] == 1


def test_a_translator_of_another_language_may_not_import(entry, mads):
    Role.objects.create(user=mads, language="da", name="leader")
    with pytest.raises(NotAllowedError):
        plan_file(data=exported().encode(), user=mads)


def test_a_translators_file_raises_no_review_and_a_reviewers_does_unless_a_check_fails(entry, alva):
    role = Role.objects.create(user=alva, language="sv", name="translator")
    data = (
        exported().replace('state="initial" subState="kb:mt"', 'state="reviewed"').replace("Kör `df -h` nu.", "Kör nu.")
    )
    apply_import(plan=plan_file(data=data.encode(), user=alva), user=alva)
    assert set(SegmentTranslation.objects.values_list("state", flat=True)) == {"translated"}
    role.name = "reviewer"
    role.save()
    done = apply_import(plan=plan_file(data=data.encode(), user=alva), user=alva)
    assert done.held_up == 1
    states = dict(SegmentTranslation.objects.values_list("segment__text", "state"))
    assert states.pop("Run `df -h` now.") == "translated"
    assert set(states.values()) == {"reviewed"}


def test_a_sentence_saved_since_the_dry_run_is_left_alone(entry):
    plan = plan_file(data=exported().replace("Starta agenten.", "Starta om agenten.").encode())
    SegmentTranslation.objects.filter(segment__text="Start the agent.").update(text="Starta den.", version=2)
    assert apply_import(plan=plan).written == 0
    assert texts()["Start the agent."] == "Starta den."


def test_half_an_import_never_stands(entry, monkeypatch):
    plan = plan_file(data=exported().replace("Vänta", "Vila").replace("Starta", "Kör").encode())

    def break_down(**_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(exchanging, "publish_entry", break_down)
    with pytest.raises(KeyboardInterrupt):
        apply_import(plan=plan)
    assert texts()["Start the agent."] == "Starta agenten."
    assert set(SegmentVersion.objects.values_list("number", flat=True)) == {1}


def test_an_import_can_be_taken_back(entry):
    done = apply_import(plan=plan_file(data=exported().replace("Vänta", "Vila").encode()))
    undo_batch(batch=done.batch, user=None)
    assert texts()["Wait 5 minutes."] == "Vänta 5 minuter."


def test_a_file_of_a_language_that_is_not_ours_is_refused(entry):
    with pytest.raises(exchange.ExchangeError, match="not done here"):
        plan_file(data=exported().replace('trgLang="sv"', 'trgLang="fi"').encode())


# --- the commands -----------------------------------------------------------------------------------------------------


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_export_and_import_by_command(entry, tmp_path):
    path = tmp_path / "sv.xliff"
    run("export_translations", "--language=sv", "--format=xliff12", f"--output={path}", "--inline")
    path.write_text(path.read_text().replace("Vänta", "Vila"))
    dry = json.loads(run("import_translations", str(path), "--dry-run", "--json"))
    assert dry["totals"] == {"unchanged": 3, "fuzzy": 1}
    assert texts()["Wait 5 minutes."] == "Vänta 5 minuter."
    assert "1 sentences written." in run("import_translations", str(path))
    assert texts()["Wait 5 minutes."] == "Vila 5 minuter."


def test_export_prints_where_no_file_is_named(entry):
    assert run("export_translations", "--language=sv", "--format=po", "--entry=disk-full").count("msgctxt") == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export_translations", "--language=sv", "--format=po", "--inline"), "no inline"),
        (("export_translations", "--language=sv", "--format=po", "--entry=nothing"), "no entry nothing"),
        (("import_translations", "/nowhere.po"), "cannot be read"),
        (("import_translations", __file__), "not a PO file"),
        (("import_translations", __file__, "--user=nobody"), "no person"),
    ],
)
def test_a_command_fails_with_one_sentence(entry, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
