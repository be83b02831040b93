"""Pictures of the user: what is kept, and what is refused in French."""

import struct
import tracemalloc
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from pvd_desktop.imports.images import COTE_MAX, OCTETS_MAX, ImageRefuseeError, clean_image, read_image

ROUGE, BLEU = (200, 20, 30), (10, 30, 160)


def picture(mode: str = "RGB", taille: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red, with a blue strip on its left."""
    image = Image.new("RGB", taille, ROUGE)
    image.paste(BLEU, (0, 0, taille[0] // 4, taille[1]))
    return image.convert(mode)


def encoded(image: Image.Image, format_: str, **options: Any) -> bytes:
    flux = BytesIO()
    image.save(flux, format_, **options)
    return flux.getvalue()


def opened(octets: bytes) -> Image.Image:
    image = Image.open(BytesIO(octets))
    image.load()
    return image


def pixel(image: Image.Image, colonne: int, ligne: int) -> tuple[int, ...]:
    valeurs: Any = image.getpixel((colonne, ligne))
    return valeurs


def near(un: Any, autre: tuple[int, ...], ecart: int = 6) -> bool:
    return all(abs(a - b) <= ecart for a, b in zip(un, autre, strict=True))


def refused(path: Path) -> ImageRefuseeError:
    with pytest.raises(ImageRefuseeError) as caught:
        read_image(path)
    assert caught.value.remede
    assert path.name in caught.value.message
    return caught.value


def header_of_png(largeur: int, hauteur: int) -> bytes:
    """A PNG of a hundred bytes that announces any size."""

    def chunk(nom: bytes, octets: bytes) -> bytes:
        return struct.pack(">I", len(octets)) + nom + octets + struct.pack(">I", zlib.crc32(nom + octets))

    entete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", entete) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("format_", "attendu"),
    [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "PNG"), ("GIF", "PNG"), ("BMP", "PNG"), ("TIFF", "PNG")],
)
def test_that_every_format_gives_a_picture_that_documents_know(tmp_path: Path, format_: str, attendu: str):
    path = tmp_path / "logo"
    path.write_bytes(encoded(picture(), format_))
    image = opened(read_image(path))
    assert (image.format, image.mode, image.size) == (attendu, "RGB", (60, 40))
    assert near(pixel(image, 50, 20), ROUGE)
    assert near(pixel(image, 3, 20), BLEU)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_that_every_mode_is_kept_in_colours_of_screens(mode: str):
    format_ = "TIFF" if mode in {"CMYK", "YCbCr", "F", "I"} else "PNG"
    source = Image.new(mode, (8, 8)) if mode in {"I;16", "I", "F"} else picture(mode)
    image = opened(clean_image(encoded(source, format_), "logo"))
    assert image.mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")


def test_that_a_grey_of_sixteen_bits_stays_a_grey():
    image = opened(clean_image(encoded(Image.new("I;16", (4, 4), 32768), "PNG"), "plan"))
    assert near(pixel(image, 0, 0), (128, 128, 128), 1)


def test_that_a_transparent_background_stays_transparent():
    source = Image.new("RGBA", (20, 20), (*ROUGE, 0))
    source.paste((*BLEU, 255), (5, 5, 15, 15))
    image = opened(clean_image(encoded(source, "PNG"), "logo"))
    assert pixel(image, 0, 0)[3] == 0
    assert pixel(image, 10, 10) == (*BLEU, 255)
    palette = opened(clean_image(encoded(source.quantize(), "PNG", transparency=0), "logo"))
    assert palette.mode == "RGBA"


def test_that_a_jpeg_for_print_keeps_its_colours():
    image = opened(clean_image(encoded(picture("CMYK"), "JPEG", quality=95), "logo"))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert near(pixel(image, 50, 20), ROUGE, 12)


def test_that_a_photo_taken_sideways_is_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right when shown
    image = opened(clean_image(encoded(picture(), "JPEG", exif=exif, quality=95), "photo"))
    assert image.size == (40, 60)
    assert near(pixel(image, 20, 3), BLEU, 12)
    assert not image.getexif()


def test_that_colours_of_another_profile_become_those_of_screens():
    profil = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    assert opened(clean_image(encoded(picture(), "PNG", icc_profile=profil.tobytes()), "logo")).mode == "RGB"
    ecran = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = opened(clean_image(encoded(picture(), "PNG", icc_profile=ecran), "logo"))
    assert near(pixel(image, 50, 20), ROUGE, 1)
    assert "icc_profile" not in image.info
    abime = opened(clean_image(encoded(picture(), "PNG", icc_profile=b"pas un profil"), "logo"))
    assert near(pixel(abime, 50, 20), ROUGE, 1)


def test_that_nothing_but_pixels_is_kept():
    notes = PngInfo()
    notes.add_text("Auteur", "Camille")
    notes.add_itxt("Lieu", "chez Camille")
    exif = Image.Exif()
    exif[0x010F] = "Camille"
    for octets in (
        encoded(picture(), "PNG", pnginfo=notes, exif=exif, dpi=(300, 300)),
        encoded(picture(), "JPEG", comment=b"Camille", exif=exif),
        encoded(picture(), "TIFF", description="Camille"),
    ):
        assert b"Camille" in octets
        assert b"Camille" not in clean_image(octets, "logo")


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_that_a_large_picture_is_reduced_and_a_small_one_is_not_enlarged(format_: str):
    grande = opened(clean_image(encoded(picture(taille=(4000, 1000)), format_), "photo"))
    assert grande.size == (COTE_MAX, 400)
    haute = opened(clean_image(encoded(picture(taille=(10, 5000)), format_), "photo"))
    assert haute.height == COTE_MAX
    assert haute.width >= 1
    assert opened(clean_image(encoded(picture(taille=(3, 2)), format_), "logo")).size == (3, 2)


def test_that_the_same_file_always_gives_the_same_bytes():
    for format_ in ("PNG", "JPEG"):
        octets = encoded(picture(taille=(2000, 900)), format_)
        assert clean_image(octets, "un") == clean_image(octets, "deux")


def test_that_only_the_first_picture_of_an_animation_is_kept():
    octets = encoded(picture(), "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), BLEU)])
    image = opened(clean_image(octets, "logo"))
    assert near(pixel(image, 50, 20), ROUGE)
    assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize(
    "octets",
    [b"", b"Bonjour,\n", b"%PDF-1.7\n" + bytes(99), b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe-3.0"],
)
def test_that_what_is_not_a_picture_is_refused_whatever_its_name(tmp_path: Path, octets: bytes):
    path = tmp_path / "logo.png"
    path.write_bytes(octets)
    assert "PNG" in refused(path).remede


def test_that_a_picture_too_heavy_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "logo.jpg"
    with path.open("wb") as flux:
        flux.write(encoded(picture(), "JPEG"))
        flux.truncate(80 * 1024**2)
    tracemalloc.start()
    message = refused(path).message
    assert tracemalloc.get_traced_memory()[1] < OCTETS_MAX
    tracemalloc.stop()
    assert "80\u00a0Mo" in message


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_that_a_truncated_picture_is_told_as_such(tmp_path: Path, format_: str, part: float):
    bruit = Image.effect_noise((200, 200), 90)
    path = tmp_path / "logo"
    octets = encoded(bruit, format_)
    path.write_bytes(octets[: int(len(octets) * part)])
    assert "incomplète" in refused(path).message


@pytest.mark.parametrize("taille", [(10_000, 7_000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_that_a_bomb_is_refused_on_its_header(tmp_path: Path, taille: tuple[int, int]):
    path = tmp_path / "bombe.png"
    path.write_bytes(header_of_png(*taille))
    assert "64 millions" in refused(path).message


def test_that_a_folder_and_an_absent_file_are_told(tmp_path: Path):
    assert "dossier" in refused(tmp_path).message
    assert "n’existe pas" in refused(tmp_path / "absent.png").message


@given(st.data())
def test_that_any_damage_gives_a_picture_or_a_refusal(data: st.DataObject):
    format_ = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"]))
    octets = bytearray(encoded(picture(taille=(24, 16)), format_))
    for place in data.draw(st.lists(st.integers(0, len(octets) - 1), min_size=1, max_size=6)):
        octets[place] = data.draw(st.integers(0, 255))
    propre = None
    with suppress(ImageRefuseeError):
        propre = clean_image(bytes(octets), "logo")
    assert propre is None or opened(propre).format in {"PNG", "JPEG"}
