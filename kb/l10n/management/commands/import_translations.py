from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from kb.l10n.errors import L10nError
from kb.l10n.exchange import ExchangeError
from kb.l10n.exchange.plan import Action
from kb.l10n.management.files import read_file
from kb.l10n.services.exchanging import ImportPlan, apply_import, plan_file

_MEANINGS = {
    Action.UPDATE: "to be written",
    Action.FUZZY: "to be written as drafts",
    Action.UNCHANGED: "as they are",
    Action.EMPTY: "without a translation",
    Action.FOREIGN: "whose id is not known here",
    Action.DOUBLE: "that stand twice in the file",
}


class Command(BaseCommand):
    help = "Take translations back from a file that a translation tool wrote: XLIFF 1.2, XLIFF 2 or PO."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--user", metavar="NAME", help="with this person's name and rights, not the operator's")
        parser.add_argument("--json", action="store_true", help="print what is done with each sentence as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user = None
        if options["user"]:
            user = get_user_model().objects.filter(username=options["user"]).first()
            if user is None:
                raise CommandError(f"There is no person named {options['user']}.")
        try:
            plan = plan_file(data=read_file(options["file"]), user=user)
            imported = None if options["dry_run"] else apply_import(plan=plan, user=user)
        except (ExchangeError, L10nError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_report(plan), ensure_ascii=False, indent=1))
            return
        for warning in plan.reading.warnings:
            self.stdout.write(f"{warning.kind} {warning.id} {warning.detail}".rstrip())
        for step in plan.steps:
            if step.notes or step.action in {Action.FOREIGN, Action.DOUBLE}:
                self.stdout.write(f"{step.id} {step.action.value} {', '.join(step.notes)}".rstrip())
        for action, meaning in _MEANINGS.items():
            if plan.counts[action.value]:
                self.stdout.write(f"{plan.counts[action.value]} sentences {meaning}.")
        if imported is not None:
            self.stdout.write(f"{imported.written} sentences written.")
            if imported.held_up:
                self.stdout.write(f"{imported.held_up} are not marked as reviewed: a check fails.")


def _report(plan: ImportPlan) -> dict[str, object]:
    return {
        "format": plan.reading.format,
        "language": plan.language,
        "totals": dict(sorted(plan.counts.items())),
        "sentences": [
            {"id": step.id, "action": step.action.value, "state": step.state.value, "notes": list(step.notes)}
            for step in plan.steps
        ],
        "warnings": [
            {"kind": warning.kind, "id": warning.id, "detail": warning.detail} for warning in plan.reading.warnings
        ],
    }
