"""Draws the first page of the seed's brief, as the README shows it: templates/brief/preview.png.

make picture
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from factsheet.pipeline import fact_sheet
from factsheet.read.sources import read_article
from factsheet.render import render_pdf

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds/000_c426418138226830.txt"
PICTURE = ROOT / "templates/brief/preview.png"
DOTS_PER_INCH = 110


def main() -> None:
    """Print the brief, draw its first page in a few colours, and write the picture."""
    pdf = pypdfium2.PdfDocument(render_pdf(fact_sheet(read_article(SEED))))
    page: Image.Image = pdf[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    page.convert("RGB").quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
