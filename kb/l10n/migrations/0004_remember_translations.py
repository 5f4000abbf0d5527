from itertools import groupby, islice

from django.db import migrations
from django.db.models import Q

from kb.l10n.similarity import pair_hash, source_hash
from kb.markup import Sentence

FIELDS = (
    "language text told_before origin previous_source outdated segment_id segment__unit_id segment__position "
    "segment__language segment__text segment__entry__kind segment__entry__key"
)


def remember(apps, schema_editor):
    """Puts what arrived with imports and with the shipped content into the memory: translations that somebody vouches
    for, and whatever the sentences were called that left their source. Pairs that are there stay as they are.
    """
    told = apps.get_model("l10n", "SegmentTranslation").objects
    vouched = told.filter(
        Q(told_before=True) | ~Q(state="initial") & Q(outdated=False), segment__unit__isnull=False
    ).order_by("language", "segment__unit", "segment__position")
    retired = told.filter(segment__unit__isnull=True).exclude(text="").order_by("id")
    memories = apps.get_model("l10n", "MemoryEntry")
    for rows in (vouched, retired):
        found = pairs(memories, rows.values_list(*FIELDS.split(), named=True).iterator(chunk_size=2_000))
        while batch := list(islice(found, 1_000)):
            memories.objects.bulk_create(batch, ignore_conflicts=True)


def pairs(memories, rows):
    """The unsaved memory entries of translations, those of a block following each other."""
    for _block, block in groupby(rows, lambda row: (row.language, row.segment__unit_id or -row.segment_id)):
        block = list(block)
        for index, row in enumerate(block):
            if not row.text:
                continue
            sources = [Sentence(row.segment__text, "", ()).flat]
            for later in block[index + 1 :]:
                if not later.told_before or later.segment__position != row.segment__position + len(sources):
                    break
                sources.append(Sentence(later.segment__text, "", ()).flat)
            source = (row.previous_source if row.outdated else "") or " ".join(sources)
            yield memories(
                source_language=row.segment__language,
                target_language=row.language,
                source=source,
                target=row.text,
                pair=pair_hash(row.segment__language, row.language, source, row.text),
                source_hash=source_hash(source),
                origin=row.origin,
                context=f"{row.segment__entry__kind}:{row.segment__entry__key}"[:220],
            )


class Migration(migrations.Migration):
    dependencies = [("l10n", "0003_feeds")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
