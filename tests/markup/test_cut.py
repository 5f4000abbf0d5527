"""Texts cut into units and sentences."""

from __future__ import annotations

import pytest

from kb.markup import assemble, cut, cut_title
from kb.markup.technical import find_technical


def _sentences(text: str, language: str = "sv") -> list[str]:
    return [sentence.text for unit in cut(text, language) for sentence in unit.sentences]


def test_a_guide_is_cut_into_its_units(guide: str) -> None:
    units = cut(guide, "sv")
    assert assemble(units) == guide
    assert [(unit.kind, [one.flat for one in unit.sentences]) for unit in units] == [
        ("heading", ["Säkerhetskopian misslyckas"]),
        (
            "paragraph",
            [
                "Säkerhetskopian stannar på 0 %.",
                "Felet är `UserErrorGuestAgentStatusUnavailable`, t.ex. efter en omstart kl. 12.",
                "Öppna **services.msc** och starta om tjänsten.",
                "Läs mer i [agenten svarar inte](cause:agent-silent).",
            ],
        ),
        ("alert", ["Ta inte bort låset.", "Spara först en kopia."]),
        ("list_item", ["Kör kommandot:"]),
        ("list_item", ["Vänta i 5 min.", "(Se även loggen.)", "Försök sedan igen."]),
        ("list_item", ["Under Windows: `C:\\WindowsAzure\\Logs`"]),
        ("list_item", ["Under Linux: /var/log/waagent.log.", "Läs sista raden."]),
        ("cell", ["Kod"]),
        ("cell", ["Vad du gör"]),
        ("cell", ["Ge kontot rätt.", "Starta om.", "Vänta."]),
        ("cell", ["Kontakta supporten"]),
        ("paragraph", ["Hela meddelandet står i loggen", "på två rader."]),
        ("rest", []),
    ]


def test_everything_that_is_no_sentence_is_lead(guide: str) -> None:
    units = cut(guide, "sv")
    assert units[0].lead == "# "
    assert units[1].lead == " {#backup-fails}\n\n"
    assert units[2].lead == "\n\n> [!WARNING]\n> "
    assert units[4].lead == "\n\n   ```powershell\n   Get-Service WindowsAzureGuestAgent. Stop\n   ```\n\n2. "
    assert units[9].lead == " |\n|:----|-----------:|\n| `0x80070005` | "
    assert units[-2].lead == " |\n\n<details><summary>Mer</summary>\n\n"
    assert units[-1].lead == "\n\n</details>\n"


def test_a_unit_knows_its_line(guide: str) -> None:
    lines = guide.splitlines()
    for unit in cut(guide, "sv"):
        if unit.sentences:
            assert unit.sentences[0].text.split("\n")[0] in lines[unit.line]


def test_placeholders_are_what_nobody_translates(guide: str) -> None:
    found = [sentence.placeholders for unit in cut(guide, "sv") for sentence in unit.sentences]
    assert [one for one in found if one] == [
        ("`UserErrorGuestAgentStatusUnavailable`",),
        ("services.msc",),
        ("cause:agent-silent",),
        ("`C:\\WindowsAzure\\Logs`",),
        ("/var/log/waagent.log",),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ett. **Två. Tre.** Fyra.", ["Ett.", "**Två. Tre.**", "Fyra."]),
        ("Ett. **Två** tre. *Fyra.* Fem.", ["Ett.", "**Två** tre.", "*Fyra.*", "Fem."]),
        ("Se [ett. Två](cause:x). [Tre](cause:y) fyra.", ["Se [ett. Två](cause:x).", "[Tre](cause:y) fyra."]),
        ("Kör `a. B`. `C` körs.", ["Kör `a. B`.", "`C` körs."]),
        ("Se <kbd>Ett. Två</kbd>. <b>Tre</b> fyra.", ["Se <kbd>Ett. Två</kbd>.", "<b>Tre</b> fyra."]),
        ("Ett<br>två<br/><br>Tre", ["Ett", "två", "Tre"]),
        ("Ett **två<br>tre** fyra", ["Ett **två<br>tre** fyra"]),
        ("Ett  \ntvå\\\ntre", ["Ett", "två", "tre"]),
        ("Se https://example.com/a.B?c. Klart.", ["Se https://example.com/a.B?c.", "Klart."]),
        ("Se <https://example.com/>. Klart.", ["Se <https://example.com/>.", "Klart."]),
        ("Ett\\. Två \\*tre\\*. Fyra.", ["Ett\\.", "Två \\*tre\\*.", "Fyra."]),
        ("![En bild. Två.](a.png) Text här.", ["![En bild. Två.](a.png) Text här."]),
        ('# <a name="x"></a>Titel {#y} #', ["Titel"]),
        ("Titel. Två\n======\n", ["Titel.", "Två"]),
        ("> Ett\n> två. Tre\nfyra", ["Ett\n> två.", "Tre\nfyra"]),
        ("`kod`\n\n0x80070005\n\n---\n\n[`X1`](error:X1)", []),
        ("| Ett. Två \\| tre | 4 |\n|---|---|", ["Ett.", "Två \\| tre"]),
    ],
)
def test_inline_markup_is_never_cut(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences
    assert assemble(cut(text, "sv")) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_kept(guide: str, end: str) -> None:
    foreign = guide.replace("\n", end)
    assert assemble(cut(foreign, "sv")) == foreign
    assert [len(unit.sentences) for unit in cut(foreign, "sv")] == [len(unit.sentences) for unit in cut(guide, "sv")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "sv",
            "Klicka på OK.|Se bl.a. nr 5.|Det är t.ex. så, dvs. alltid.|Kör kl. 12.30!|Är det klart?|Ja … och sedan.",
        ),
        ("sv", "Steg 1. Öppna portalen.|Versionen är 4.5.|macOS stöds inte.|Ring hr. Alm på tel. 5."),
        ("sv", "(Se nedan.)|Starta sedan (se s. 4. Eller 5) om datorn."),
        (
            "da",
            "Det er f.eks. sådan.|Klik på OK.|Se bl.a. nr. 5.|Er det ok?|Jf. side 4 inkl. bilag.|Den 3. maj kl. 12.",
        ),
        ("da", "Tjenesten kører ikke.|Øg grænsen til ca. 5 min. pr. kørsel.|Åbn loggen!"),
        ("es", "El Sr. López llegó.|¿Qué pasa?|¡Hola!|Véase pág. 4.|EE. UU. es grande.|P. ej. esto."),
        ("es", "Pulse Aceptar.|Reinicie la máquina virtual (núm. 4).|Ángel lo hará."),
        ("en", "See e.g. this.|Dr. Smith came.|Version 4.5 works.|Click OK.|So go.|No. 5 is it, i.e. the last."),
    ],
)
def test_sentences_end_where_they_end(language: str, text: str) -> None:
    assert _sentences(text.replace("|", " "), language) == text.split("|")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Öppna C:\\Windows\\x.dll.", ["C:\\Windows\\x.dll"]),
        (
            "Under HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft eller \\\\server\\delad",
            ["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft", "\\\\server\\delad"],
        ),
        ("I %ProgramFiles%\\Agent och ~/.ssh/config, /quiet", ["%ProgramFiles%\\Agent", "~/.ssh/config", "/quiet"]),
        ("Med .NET 4.5, Logs.Verbose och services.msc-fönstret", [".NET", "Logs.Verbose", "services.msc"]),
        ("Koden 0x80070005 eller UserErrorX (AADSTS50011)", ["0x80070005", "UserErrorX", "AADSTS50011"]),
        ("Kör New-NetRoute --force på *.blob.core.windows.net", ["New-NetRoute", "--force", "*.blob.core.windows.net"]),
        ("t.ex. bl.a. kl. 12.30 och/eller EE.UU. slut.Nästa 1.Öppna Linux-Agent Read-Only 2,5", []),
    ],
)
def test_technical_words_are_found_and_others_are_not(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_technical(text)] == words


def test_a_title_is_one_unit_whatever_it_begins_with() -> None:
    unit = cut_title("1. Starta **om**. Vänta ", "sv")
    assert (unit.kind, unit.lead) == ("title", "")
    assert [(one.text, one.tail) for one in unit.sentences] == [("1. Starta **om**.", " "), ("Vänta", " ")]
    assert cut_title("C2065", "sv").sentences == ()
    assert assemble([cut_title("  C2065\n", "sv")]) == "  C2065\n"


def test_nothing_is_cut_from_nothing() -> None:
    assert cut("", "sv") == ()
    assert [(unit.kind, unit.lead) for unit in cut("```\nkod\n```\n", "sv")] == [("rest", "```\nkod\n```\n")]
