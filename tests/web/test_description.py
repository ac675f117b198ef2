"""The description of the API says what it does: schemathesis asks what it describes, and much that it does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.serving import serve
from watchwire.desk import Desk
from watchwire.store import Store

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "negative_data_rejection", "unsupported_method",
)  # fmt: skip


@pytest.mark.parametrize("seed", [1])
def test_the_description_is_true(tmp_path: Path, seed: int) -> None:
    running = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), None), per_minute=10_000_000)
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{running.url}/api/openapi.json",
        "--checks", ",".join(CHECKS), "--max-examples", "4", "--seed", str(seed), "--phases", "examples,coverage,fuzzing",
        "--generation-database", "none", "--no-color", "--request-timeout", "60",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=500, check=False)
    running.close()
    assert done.returncode == 0, done.stdout[-6000:]
