"""What the editor of texts needs: a preview, and a place for pictures.

django-markdownx would store what a client calls an image; here only what Pillow reads as one is kept, drawn anew.
"""

from __future__ import annotations

import io
import secrets
import warnings

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from kb.catalog.errors import BrokenLinkError, CatalogError, TextError
from kb.catalog.resolve import LinkResolver
from kb.catalog.services.texts import broken_links
from kb.languages import CODES, SOURCE
from kb.markup import MarkupError, check_source, render

FOLDER = "editing"
MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}


class PictureError(CatalogError):
    """A file that is no picture Orsak keeps."""


def markdownify(text: str, language: str = "") -> str:
    """The HTML of a text as pages will show it, after the list of its broken links. Raises TextError."""
    if language not in CODES:
        language = (get_language() or SOURCE)[:2]
    try:
        rendered = render(check_source(text), language=language, resolve=LinkResolver(language), id_prefix="preview")
    except MarkupError as error:
        raise TextError(_("The text is too long or nested too deeply to be shown.")) from error
    broken = broken_links(rendered.problems)
    if not broken:
        return rendered.html
    sentences = [(sentence,) for sentence in BrokenLinkError(broken).sentences]
    return format_html('<ul class="errorlist">{}</ul>', format_html_join("", "<li>{}</li>", sentences)) + rendered.html


def store_picture(upload: UploadedFile) -> str:
    """Keep an uploaded PNG, JPEG or WEBP under a random name and return its address.

    It is decoded and written anew, so that nothing but pixels is kept: no metadata, no script behind a picture's name.
    Raises PictureError for anything else, for more than 5 MB and for more than 25 million pixels.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise PictureError(_("A picture may have 5 MB at most."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            data, suffix = _redraw(upload)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureError(_("A picture may have 25 million pixels at most.")) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureError(_("This file is not a PNG, JPEG or WEBP picture.")) from error
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}{suffix}", ContentFile(data))
    return default_storage.url(name)


def _redraw(upload: UploadedFile) -> tuple[bytes, str]:
    with Image.open(upload, formats=list(SUFFIXES)) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)  # what telephones call a JPEG with a preview
        if image.width * image.height > MAX_PIXELS:
            raise PictureError(_("A picture may have 25 million pixels at most."))
        drawn = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        # A fresh copy of the pixels: save() would carry over what `info` says.
        drawn.info = {name: value for name, value in drawn.info.items() if name == "transparency"}
        drawn.save(out, kind)
    return out.getvalue(), SUFFIXES[kind]
