"""Templates of one's own, made in a folder for a test."""

from __future__ import annotations

from pathlib import Path


def pack(folder: Path, page: str | None = None, style: str | None = None, **files: str) -> str:
    """A template that extends the brief; gives its path. `files` are written beside it, __ in a name being a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = 'about = "a test"\nextends = "brief"\n'
    if page is not None:
        manifest += 'page = "page.html.j2"\n'
        (folder / "page.html.j2").write_text(page, "utf-8")
    if style is not None:
        manifest += 'styles = ["style.css"]\n'
        (folder / "style.css").write_text(style, "utf-8")
    (folder / "template.toml").write_text(manifest, "utf-8")
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content, "utf-8")
    return str(folder)
