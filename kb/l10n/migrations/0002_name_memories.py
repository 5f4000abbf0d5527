from django.db import migrations
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat


def name(apps, schema_editor):
    """Pairs that people saved named their entry by its key alone; the memory now knows entries as `kind:key`.

    A key belongs to one entry, whatever its kind. Other contexts stay as they are.
    """
    entries = apps.get_model("catalog", "Entry").objects.filter(key=OuterRef("context"))
    named = entries.annotate(name=Concat("kind", Value(":"), "key")).values("name")[:1]
    memories = apps.get_model("l10n", "MemoryEntry").objects.exclude(context="").exclude(context__contains=":")
    memories.alias(entry=Subquery(named)).filter(entry__isnull=False).update(context=Subquery(named))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_empty_lists"), ("l10n", "0001_initial")]
    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
