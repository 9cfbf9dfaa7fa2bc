"""Bytes → text: every encoding that newsrooms save, short and long, and the refusal of what cannot be told."""

from __future__ import annotations

import codecs
import random

import pytest

from factsheet.errors import InputError
from factsheet.read.decode import decode

SHORT = "قال الوزير إن الاتفاق يدخل حيز التنفيذ في الشهر المقبل."
LONG = "\n\n".join(
    [
        "أعلنت شركة الموانئ أن حركة الحاويات ارتفعت بنسبة 12 في المئة خلال العام الماضي، وفق ما ذكره مديرها العام.",
        "وأضاف أن العمل في الرصيف الجديد سيبدأ قبل نهاية الصيف، وأن كلفته لن تتجاوز ثلاثين مليون دينار.",
        "وقالت لجنة الصيادين إن المشروع يضيق عليهم مساحة الصيد، وطالبت بتعويضات عن كل قارب متضرر.",
    ]
    * 8
)
EVERYWHERE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]


@pytest.mark.parametrize("encoding", EVERYWHERE)
@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
def test_every_encoding_is_read_exactly(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "f.txt") == text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_bom_decides_even_for_a_letter(bom: bytes) -> None:
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(bom + "ب".encode(encoding), "f.txt") == "ب"


def test_windows_text_keeps_its_latin_words() -> None:
    text = "قال مدير مهرجان «Café Théâtre» إن العروض تبدأ في السابعة، وإن الدخول مجاني لمن هم دون العاشرة."
    assert decode(text.encode("cp1256"), "f.txt") == text


def test_nothing_is_altered_but_line_ends_and_bom() -> None:
    text = "سطر\u200f أول\x00 \u202bثان\u202c ـــ مُشَكَّل\u00a0ﻻ\r هنا\u2028نهاية\x85"
    assert decode(("\ufeff" + text + "\r\nآخر\r\n").encode(), "f.txt") == text + "\nآخر\n"


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize("length", [4, 8, 12, 20, 40, 80, 200])
def test_a_piece_is_read_rightly_or_refused(encoding: str, length: int) -> None:
    for start in range(0, len(LONG) - length, 7):
        piece = LONG[start : start + length]
        try:
            assert decode(piece.encode(encoding), "f.txt") == piece
        except InputError:
            assert length < 200, f"refused: {piece}"


@pytest.mark.parametrize("at", [0, 9, 200, 700])
def test_damaged_utf8_is_not_read_as_another_encoding(at: int) -> None:
    data = bytearray(LONG.encode())
    data[at] = 0xFF
    with pytest.raises(InputError, match=r"f\.txt: is UTF-8, but broken at byte \d+; save it again as UTF-8"):
        decode(bytes(data), "f.txt")


def test_a_file_cut_in_a_letter_is_refused() -> None:
    with pytest.raises(InputError, match="broken at byte"):
        decode(LONG.encode()[:-2], "f.txt")


def test_half_a_utf16_unit_is_refused() -> None:
    with pytest.raises(InputError, match="is UTF-16, but broken"):
        decode(LONG.encode("utf-16")[:-1], "f.txt")


FOREIGN = {
    "cp1252": "L'été dernier, le président a été reçu à Genève où il a déclaré que la crise était finie. ",
    "cp1251": "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    "koi8_r": "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    "cp1253": "Ο πρωθυπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν. ",
    "cp1255": "השר אמר ביום חמישי כי ההסכם ייחתם בשבוע הבא. ",
    "cp1254": "Görüşmelerin gelecek hafta süreceğini söyledi. ",
    "cp720": SHORT,
    "mac_arabic": LONG,
}


@pytest.mark.parametrize("encoding", FOREIGN)
@pytest.mark.parametrize("times", [1, 20])
def test_other_encodings_are_refused(encoding: str, times: int) -> None:
    with pytest.raises(InputError, match="the encoding cannot be told"):
        decode((FOREIGN[encoding] * times).encode(encoding), "f.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a Word, OpenDocument or ZIP file"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "binary data"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=f"is {kind}, not text"):
        decode(data, "f.txt")


def test_random_bytes_are_never_an_article() -> None:
    rng = random.Random(5)  # noqa: S311 - the same bytes every time
    for _ in range(300):
        with pytest.raises(InputError):
            decode(rng.randbytes(rng.randrange(24, 3000)), "f.txt")
