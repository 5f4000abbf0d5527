from django.db import migrations

PAIRS = (
    ("sv", "server", "virtuell dator"),
    ("sv", "servern", "virtuella datorn"),
    ("da", "server", "virtuel maskine"),
    ("da", "serveren", "virtuelle maskine"),
    ("es", "servidor", "máquina virtual"),
    ("es", "deshabilitado", "desactivado"),
    ("es", "habilitar", "activar"),
    ("en", "server", "virtual machine"),
    ("en", "already running", "in progress"),
    ("en", "disabled", "turned off"),
)


def add(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    for language, readers_word, our_word in PAIRS:
        synonym.objects.get_or_create(language=language, readers_word=readers_word, our_word=our_word)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_starting_synonyms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
