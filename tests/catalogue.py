"""A small catalogue of a made-up product, in our own words: three errors, three causes, three solutions, one guide.

`unreachable` is told in four languages, `timed_out` in English and Swedish, `silent` (no code) in English alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.catalog.models import Cause, ErrorCode, Guide, Product, Solution
from tests.factories import CauseFactory, ErrorFactory, GuideFactory, ProductFactory, SolutionFactory

_COMMAND = "\n   ```sh\n   harbour restart\n   ```\n"


@dataclass(frozen=True, slots=True)
class Harbour:
    product: Product
    unreachable: ErrorCode
    timed_out: ErrorCode
    silent: ErrorCode
    stopped: Cause
    firewall: Cause
    clock: Cause
    restart: Solution
    open_port: Solution
    set_clock: Solution
    guide: Guide


def build_harbour() -> Harbour:
    """Write the catalogue and return its records by name."""
    product = ProductFactory()
    common = {"product": product, "text": {"date": dt.date(2026, 5, 4), "state": "final"}}
    restart = SolutionFactory(
        key="restart-the-agent",
        texts={
            "en": (
                "Restart the agent",
                f"1. Sign in to the machine.\n2. Run the command:\n{_COMMAND}",
            ),
            "sv": (
                "Starta om agenten",
                f"1. Logga in på datorn.\n2. Kör kommandot:\n{_COMMAND}",
            ),
            "es": ("Reiniciar el agente", "1. Inicie sesión en el equipo.\n2. Ejecute `harbour restart`.\n"),
            "da": ("Genstart agenten", "1. Log på maskinen.\n2. Kør `harbour restart`.\n"),
        },
        **common,
    )
    open_port = SolutionFactory(
        key="open-port-4711",
        platforms=["linux"],
        texts={
            "en": ("Open port 4711", "1. Open the port.\n2. Then [restart the agent](solution:restart-the-agent).\n"),
            "sv": ("Öppna port 4711", "1. Öppna porten.\n2. [Starta om agenten](solution:restart-the-agent).\n"),
        },
        **common,
    )
    set_clock = SolutionFactory(key="set-the-clock", texts={"en": ("Set the clock", "1. Set the clock.\n")}, **common)
    stopped = CauseFactory(
        key="the-agent-is-stopped",
        anchors=["agent_stopped", "Agent-Stopped-2016"],
        platforms=["windows"],
        solutions=[restart],
        texts={
            "en": ("The agent is stopped", "Somebody stopped it, or it *crashed*."),
            "sv": ("Agenten är stoppad", "Någon stoppade den, eller så *kraschade* den."),
            "es": ("El agente está detenido", "Alguien lo detuvo."),
            "da": ("Agenten er stoppet", "Nogen stoppede den."),
        },
        **common,
    )
    firewall = CauseFactory(
        key="a-firewall-blocks-port-4711",
        solutions=[open_port, restart],
        texts={
            "en": (
                "A firewall blocks port 4711",
                "## How to tell\n\nSee [the agent](cause:the-agent-is-stopped).",
            ),
            "sv": ("En brandvägg spärrar port 4711", "Se även [den stoppade agenten](cause:the-agent-is-stopped)."),
        },
        **common,
    )
    clock = CauseFactory(
        key="the-clock-is-wrong", solutions=[set_clock], texts={"en": ("The clock is wrong", "It is late.")}, **common
    )
    timed_out = ErrorFactory(
        code="SnapshotTimedOut",
        causes=[clock, stopped],
        texts={
            "en": ("The snapshot took too long", "The job gives up after an hour."),
            "sv": ("Ögonblicksbilden tog för lång tid", "Jobbet ger upp efter en timme."),
        },
        **common,
    )
    unreachable = ErrorFactory(
        code="AgentNotReachable",
        code_aliases=["AgentNotReachableV2"],
        anchors=["agent_not_reachable"],
        causes=[stopped, firewall, clock],
        errors=[timed_out],
        texts={
            "en": ("The agent does not answer", "No backup starts until it does."),
            "sv": ("Agenten svarar inte", "Ingen säkerhetskopiering startar."),
            "es": ("El agente no responde", "No se inicia ninguna copia."),
            "da": ("Agenten svarer ikke", "Ingen sikkerhedskopiering starter."),
        },
        **common,
    )
    silent = ErrorFactory(
        key="the-job-ended-without-a-word",
        code="",
        solutions=[set_clock],
        texts={"en": ("The job ended without a word", "The log is empty.")},
        **common,
    )
    guide = GuideFactory(
        key="when-a-backup-fails",
        causes=[stopped, firewall],
        errors=[unreachable, timed_out],
        texts={
            "en": ("When a backup fails", "Begin with [the agent](cause:the-agent-is-stopped)."),
            "sv": ("När en säkerhetskopiering misslyckas", "Börja med [agenten](cause:the-agent-is-stopped)."),
        },
        **common,
    )
    return Harbour(
        product, unreachable, timed_out, silent, stopped, firewall, clock, restart, open_port, set_clock, guide
    )
