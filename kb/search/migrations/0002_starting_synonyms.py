from django.db import migrations


def add(apps, schema_editor):
    from kb.search.starting_synonyms import START

    synonym = apps.get_model("search", "Synonym")
    for language, pairs in START.items():
        for readers_word, our_word in pairs:
            synonym.objects.get_or_create(language=language, readers_word=readers_word, our_word=our_word)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_start")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
