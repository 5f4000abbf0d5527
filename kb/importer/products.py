"""The products of a folder: `products.yml`, a list of key, name and position."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.catalog.models import Product


def load_products(file: Path) -> int:
    """Create or update the products that a file lists; returns how many changed. A missing file lists none."""
    if not file.is_file():
        return 0
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    changed = 0
    for item in listed if isinstance(listed, list) else []:
        if not isinstance(item, dict) or not item.get("key"):
            continue
        name, position = str(item.get("name") or item["key"]), int(item.get("position") or 0)
        product, created = Product.objects.get_or_create(
            key=str(item["key"]), defaults={"name": name, "position": position}
        )
        if created or (product.name, product.position) != (name, position):
            product.name, product.position = name, position
            product.save()
            changed += 1
    return changed
