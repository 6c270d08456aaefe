from io import BytesIO

import pytest
from PIL import Image

from tonghu.files.photos import LONGEST_SIDE, MOST_BYTES, clean_photo
from tonghu.kit.errors import Unreadable

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **saving) -> BytesIO:
    out = BytesIO()
    mode = "RGBA" if form == "PNG" else "RGB"
    Image.new(mode, size, "green").save(out, form, **saving)
    return out


def test_place_time_and_camera_are_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Phone of 林禾"
    exif.get_ifd(GPS)[1] = "N"
    cleaned = clean_photo(picture(exif=exif, comment=b"hidden words"))
    with Image.open(BytesIO(cleaned)) as again:
        assert (again.format, again.size) == ("JPEG", (40, 60))
        assert not dict(again.getexif())
        assert "comment" not in again.info
    assert b"hidden words" not in cleaned


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_the_usual_formats_become_jpeg(form):
    assert clean_photo(picture(form)).startswith(b"\xff\xd8")


def test_a_large_picture_becomes_smaller():
    with Image.open(BytesIO(clean_photo(picture(size=(4000, 1000))))) as again:
        assert again.size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_the_same_picture_twice_is_the_same_content():
    assert clean_photo(picture()) == clean_photo(picture())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"MZ\x90\x00" + b"\0" * 400,
        picture().getvalue()[:200],
        b"%PDF-1.7\n",
    ],
)
def test_what_is_no_photo_gets_a_sentence(content):
    with pytest.raises(Unreadable, match="JPEG"):
        clean_photo(BytesIO(content))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    bomb = BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(Unreadable, match="40"):
        clean_photo(bomb)


def test_more_than_20_mb_is_refused():
    with pytest.raises(Unreadable, match="20 MB"):
        clean_photo(BytesIO(b"\xff\xd8" + b"\0" * MOST_BYTES))
