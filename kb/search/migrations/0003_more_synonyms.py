from django.db import migrations

PAIRS = (
    ("sv", "server", "virtuell dator"),
    ("sv", "servern", "virtuella datorn"),
    ("sv", "avstängd", "inte igång"),
    ("sv", "avslagen", "inte igång"),
    ("sv", "uppkoppling", "internet"),
    ("sv", "anslutning", "internet"),
    ("sv", "körs redan", "pågår"),
    ("sv", "kör redan", "pågår"),
    ("sv", "redan igång", "pågår"),
    ("sv", "backas upp", "säkerhetskopieras"),
    ("sv", "backa upp", "säkerhetskopiera"),
    ("sv", "backar upp", "säkerhetskopierar"),
    ("sv", "överbelastad", "minnesbelastning"),
    ("sv", "seg", "minnesbelastning"),
    ("da", "server", "virtuel maskine"),
    ("da", "serveren", "virtuelle maskine"),
    ("da", "slukket", "kører ikke"),
    ("da", "lukket ned", "kører ikke"),
    ("da", "forbindelse", "internettet"),
    ("da", "kører allerede", "i gang"),
    ("da", "kører", "i gang"),
    ("da", "overbelastet", "hukommelsesbelastning"),
    ("da", "langsom", "hukommelsesbelastning"),
    ("es", "servidor", "máquina virtual"),
    ("es", "deshabilitado", "desactivado"),
    ("es", "habilitar", "activar"),
    ("es", "apagada", "en ejecución"),
    ("es", "apagado", "en ejecución"),
    ("es", "conexión", "Internet"),
    ("es", "en marcha", "en curso"),
    ("es", "está ejecutando", "en curso"),
    ("es", "contesta", "responde"),
    ("es", "sobrecargada", "carga alta"),
    ("es", "lenta", "carga alta"),
    ("en", "server", "virtual machine"),
    ("en", "already running", "in progress"),
    ("en", "disabled", "turned off"),
    ("en", "turned off", "not running"),
    ("en", "powered off", "not running"),
    ("en", "is off", "not running"),
    ("en", "switched off", "not running"),
    ("en", "connection", "internet"),
    ("en", "offline", "internet"),
    ("en", "overloaded", "load high"),
    ("en", "slow", "load high"),
)


def add(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    for language, readers_word, our_word in PAIRS:
        synonym.objects.get_or_create(language=language, readers_word=readers_word, our_word=our_word)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_starting_synonyms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
