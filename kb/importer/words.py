"""The words by which documents name their parts, in four languages: the one place that knows them.

Headings are classified by the English name in their anchor first, by these words second: Swedish says "Lösning" for
solution, resolution and workaround alike, and Danish has "Opløsning", a mistranslation of resolution.
"""

from __future__ import annotations

import re

CONTAINER = "container"
CAUSE = "cause"
SOLUTION = "solution"
SYMPTOM = "symptom"
MESSAGE = "message"
DETAILS = "details"
CODE = "code"
STEPS = "steps"

_WORDS: dict[str, tuple[str, ...]] = {
    CONTAINER: (
        "causes? and (?:solutions?|resolutions?)",
        "orsaker och lösningar",
        "causas y soluciones",
        "årsager og løsninger",
    ),
    CAUSE: (
        "(?:common |possible |probable |likely |root )?(?:causes?|reasons?)",
        "(?:vanliga |möjliga? |troliga? )?(?:orsak(?:er)?|orsaken|rotorsak(?:en)?|anledning)",
        "(?:posibles? )?(?:causas?|motivos?|razón)(?: posibles?| probables?| comunes)?",
        "(?:almindelige |mulige? |sandsynlige? )?årsag(?:er|en)?",
    ),
    SOLUTION: (
        "(?:possible |recommended |suggested )?(?:solutions?|resolutions?|resolution steps|workarounds?|mitigations?"
        "|remediations?|fix(?:es)?|corrective actions?|actions?)",
        "(?:möjlig |rekommenderad |föreslagen )?(?:lösning(?:ar|en)?|lösningssteg|korrigering(?:ar)?|åtgärd(?:er)?"
        "|reparation|minskning|avhjälpning)",
        "(?:posible )?(?:soluci[óo]n(?:es)?|resoluci[óo]n(?:es)?|correcci[óo]n(?:es)?|mitigaci[óo]n(?:es)?"
        "|pasos de (?:la )?(?:resolución|solución)|solución alternativa"
        "|acci[óo]n(?:es)?(?: recomendadas?| sugeridas?)?)",
        "(?:mulig |anbefalet |foreslået )?(?:løsning(?:er|en)?|opløsning(?:er)?|opløsningstrin|afhjælpning(?:er)?"
        "|handling(?:er)?|rettelse(?:r)?|afværgelse)",
    ),
    SYMPTOM: (
        "symptoms?|problems?|issues?|problem description",
        "symptom(?:en)?|symtom(?:en)?|problem(?:et)?|fel",
        "síntomas?|problemas?",
        "symptom(?:er)?|problem(?:er|et)?",
    ),
    MESSAGE: (
        "error messages?",
        "(?:ett )?fel ?meddelande(?:n)?(?: visas)?|felmeddelandet",
        "mensajes? de error",
        "fejlmeddelelser?|fejl ?meddelelse",
    ),
    DETAILS: (
        "(?:detailed )?descriptions?|details|scenario",
        "(?:detaljerad )?beskrivning(?:ar)?|information",
        "descripci[óo]n(?: detallada)?|detalles",
        "(?:detaljeret )?beskrivelse|detaljer",
    ),
    CODE: (
        "(?:sign-in )?error codes?|codes?|id|error ids?",
        "fel ?kod(?:er)?(?: för inloggning)?",
        "códigos? de error(?: de inicio de sesión)?",
        "fejl ?kode(?:r)?(?: for login)?",
    ),
    STEPS: ("steps?", "steg", "pasos?", "trin"),
}


def _whole(role: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:\d+[.)]?\s*)?(?:{'|'.join(_WORDS[role])})(?:\s*(\d+))?\s*[:.]?$", re.I)


_BY_ROLE = {role: _whole(role) for role in (CONTAINER, CAUSE, SOLUTION, MESSAGE, CODE, STEPS, SYMPTOM, DETAILS)}

_CAUSE_LIKE = r"(?:possible |probable )?(?:cause|reason)|(?:möjlig )?orsak|causa|motivo|årsag"
_STEP_LIKE = r"step|steg|paso|trin"
NUMBERED_CAUSE = re.compile(rf"^(?:{_CAUSE_LIKE})\s*(\d+)\s*[:.–—-]\s*(.*)$", re.I | re.S)
NUMBERED_STEP = re.compile(rf"^(?:{_STEP_LIKE})\s*(\d+)\s*[:.–—-]\s*(.*)$", re.I | re.S)
CODE_LINE = re.compile(
    r"^(?:error ?code|fel ?kod|código(?: de)? error|fejl ?kode)\s*:\s*(.*)$",
    re.I,
)
MESSAGE_LINE = re.compile(
    r"^(?:error ?message|fel ?meddelande|mensaje(?: de)? error|fejl ?meddelelse)\s*:\s*(.*)$",
    re.I,
)
FENCED_CODE_LINE = re.compile(r"^\s*\"?(?:error ?)?code\"?\s*[:=]\s*\"?([\w.-]+)\"?,?\s*$", re.I)
FENCED_MESSAGE_LINE = re.compile(r"^\s*\"?(?:error ?)?message\"?\s*[:=]\s*\"?(.+?)\"?,?\s*$", re.I)
ERROR_WORD = re.compile(
    r"\b(?:errors?|error code|ndr|warnings?|exceptions?|fel|felet|felen|felkod(?:en)?|felmeddelande|varning(?:ar)?"
    r"|fejl|fejlen|fejlkode(?:n)?|fejlmeddelelse|advarsel|código|códigos|errores|advertencia|excepción)\b",
    re.I,
)
ERROR_PART = re.compile(
    r"error|exception|fail|invalid|notfound|notsupported|unsupported|unavailable|notavailable|unable|denied|exceed|missing"
    r"|timeout|timedout|conflict|limit|mismatch|notallowed|notreachable|unreachable|unauthorized|forbidden|expired"
    r"|duplicate|busy|lost|canceled|cancelled|mustbe|required|notactive|notpresent|inprogress|altered|retry|nullorempty",
    re.I,
)
RANGE_WORD = re.compile(r"\b(?:through|thru|to|hasta|a|al|till|til)\b", re.I)


def role_of(words: str) -> tuple[str, int | None] | None:
    """The part that a heading, a bold label or a table's column names, with its number if it has one; else None."""
    plain = " ".join(words.split()).strip(" *_:")
    if not plain or len(plain) > 60:
        return None
    for role, pattern in _BY_ROLE.items():
        match = pattern.match(plain)
        if match:
            return role, int(match[1]) if match[1] else None
    return None
