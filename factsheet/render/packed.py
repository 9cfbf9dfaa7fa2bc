"""Templates in one file: a .zip is unpacked into a folder of the program's own, and only what belongs in it."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path, PurePosixPath

from factsheet.errors import TemplateError

_MOST_FILES = 500
_MOST_BYTES = 50_000_000


def unpacked(path: Path, manifest: str) -> Path:
    """The folder inside a packed template that holds the manifest. Raises TemplateError for what must not be there."""
    try:
        changed = path.stat().st_mtime_ns
        folder = _unpacked(path.resolve(), changed)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise TemplateError(f"{path}: cannot be unpacked ({error})") from error
    for candidate in (folder, *sorted(child for child in folder.iterdir() if child.is_dir())):
        if (candidate / manifest).is_file():
            return candidate
    raise TemplateError(f"{path}: holds no {manifest}")


@lru_cache(maxsize=16)
def _unpacked(path: Path, _changed: int) -> Path:
    with zipfile.ZipFile(path) as pack:
        entries = [entry for entry in pack.infolist() if not entry.is_dir()]
        _require_harmless(path, entries)
        made = Path(tempfile.mkdtemp(prefix="factsheet-pack-"))
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        folder = made / path.stem
        folder.mkdir()
        for entry in entries:
            target = folder / PurePosixPath(entry.filename)
            target.parent.mkdir(parents=True, exist_ok=True)
            with pack.open(entry) as source, target.open("wb") as written:
                written.write(_content(source.read(entry.file_size + 1), entry))
    return folder


def _content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    if len(data) > entry.file_size:
        raise zipfile.BadZipFile(f"{entry.filename} is larger than it says")
    return data


def _require_harmless(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Nothing that leads out of the folder, no links, no more than a template needs."""
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        leads_out = entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in entry.filename
        if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
            raise TemplateError(f"{path}: {entry.filename!r} leads out of the template's folder")
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise TemplateError(f"{path}: holds more than {_MOST_FILES} files or {_MOST_BYTES:,} bytes")
