"""A drawn stall on a square: a photo without anybody in it."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (1280, 960)
CLOTH = ("#b23a48", "#2f6f6a", "#c98a2b", "#4a5d8f")


def stall(rng: Random) -> BytesIO:
    """A JPEG of a few tents under a banner, different each time."""
    image = Image.new("RGB", SIZE, "#cfe0ea")
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    draw.rectangle((0, height * 6 // 10, width, height), fill="#b9b39f")
    for index in range(rng.randint(3, 5)):
        left, top = 90 + index * 240 + rng.randint(-20, 20), 430 + rng.randint(-20, 30)
        draw.polygon(((left, top), (left + 200, top), (left + 100, top - 110)), fill=rng.choice(CLOTH))
        draw.rectangle((left + 20, top, left + 180, top + 190), fill="#f2ede0")
        draw.rectangle((left + 10, top + 120, left + 190, top + 200), fill="#8c5a3c")
    draw.rectangle((120, 150, width - 120, 240), fill=CLOTH[0])
    draw.line((120, 150, 120, 620), fill="#5b5b5b", width=8)
    draw.line((width - 120, 150, width - 120, 620), fill="#5b5b5b", width=8)
    found = BytesIO()
    image.save(found, "JPEG", quality=82)
    return found
