"""Documents in four languages for the tests of search, in our own words."""

from __future__ import annotations

from kb.search.documents import Document, Text


def _document(number: int, kind: str, key: str, texts: dict[str, tuple[str, str]], **more: object) -> Document:
    written = tuple(Text(language, title, body) for language, (title, body) in texts.items())
    return Document(number, kind, key, written, source_path=f"{key}.md", **more)  # type: ignore[arg-type]


DOCUMENTS = [
    _document(
        1,
        "guide",
        "reset-your-password",
        {
            "en": ("Reset your password", "Choose a new password on the sign-in page. Then sign in with the new one."),
            "sv": ("Återställa ditt lösenord", "Välj ett nytt lösenord på inloggningssidan. Logga sedan in med det."),
            "da": ("Nulstil din adgangskode", "Vælg en ny adgangskode på loginsiden. Log derefter på med den nye."),
            "es": ("Restablecer la contraseña", "Elija una contraseña nueva en la página de inicio de sesión."),
        },
        product="harbour",
    ),
    _document(
        2,
        "error",
        "agent-not-reachable",
        {
            "en": ("The agent does not answer", "No backup starts until the agent answers again."),
            "sv": ("Agenten svarar inte", "Ingen säkerhetskopiering startar förrän agenten svarar igen."),
            "da": ("Agenten svarer ikke", "Ingen sikkerhedskopiering starter, før agenten svarer igen."),
            "es": ("El agente no responde", "No se inicia ninguna copia de seguridad hasta que el agente responda."),
        },
        code="UserErrorAgentNotReachable",
        aliases=("AgentSilent",),
        product="harbour",
        platforms=("windows",),
        lifecycle="active",
    ),
    _document(
        3,
        "error",
        "access-denied",
        {
            "en": ("Access to the vault was denied", "The vault refuses the key. Ask for a new key."),
            "sv": ("Åtkomsten till valvet nekades", "Valvet godtar inte nyckeln. Be om en ny nyckel."),
        },
        code="0x80070005",
        product="vault",
        lifecycle="active",
    ),
    _document(
        4,
        "error",
        "undeclared-name",
        {
            "en": ("'identifier' : undeclared name", "The compiler does not know the name. See also H2066."),
            "es": ("'identificador' : nombre no declarado", "El compilador no conoce el nombre."),
        },
        code="H2065",
        product="compiler",
    ),
    _document(
        5,
        "error",
        "stray-character",
        {"en": ("stray 'character' in program", "Remove the character that does not belong in the program.")},
        code="H2066",
        product="compiler",
    ),
    _document(
        6,
        "cause",
        "the-clock-is-wrong",
        {
            "en": ("The clock is wrong", "When the clock is ten minutes late the snapshot fails."),
            "sv": ("Klockan går fel", "När klockan går tio minuter efter misslyckas ögonblicksbilden."),
            "da": ("Uret går forkert", "Når uret går ti minutter bagud, mislykkes øjebliksbilledet."),
            "es": ("El reloj está mal", "Si el reloj va diez minutos atrasado, la instantánea falla."),
        },
        platforms=("linux",),
    ),
    _document(
        7,
        "solution",
        "share-the-calendar",
        {
            "en": ("Share a calendar with your team", "Open the calendar settings and choose who may see it."),
            "sv": ("Dela en kalender med ditt team", "Öppna kalenderinställningarna och välj vem som får se den."),
            "da": ("Del en kalender med dit team", "Åbn kalenderindstillingerne, og vælg, hvem der må se den."),
            "es": (
                "Compartir un calendario con su equipo",
                "Abra la configuración del calendario y elija quién lo ve.",
            ),
        },
        product="harbour",
    ),
    _document(
        8,
        "guide",
        "when-a-mailbox-is-full",
        {
            "en": (
                "When a mailbox is full",
                'Senders see "Your message could not be delivered because the mailbox is full". Empty the trash.',
            ),
            "sv": (
                "När en postlåda är full",
                "Avsändare ser ”Meddelandet kunde inte levereras eftersom postlådan är full”. Töm borttaget.",
            ),
            "da": (
                "Når en postkasse er fuld",
                "Afsendere ser ”Meddelelsen kunne ikke leveres, fordi postkassen er fuld”. Tøm slettet post.",
            ),
            "es": (
                "Cuando un buzón está lleno",
                "Los remitentes ven «No se pudo entregar el mensaje porque el buzón está lleno». Vacíe los eliminados.",
            ),
        },
    ),
    _document(
        9,
        "guide",
        "delete-a-mailbox",
        {
            "en": ("Delete a mailbox", "A deleted mailbox can be restored for thirty days with Restore-Mailbox."),
            "sv": ("Ta bort en postlåda", "En borttagen postlåda kan återställas i trettio dagar."),
            "da": ("Slet en postkasse", "En slettet postkasse kan gendannes i tredive dage."),
            "es": ("Eliminar un buzón", "Un buzón eliminado se puede restaurar durante treinta días."),
        },
    ),
    _document(
        10,
        "guide",
        "invoices",
        {
            "en": ("Find your billing statement", "The billing statement is sent on the first day of the month."),
            "sv": ("Hitta ditt faktureringsutdrag", "Faktureringsutdraget skickas den första dagen i månaden."),
            "da": ("Find din faktureringsoversigt", "Faktureringsoversigten sendes den første dag i måneden."),
            "es": ("Buscar su extracto de facturación", "El extracto se envía el primer día del mes."),
        },
    ),
    _document(
        11,
        "guide",
        "only-in-danish",
        {"da": ("Brug fjernskrivebordet hjemmefra", "Åbn fjernskrivebordet, og skriv navnet på maskinen.")},
    ),
    _document(
        12,
        "solution",
        "power-bi",
        {
            "en": ("Give users access to Power BI", "Choose the users and give them a licence for Power BI."),
            "sv": ("Ge användare åtkomst till Power BI", "Välj användarna och ge dem en licens för Power BI."),
        },
    ),
    _document(
        13,
        "guide",
        "compiler-messages",
        {
            "en": ("Compiler messages H2065 to H2066", "Every message of this group is about a name or a character."),
            "sv": ("Läs kompilatorns meddelanden", "Läs dem i den ordning de kom."),
        },
    ),
    _document(
        14,
        "cause",
        "a-lock-is-set",
        {"sv": ("Ett lås sitter på gruppen", "Ingenting kan raderas förrän låset är borta.")},
    ),
]
