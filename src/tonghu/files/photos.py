"""Pictures from phones and cameras, made harmless and small."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tonghu.kit.errors import Unreadable

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def clean_photo(content: IO[bytes]) -> bytes:
    """A picture as a new JPEG: upright, at most 2560 pixels a side, without place, time and camera.

    Only pixels pass, so that nothing hidden in the file does. Raises
    :class:`~tonghu.kit.errors.Unreadable` for anything but a picture of at most 20 MB and 40 megapixels.
    """
    content.seek(0)
    raw = content.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("The photo is larger than 20 MB. Please choose a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(raw), formats=FORMATS) as picture:
                return _again(picture)
    except Unreadable:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable(_not_a_photo()) from error
    # Pillow has no common error: a broken picture shows as any of OSError, SyntaxError, ValueError ...
    except Exception as error:
        raise Unreadable(_not_a_photo()) from error


def _again(picture: Image.Image) -> bytes:
    if picture.width * picture.height > MOST_PIXELS:
        raise Unreadable(_("The photo has more than 40 million pixels. Please choose a smaller one."))
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _not_a_photo() -> str:
    return _("This file is not a photo that can be read. Please choose a JPEG, PNG or WebP picture.")
