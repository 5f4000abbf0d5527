"""The products of a folder: `products.yml`, a list of key, name and position."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.catalog.models import Product
from kb.importer.sources import ImportFailed


def load_products(file: Path) -> int:
    """Create or update the products that a file lists; returns how many changed. A missing file lists none.

    Raises ImportFailed for a file that cannot be read as such a list.
    """
    if not file.is_file():
        return 0
    changed = 0
    for key, name, position in _read(file):
        product, created = Product.objects.get_or_create(key=key, defaults={"name": name, "position": position})
        if created or (product.name, product.position) != (name, position):
            product.name, product.position = name, position
            product.save()
            changed += 1
    return changed


def _read(file: Path) -> list[tuple[str, str, int]]:
    """Key, name and position of each product."""
    try:
        listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        raise ImportFailed(f"{file}{place}: this is not YAML that can be read.") from error
    except OSError as error:
        raise ImportFailed(f"{file} cannot be read: {error.strerror}.") from error
    items = [] if listed is None else listed
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("key") for item in items):
        raise ImportFailed(f"{file}: products are a list, each with a key, a name and a position.")
    for item in items:
        key, position = str(item["key"]), str(item.get("position") or 0)
        if len(key) > 100 or not position.isdecimal() or len(position) > 9:
            raise ImportFailed(f"{file}: the product {key[:100]} needs a shorter key, or a whole number as position.")
    return [
        (str(item["key"]), str(item.get("name") or item["key"])[:200], int(item.get("position") or 0)) for item in items
    ]
