"""Rows by the thousand: what `bulk_create` writes, without an object a row and a conversion a value.

An import writes about thirty rows a document. Through model instances their making takes several times as long as the
database does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, DateField, Field, Model
from django.db.models.constants import OnConflict
from django.utils import timezone


def insert(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    ignore: bool = False,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
) -> None:
    """Write rows of a model's own table, in the transaction of the caller.

    `names` say what a row holds, as columns do (`entry_id`), JSON as text; all other fields have their default, and
    those that keep the time of writing have it. Where a row is there already it stays with `ignore`; with `update` the
    one with the same `unique` columns takes those over. Raises IntegrityError otherwise.
    """
    given = list(rows)
    if not given:
        return
    on_conflict = OnConflict.IGNORE if ignore else OnConflict.UPDATE if update else None
    fields: dict[str, Field] = {
        field.attname: field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)
    }
    rest = {name: field for name, field in fields.items() if name not in names}
    constants = tuple(field.get_db_prep_save(_default(field), connection) for field in rest.values())
    dates = [place for place, name in enumerate(names) if isinstance(fields[name], DateField)]
    statement = _statement(model, [*(fields[name] for name in names), *rest.values()], on_conflict, unique, update)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*_adapted(row, dates), *constants) for row in given])


def _default(field: Field) -> object:
    is_now = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return timezone.now() if is_now else field.get_default()


def _adapted(row: tuple[Any, ...], dates: list[int]) -> tuple[Any, ...]:
    """The row with its dates as the database takes them."""
    if not dates:
        return row
    values = list(row)
    for place in dates:
        values[place] = connection.ops.adapt_datefield_value(values[place])
    return tuple(values)


def _statement(
    model: type[Model],
    fields: Sequence[Field],
    on_conflict: OnConflict | None,
    unique: Sequence[str],
    update: Sequence[str],
) -> str:
    operations = connection.ops
    columns = {field.attname: str(field.column) for field in fields}
    head = operations.insert_statement(on_conflict=on_conflict)
    table = operations.quote_name(model._meta.db_table)
    listed = ", ".join(map(operations.quote_name, columns.values()))
    marks = ", ".join(["%s"] * len(columns))
    tail = operations.on_conflict_suffix_sql(
        fields, on_conflict, [columns[name] for name in update], [columns[name] for name in unique]
    )
    return f"{head} {table} ({listed}) VALUES ({marks}) {tail}"
