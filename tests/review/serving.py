"""The server as a process of its own, and requests to it byte by byte."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str

    @property
    def host(self) -> str:
        """Name and port."""
        return urlsplit(self.address).netloc

    @property
    def base(self) -> str:
        """The secret path, with a slash at both ends."""
        return urlsplit(self.address).path

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str | None) -> Answer:
        """One request; `path` is below the secret one, or absolute. A header given as None is left out."""
        whole = path if path.startswith("/") else self.base + path
        sent: dict[str, str | None] = {"Host": self.host, "Connection": "close"}
        if method == "POST":
            sent |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
            sent |= {"Sec-Fetch-Site": "same-origin", "Content-Length": str(len(body or b""))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.host, timeout=20)
        try:
            connection.putrequest(method, whole, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before the whole body was there
                connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def write(
        self,
        key: str,
        version: int,
        *wishes: dict[str, Any],
        by: str = "سارة",
        headers: Mapping[str, str | None] | None = None,
    ) -> Answer:
        """A write of some wishes; those without an id get one."""
        made = [{"id": str(uuid.uuid4()), **wish} for wish in wishes]
        body = json.dumps({"version": version, "by": by, "wishes": made}).encode()
        return self.ask(f"article/{key}", method="POST", body=body, **(headers or {}))

    def key(self) -> str:
        """The first article's key."""
        return str(self.ask("queue").json()[0]["key"])


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    """A server over a folder, ended afterwards."""
    command = [sys.executable, "-m", "factsheet", "review", str(folder), "--no-browser", *(options or ("--port", "0"))]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            yield Running(process, process.stdout.readline().strip())
        finally:
            process.kill()
