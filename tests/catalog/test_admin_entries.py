"""The admin of entries: what an editor can do, and what is refused with a sentence and nothing lost."""

from __future__ import annotations

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause, CauseSolution, Entry, EntryAlias, ErrorCause, ErrorCode, Guide
from tests.admin_forms import filled, refusals
from tests.catalogue import Harbour
from tests.factories import CauseFactory, ErrorFactory, ProductFactory


@pytest.fixture
def admin(ed, client: Client) -> Client:
    client.force_login(ed)
    return client


def _change(entry) -> str:
    return reverse(f"admin:catalog_{entry._meta.model_name}_change", args=[entry.pk])


@pytest.mark.parametrize("name", ["unreachable", "stopped", "restart", "guide"])
def test_an_entry_opens_with_its_texts(admin: Client, harbour: Harbour, name: str) -> None:
    entry = getattr(harbour, name)
    page = admin.get(_change(entry)).content.decode()
    for text in entry.translations.all():
        assert text.title in page


def test_saving_without_a_change_changes_nothing(admin: Client, harbour: Harbour) -> None:
    before = list(ErrorCause.objects.values_list("pk", "position", "cause__key"))
    form = filled(admin, _change(harbour.unreachable))
    assert admin.post(_change(harbour.unreachable), form).status_code == 302
    assert list(ErrorCause.objects.values_list("pk", "position", "cause__key")) == before
    assert set(harbour.unreachable.aliases.values_list("value", flat=True)) == {
        "AgentNotReachableV2",
        "agent_not_reachable",
    }


def test_a_new_entry_leads_on_to_its_text(admin: Client, db) -> None:
    add = reverse("admin:catalog_cause_add")
    response = admin.post(add, filled(admin, add) | {"key": "the-disk-is-full", "platforms": ["linux"]})
    cause = Cause.objects.get(key="the-disk-is-full")
    assert cause.platforms == ["linux"]
    assert response.url == f"{reverse('admin:catalog_translation_add')}?entry={cause.pk}&language=en"


def test_a_new_error_may_have_no_code(admin: Client, db) -> None:
    add = reverse("admin:catalog_errorcode_add")
    admin.post(add, filled(admin, add) | {"key": "it-just-stopped"})
    assert ErrorCode.objects.get(key="it-just-stopped").code == ""


def test_renaming_keeps_the_old_key_as_an_alias(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.clock)
    admin.post(url, filled(admin, url) | {"key": "the-clock-is-off"})
    assert Cause.objects.get(pk=harbour.clock.pk).key == "the-clock-is-off"
    assert EntryAlias.objects.get(value="the-clock-is-wrong").entry_id == harbour.clock.pk


def test_a_taken_key_is_refused_and_the_form_keeps_what_was_typed(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.clock)
    response = admin.post(url, filled(admin, url) | {"key": "agent-stopped", "platforms": ["macos"]})
    assert "already names the entry “the-agent-is-stopped”" in refusals(response)
    page = response.content.decode()
    assert 'value="agent-stopped"' in page
    assert response.context["adminform"].form.data.getlist("platforms") == ["macos"]
    assert Cause.objects.get(pk=harbour.clock.pk).platforms == []


def test_the_causes_of_an_error_are_ordered_by_position(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.unreachable)
    form = filled(admin, url)
    form |= {"cause_links-0-position": "3", "cause_links-1-position": "2", "cause_links-2-position": "1"}
    admin.post(url, form)
    links = ErrorCause.objects.filter(error=harbour.unreachable, is_current=True)
    assert [link.cause.key for link in links] == [harbour.clock.key, harbour.firewall.key, harbour.stopped.key]
    assert [link.position for link in links] == [1, 2, 3]


def test_a_cause_without_a_position_goes_to_the_end(admin: Client, harbour: Harbour) -> None:
    new, url = CauseFactory(), _change(harbour.timed_out)
    admin.post(url, filled(admin, url) | {"cause_links-2-cause": new.pk})
    links = ErrorCause.objects.filter(error=harbour.timed_out, is_current=True)
    assert [link.cause_id for link in links] == [harbour.clock.pk, harbour.stopped.pk, new.pk]


def test_a_link_is_removed_by_its_box(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.firewall)
    admin.post(url, filled(admin, url) | {"solution_links-0-DELETE": "on"})
    links = CauseSolution.objects.filter(cause=harbour.firewall, is_current=True)
    assert [link.solution_id for link in links] == [harbour.restart.pk]


def test_a_cause_listed_twice_is_refused(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.timed_out)
    response = admin.post(url, filled(admin, url) | {"cause_links-2-cause": harbour.clock.pk})
    assert "“the-clock-is-wrong” is listed twice." in refusals(response)


def test_an_alias_is_added_on_the_entry(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.clock)
    admin.post(url, filled(admin, url) | {"aliases-0-kind": "anchor", "aliases-0-value": "Cause_Clock"})
    assert EntryAlias.objects.get(value="Cause_Clock").entry_id == harbour.clock.pk


def test_an_alias_that_names_another_entry_is_refused(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.clock)
    taken = {"aliases-0-kind": "anchor", "aliases-0-value": "AGENT_stopped", "key": "the-clock-is-odd"}
    response = admin.post(url, filled(admin, url) | taken)
    assert "already names the entry “the-agent-is-stopped”" in refusals(response)
    assert Cause.objects.get(pk=harbour.clock.pk).key == "the-clock-is-wrong", (
        "the whole form is refused, not half of it"
    )


def test_an_alias_cannot_be_changed_or_removed(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.stopped)
    form = filled(admin, url)
    alias = harbour.stopped.aliases.first()
    form |= {"aliases-0-id": alias.pk, "aliases-0-value": "other", "aliases-0-DELETE": "on"}
    admin.post(url, form)
    assert harbour.stopped.aliases.filter(pk=alias.pk, value=alias.value).exists()
    assert admin.post(reverse("admin:catalog_entryalias_delete", args=[alias.pk])).status_code == 403


def test_a_renamed_code_needs_to_say_what_it_became(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.timed_out)
    response = admin.post(url, filled(admin, url) | {"lifecycle": "renamed"})
    assert "Say which error the code became." in refusals(response)
    assert "onstraint" not in refusals(response)


def test_a_circle_of_renames_is_refused_at_the_successor(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.timed_out)
    admin.post(url, filled(admin, url) | {"lifecycle": "renamed", "successor": harbour.unreachable.pk})
    assert ErrorCode.objects.get(pk=harbour.timed_out.pk).successor_id == harbour.unreachable.pk
    url = _change(harbour.unreachable)
    response = admin.post(url, filled(admin, url) | {"lifecycle": "merged", "successor": harbour.timed_out.pk})
    assert "circle" in str(response.context["adminform"].form.errors["successor"])


def test_a_code_of_five_hundred_characters_is_refused(admin: Client, db) -> None:
    add = reverse("admin:catalog_errorcode_add")
    response = admin.post(add, filled(admin, add) | {"key": "long", "code": "E" * 500})
    assert "200" in refusals(response)
    assert not ErrorCode.objects.exists()


def test_a_new_code_leaves_the_old_one_as_an_alias(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.unreachable)
    admin.post(url, filled(admin, url) | {"code": "AgentSilent"})
    assert EntryAlias.objects.get(kind="code", value="AgentNotReachable").entry_id == harbour.unreachable.pk


def test_withdrawing_and_showing_again(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.guide)
    admin.post(url, filled(admin, url) | {"withdrawn": "on"})
    assert Guide.objects.get(pk=harbour.guide.pk).withdrawn
    form = filled(admin, url)
    del form["withdrawn"]
    admin.post(url, form)
    assert not Guide.objects.get(pk=harbour.guide.pk).withdrawn


def test_a_product_can_be_taken_away(admin: Client, harbour: Harbour) -> None:
    url = _change(harbour.clock)
    admin.post(url, filled(admin, url) | {"product": ""})
    assert Cause.objects.get(pk=harbour.clock.pk).product is None


def test_deleting_a_linked_entry_lists_who_links_to_it(admin: Client, harbour: Harbour) -> None:
    url = reverse("admin:catalog_cause_delete", args=[harbour.stopped.pk])
    page = admin.get(url).content.decode()
    assert "when-a-backup-fails" in page
    assert 'type="submit"' not in page.split('id="content"')[1]
    admin.post(url, {"post": "yes"})
    assert Cause.objects.filter(pk=harbour.stopped.pk).exists()


def test_an_unlinked_entry_is_deleted(admin: Client, db) -> None:
    cause = CauseFactory()
    admin.post(reverse("admin:catalog_cause_delete", args=[cause.pk]), {"post": "yes"})
    assert not Cause.objects.filter(pk=cause.pk).exists()


def test_deleting_several_refuses_the_linked_ones(admin: Client, harbour: Harbour) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [harbour.stopped.pk, harbour.clock.pk], "post": "yes"}
    admin.post(reverse("admin:catalog_cause_changelist"), chosen)
    assert Cause.objects.count() == 3


def test_a_product_in_use_cannot_be_deleted(admin: Client, harbour: Harbour) -> None:
    admin.post(reverse("admin:catalog_product_delete", args=[harbour.product.pk]), {"post": "yes"})
    harbour.product.refresh_from_db()
    assert Entry.objects.filter(product=harbour.product).exists()


def test_every_change_is_in_the_history(admin: Client, ed, harbour: Harbour) -> None:
    url = _change(harbour.unreachable)
    admin.post(url, filled(admin, url) | {"key": "agent-silent", "cause_links-0-position": "9"})
    entry = LogEntry.objects.get(object_id=str(harbour.unreachable.pk))
    assert entry.user == ed
    assert "cause" in entry.get_change_message()


def test_entries_are_found_by_an_old_name(admin: Client, harbour: Harbour) -> None:
    found = admin.get(
        reverse("admin:autocomplete"),
        {"term": "Agent-Stopped-2016", "app_label": "catalog", "model_name": "errorcause", "field_name": "cause"},
    ).json()
    assert [row["text"] for row in found["results"]] == ["the-agent-is-stopped"]


def test_the_list_asks_a_fixed_number_of_questions(admin: Client, db, django_assert_max_num_queries) -> None:
    for _number in range(12):
        ErrorFactory(product=ProductFactory())
    with django_assert_max_num_queries(12):
        admin.get(reverse("admin:catalog_errorcode_changelist"))


def test_any_entry_opens_where_its_kind_is_changed(admin: Client, harbour: Harbour) -> None:
    response = admin.get(reverse("admin:catalog_entry_change", args=[harbour.clock.pk]))
    assert response.url == _change(harbour.clock)


def test_every_list_of_the_admin_opens_and_can_be_searched(admin: Client, harbour: Harbour) -> None:
    for model, options in site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert admin.get(reverse(f"{name}_changelist")).status_code == 200, name
        if options.search_fields:
            assert admin.get(reverse(f"{name}_changelist"), {"q": "agent"}).status_code == 200, name
        record = model._default_manager.first()
        if record is not None:
            assert admin.get(reverse(f"{name}_change", args=[record.pk])).status_code in {200, 302}, name


@pytest.mark.parametrize("model", ["translation", "guide", "errorcode", "cause", "solution", "product"])
@pytest.mark.parametrize(
    "asked", ["entry=x", "entry=99999999999999999999", "entry=%00", "product=x", "successor=x", "language=xx", "none=1"]
)
def test_an_address_that_proposes_nonsense_shows_the_form(
    admin: Client, harbour: Harbour, model: str, asked: str
) -> None:
    answer = admin.get(f"{reverse(f'admin:catalog_{model}_add')}?{asked}")
    assert answer.status_code == 200
    assert 'name="_save"' in answer.content.decode()
