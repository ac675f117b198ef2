"""docs/desk.md says what is recorded, and docs/security.md what shows each promise: held here to what is so."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import ROOT
from tests.store.test_wholes import own
from tests.support.serving import serve
from tests.web.test_truth import PASSWORD, csrf, library  # noqa: F401  (a fixture)
from watchwire.desk import Desk, accounts, decisions, feeding, ruling, work
from watchwire.desk.accounts import Role, User
from watchwire.desk.record import KINDS
from watchwire.desk.rescreen import rescreen
from watchwire.lists import Library
from watchwire.model import Article
from watchwire.store import Store, ledger, transfer

ROW = re.compile(r"^\| `([a-z-]+)` \| ([^|]+) \| ?([^|]*) ?\|$", re.MULTILINE)
TEXT = "The trader Zebulon Quartermain came to Oslo, a spokesman said."


def promised() -> dict[str, set[str]]:
    text = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    return {kind: set(re.findall(r"`([a-z_0-9]+)`", said)) for kind, _, said in ROW.findall(text)}


def do_everything(desk: Desk, tmp_path: Path) -> None:
    """Do at a desk whatever is recorded, each thing once."""
    store, ann, bob = desk.store, User("ann", Role.ANALYST), User("bob", Role.REVIEWER)
    kept = desk.take(Article(TEXT, "https://a.example/1"), "test")
    rescreen(desk)
    day = date.today() + timedelta(days=30)
    with store.write() as connection:
        decisions.decide(connection, 1, decisions.State.RECOMMENDED, "same name", ann, 0)
        work.assign(connection, 1, None, day, ann)
        work.add_note(connection, 1, "look at the office", ann)
        feeding.follow(connection, "https://example.org/feed.xml", ann)
        number = decisions.add_good_guy(connection, "Casimir Thistlewood", "ftm-own:w1", "0" * 64, "a poet", day, bob)
        decisions.lapse(connection, number, "the entry has changed", "watchwire")
        decisions.add_good_guy(connection, "Zebulon Quartermain", "ftm-own:w0", "", "a poet", day, bob)
    with store.write() as connection:
        ruling.save_rules(connection, [{"name": "all"}], 0, User("root", Role.ADMIN))
    assert desk.library is not None
    desk.library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
    rescreen(desk)
    running = serve(desk)
    try:
        with httpx.Client(base_url=running.url, timeout=60) as client:
            body: dict[str, Any]
            for path, body in (
                ("/api/read", {"text": TEXT}), ("/api/scan", {"text": TEXT}), ("/api/screen", {"name": "Zebulon Quartermain"}),
                ("/api/screen/bulk", {"names": [{"name": "Zebulon Quartermain"}]}),
                ("/match/default", {"queries": {"q": {"schema": "Person", "properties": {"name": ["Someone Else"]}}}}),
                ("/api/read", {"text": TEXT, "keep": True}),
            ):  # fmt: skip
                assert client.post(path, json=body).status_code == 200
            for path in ("/search?q=trader", "/api/articles?format=csv", "/api/audit?format=csv&kind=read"):
                assert client.get(path).status_code == 200
    finally:
        running.close()
    with store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, PASSWORD, "root")
        secret = accounts.log_in(connection, "ann", PASSWORD, "127.0.0.1")
        accounts.log_out(connection, secret or "")
        accounts.make_token(connection, "ann", "script", 9, "root", Role.READER)
        transfer.forget_article(connection, kept.article, "ann", "asked to")
        transfer.forget_name(connection, "Nobody", "ann", "asked to")


def test_the_record_is_as_the_documentation_says(tmp_path: Path, library: Library) -> None:  # noqa: F811
    table = promised()
    assert set(table) == set(KINDS)
    desk = Desk(Store.open(str(tmp_path / "desk.sqlite")), library)
    written: dict[str, set[str]] = {kind: set() for kind in KINDS}
    seen: list[ledger.Entry] = []
    append = ledger.append

    def watched(connection: Any, actor: str, kind: str, subject: str, detail: Any) -> int:
        assert kind in table, f"{kind} is not in docs/desk.md"
        written[kind] |= set(detail)
        assert set(detail) <= table[kind], f"{kind} says {set(detail) - table[kind]}, which docs/desk.md does not"
        return append(connection, actor, kind, subject, detail)

    ledger.append = watched  # type: ignore[assignment]
    try:
        do_everything(desk, tmp_path)
    finally:
        ledger.append = append
    assert seen == []
    # Said of things that need more than one desk can do here: browsers' updates, ended waits.
    elsewhere = {
        "list": {"outcomes", "failed"},
        "alert": {"held_by", "merged", "merged_into"},
        "read": set(),
        "search": set(),
    }
    for kind, said in table.items():
        missing = said - written[kind] - elsewhere.get(kind, set())
        assert not missing, f"docs/desk.md says that `{kind}` tells {missing}, and nothing here did"


def test_each_promise_names_a_test_that_there_is() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_[a-z0-9_]+…?)`", text)
    assert len(named) > 10
    for name in named:
        assert f"def {name.removesuffix('…')}" in tests, f"{name}: docs/security.md names it, there is none"
    for folder in re.findall(r"`((?:tests|benchmarks)/[\w./]+)", text):
        assert (ROOT / folder).exists(), folder


def test_every_route_that_the_documentation_names_is_there() -> None:
    from watchwire.web import Settings, create_app

    text = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    app = create_app(Desk(Store.open(":memory:"), None), Settings())
    paths = set(app.openapi()["paths"])
    for path in re.findall(r"`(?:GET |POST )?(/api/[a-z/-]+)`", text):
        assert path in paths or path == "/api/openapi.json" or any(known.startswith(path) for known in paths), path


def test_what_is_said_not_to_be_recorded_is_not(tmp_path: Path) -> None:
    """Looking leaves no entry, and what the documentation calls looking is all that leaves none."""
    from watchwire.desk.demo import fill

    text = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    said = " ".join(text.split("**Not** recorded:")[1].split("\n\n")[0].split())
    assert (
        "looking at pages and asking the API for stored articles, stories, alerts, parties, lists and measures" in said
    )
    desk = Desk(Store.open(str(tmp_path / "demo.sqlite")), None)
    fill(desk)
    running = serve(desk)

    def head() -> int:
        with desk.store.read() as connection:
            return ledger.head(connection)[0]

    try:
        before = head()
        with httpx.Client(base_url=running.url, timeout=60) as client:
            for path in (
                "/", "/alerts", "/alerts/1", "/articles", "/articles/1", "/stories", "/stories/1", "/network", "/timeline", "/lists", "/rules",
                "/monitor", "/setup", "/audit", "/parties/un-sc:KPi.076", "/history?id=un-sc:KPi.076", "/api/articles", "/api/articles/1",
                "/api/stories", "/api/stories/1", "/api/alerts", "/api/alerts/1", "/api/lists", "/api/measures", "/api/good-guys",
                "/api/compare?a=Ri%20Pyong%20Chol&b=Ri%20Pyong%20Chul", "/api/audit/verify", "/health", "/metrics",
            ):  # fmt: skip
                assert client.get(path).status_code == 200, path
                assert head() == before, f"{path} left an entry"
            for number, path in enumerate(
                ("/search?q=x", "/api/search?q=x", "/api/alerts?format=csv", "/api/stories?format=csv", "/api/audit"), 1
            ):
                assert client.get(path).status_code == 200, path
                assert head() == before + number, f"{path} left none"
    finally:
        running.close()


def test_every_promise_has_a_test() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 15
    for against, _, shown in rows:
        assert re.search(r"`(test_|tests/|benchmarks/)", shown), f"{against.strip()}: nothing shows it"


def test_commands_and_variables_of_the_documentation_exist() -> None:
    from typer.main import get_command

    from watchwire.cli.app import app

    text = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8") + (ROOT / "docs" / "security.md").read_text(
        encoding="utf-8"
    )
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "watchwire").rglob("*.py"))
    for name in set(re.findall(r"\b(WATCHWIRE_[A-Z_]+[A-Z])\b", text)):
        assert name in source, f"{name}: the documentation names it, nothing reads it"
    root: Any = get_command(app)
    for first, second in set(re.findall(r"^watchwire ([a-z]+)(?: ([a-z]+))?", text, re.MULTILINE)) | set(
        re.findall(r"`watchwire ([a-z]+)(?: ([a-z]+))?", text)
    ):
        held = root.commands.get(first)
        assert held is not None, f"watchwire {first}"
        if second and hasattr(held, "commands"):
            assert second in held.commands, f"watchwire {first} {second}"
