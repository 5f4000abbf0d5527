"""What readers call the things that the shipped content is about, per language: (readers say, our texts say).

Loaded once, by the migrations (later ones add more); from then on they belong to the editors.
"""

from __future__ import annotations

START: dict[str, tuple[tuple[str, str], ...]] = {
    "sv": (
        ("vm", "virtuell dator"),
        ("virtuell maskin", "virtuell dator"),
        ("backup", "säkerhetskopiering"),
        ("backupen", "säkerhetskopieringen"),
        ("säkerhetskopia", "säkerhetskopiering"),
        ("snapshot", "ögonblicksbild"),
        ("brandmur", "brandvägg"),
        ("nät", "nätverk"),
        ("krasch", "misslyckas"),
        ("funkar inte", "misslyckas"),
        ("hänger", "svarar inte"),
        ("key vault", "nyckelvalv"),
        ("gammal", "föråldrad"),
        ("cpu", "processor"),
    ),
    "da": (
        ("vm", "virtuel maskine"),
        ("virtuel computer", "virtuel maskine"),
        ("backup", "sikkerhedskopiering"),
        ("sikkerhedskopi", "sikkerhedskopiering"),
        ("snapshot", "øjebliksbillede"),
        ("firewall", "firewallen"),
        ("net", "netværk"),
        ("virker ikke", "mislykkes"),
        ("hænger", "svarer ikke"),
        ("fejler", "mislykkes"),
        ("key vault", "nøgleboks"),
        ("gammel", "forældet"),
    ),
    "es": (
        ("vm", "máquina virtual"),
        ("mv", "máquina virtual"),
        ("backup", "copia de seguridad"),
        ("respaldo", "copia de seguridad"),
        ("snapshot", "instantánea"),
        ("cortafuegos", "firewall"),
        ("no funciona", "error"),
        ("se cuelga", "no responde"),
        ("key vault", "almacén de claves"),
        ("obsoleto", "actualizado"),
        ("uso elevado", "carga alta"),
    ),
    "en": (
        ("vm", "virtual machine"),
        ("virtual machine", "vm"),
        ("recovery point", "restore point"),
        ("checkpoint", "snapshot"),
        ("image", "snapshot"),
        ("broken", "fails"),
        ("hangs", "unresponsive"),
    ),
}
