"""OpenRefine itself (its server, without a browser) reconciles a table against our server and fetches columns from it."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.own_lists import library_of
from tests.support.serving import serve
from watchwire.desk import Desk
from watchwire.store import Store

HOME = Path("/usr/share/openrefine")
"""Where Debian's package `openrefine` puts it."""
TABLE = "supplier,born\nTeodor Drinov,1954-01-08\nMarek Halva,1961\nGwendolyn Applethwaite,1970\nAmber Sparrow,\n"
SECONDS = 90
ENGINE = json.dumps({"facets": [], "mode": "row-based"})
pytestmark = pytest.mark.skipif(
    not (HOME / "refine").exists() or shutil.which("java") is None,
    reason="OpenRefine is not installed here (Debian: openrefine)",
)


class Refine:
    """A project in OpenRefine, driven as its pages drive it."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        made = client.post(
            "/command/core/create-project-from-upload",
            params={
                **self._token(),
                "options": json.dumps({"separator": ",", "headerLines": 1, "guessCellValueTypes": False}),
            },
            data={"project-name": "suppliers", "format": "text/line-based/*sv"},
            files={"project-file": ("suppliers.csv", TABLE.encode(), "text/csv")},
        )
        found = re.search(r"project=(\d+)", made.headers.get("location", ""))
        assert found, made.text
        self.project = found[1]

    def _token(self) -> dict[str, str]:
        return {"csrf_token": self.client.get("/command/core/get-csrf-token").json()["token"]}

    def do(self, command: str, **sent: str) -> Any:
        """Run a command of a project and wait for what it starts."""
        answer = self.client.post(
            f"/command/core/{command}",
            params={"project": self.project, **self._token()},
            data={"engine": ENGINE, **sent},
        ).json()
        assert answer["code"] in {"ok", "pending"}, answer
        until = time.monotonic() + SECONDS
        while self.get("get-processes")["processes"]:
            assert time.monotonic() < until, command
            time.sleep(0.2)
        return answer

    def get(self, command: str, **asked: str) -> Any:
        """Ask something of the project."""
        return self.client.get(f"/command/core/{command}", params={"project": self.project, **asked}).json()

    def rows(self) -> list[list[Any]]:
        """Return the cells of all rows, each with its candidates in place of their number."""
        answer = self.client.post(
            "/command/core/get-rows", params={"project": self.project, "start": 0, "limit": 50}, data={"engine": ENGINE}
        ).json()
        recons = answer["pool"]["recons"]
        return [
            [cell and {**cell, "r": recons.get(str(cell.get("r")))} for cell in row["cells"]] for row in answer["rows"]
        ]


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refine]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    folder = tmp_path_factory.mktemp("refine")
    command = [
        "./refine",
        "-p",
        str(port),
        "-i",
        "127.0.0.1",
        "-d",
        str(folder),
        "-m",
        "512M",
        "-x",
        "refine.headless=true",
    ]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=HOME, stdout=log, stderr=log, start_new_session=True) as process,
    ):
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                until = time.monotonic() + SECONDS
                while True:
                    try:
                        client.get("/command/core/get-version").raise_for_status()
                        break
                    except httpx.HTTPError:
                        assert time.monotonic() < until, (folder / "log").read_text()
                        time.sleep(0.5)
                yield Refine(client)
        finally:
            subprocess.run(["pkill", "-TERM", "-s", str(process.pid)], check=False)


def test_a_column_is_reconciled_and_extended(refine: Refine, tmp_path: Path) -> None:
    served = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), library_of(tmp_path)))
    try:
        service = f"{served.url}/reconcile/own-harbour"
        manifest = httpx.get(service).json()
        spaces = {"identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"]}
        config = {
            "mode": "standard-service", "service": service, **spaces, "type": {"id": "LegalEntity", "name": "Legal entity"},
            "autoMatch": False, "limit": 0,
            "columnDetails": [{"column": "born", "propertyName": "Birth date", "propertyID": "birthDate"}],
        }  # fmt: skip
        refine.do("reconcile", columnName="supplier", config=json.dumps({**config, "type": None}))
        found = [[candidate["id"] for candidate in (row[0]["r"] or {}).get("c", [])] for row in refine.rows()]
        assert found[0][0] == "own-harbour:P1"
        assert found[1][0] == "own-harbour:P3"
        assert found[2] == []
        assert found[3][0] == "own-harbour:V1"
        refine.do("recon-match-best-candidates", columnName="supplier")
        wanted = {"properties": [{"id": "birthDate", "name": "Birth date"}, {"id": "country", "name": "Country"}]}
        refine.do(
            "extend-data", columnName="supplier", baseColumnName="supplier", endpoint=service, **spaces,
            extension=json.dumps(wanted), columnInsertIndex="1",
        )  # fmt: skip
        told = [[cell["v"] if cell else None for cell in row[2:4]] for row in refine.rows()]
        assert told[0] == ["1954-01-08", "bg"]
        assert told[1] == ["1961", "pl"]
    finally:
        served.close()
