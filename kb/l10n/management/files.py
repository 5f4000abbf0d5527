"""Files that commands read and write."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kb.l10n.exchange.document import MAX_BYTES


def read_file(path: str) -> bytes:
    """The bytes of a file; fails with a sentence where it cannot be read or is too large."""
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"{file} is larger than {MAX_BYTES // 1_000_000} MB.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def write_file(command: BaseCommand, data: bytes, path: str | None, told: str) -> None:
    """Writes a file and says so on standard error, or prints it where no path is given."""
    if not path:
        command.stdout.write(data.decode(), ending="")
        return
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    command.stderr.write(f"{told} written to {path}.")
