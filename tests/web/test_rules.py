"""Alert rules are changed in the browser: tried first, on record, in force at once, and never over another's change."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.serving import Served, serve
from tests.web.test_truth import csrf, entries
from watchwire.desk import Desk, accounts
from watchwire.desk.rules import Rule
from watchwire.desk.ruling import kept_rules
from watchwire.model import Article
from watchwire.store import Store

FIRST = "Marshal Ri Pyong Chol of North Korea met Defence Minister Sergei Shoigu in Oslo, a spokesman said."
SECOND = "The Russian defence minister Sergei Shoigu opened a harbour in Kirkenes on Friday, a clerk said."
FIELDS = ("name", "bands", "lists", "programmes", "countries", "statuses", "concerns", "channels")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Served]:
    desk = Desk(Store.open(str(tmp_path / "desk.sqlite")), None)
    desk.take(Article(FIRST, "https://a.example/1", language="en"), "test")
    made = serve(desk)
    yield made
    made.close()


@pytest.fixture
def client(running: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True, headers={"Accept": "text/html"}) as made:
        yield made


def sent(client: httpx.Client, *rules: dict[str, str], act: str = "save", seen: str = "0") -> httpx.Response:
    empty = {"bands": "strong and possible", "channels": "terminal"}
    data = {key: [{**empty, **rule}.get(key, "") for rule in rules] for key in FIELDS}
    return client.post("/rules", data={**data, "csrf": csrf(client), "seen": seen, "act": act})


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_rule_is_made_tried_and_saved(chromium: Any, running: Served) -> None:
    page = chromium.new_page(base_url=running.url)

    def press(text: str) -> None:
        with page.expect_navigation():
            page.click(f"#rules button:has-text('{text}') >> nth=-1")

    page.goto("/rules")
    press("Add a rule")
    page.fill("input[name=name] >> nth=1", "Korea")
    page.fill("input[name=countries] >> nth=1", "kp")
    page.fill("input[name=channels] >> nth=1", "digest:desk@example.org")
    press("Earlier")
    assert page.input_value("input[name=name] >> nth=0") == "Korea"
    press("Try them")
    told = page.inner_text("#tried")
    assert "Korea lets 1 match through" in told
    assert "any listed party lets 1 match through" in told
    with running.desk.store.read() as connection:
        assert kept_rules(connection).id == 0, "trying saves nothing"
    press("Remove")
    page.click("#rules p:last-of-type button:has-text('Save')")
    page.wait_for_selector("text=Saved by local")
    page.close()
    [rule] = running.desk.rules
    assert (rule.name, rule.countries, rule.channels) == ("Korea", {"KP"}, ("digest:desk@example.org",))
    [entry] = entries(running.desk, "rules")
    assert (entry["actor"], entry["before"]) == ("local", 0)
    assert "digest:desk@example.org" in entry["rules"]


def test_saved_rules_are_in_force_at_once_in_every_process(client: httpx.Client, running: Served) -> None:
    other = Desk(Store.open(running.desk.store.url), None)
    assert sent(client, {"name": "Korea", "countries": "KP"}).status_code == 200
    assert [alert.rule for alert in other.take(Article(SECOND, "https://a.example/2", language="en"), "x").alerts] == []
    assert sent(client, {"name": "all"}, seen="1").status_code == 200
    kept = other.take(Article(SECOND.replace("Friday", "Monday"), "https://a.example/3", language="en"), "x")
    assert [alert.rule for alert in kept.alerts] == ["all"]
    other.store.close()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(client: httpx.Client, running: Served) -> None:
    sent(client, {"name": "theirs"})
    answer = sent(client, {"name": "mine", "programmes": "DPRK"}, seen="0")
    assert answer.status_code == 409
    assert "local changed the rules" in answer.text
    assert 'value="mine"' in answer.text
    assert 'value="DPRK"' in answer.text
    assert [rule.name for rule in running.desk.rules] == ["theirs"]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"name": ""}, "expected `name:`"),
        ({"name": "x", "bands": "weak"}, "weak"),
        ({"name": "x", "statuses": "gone"}, "gone"),
        ({"name": "x", "channels": "pigeon:home"}, "pigeon"),
        ({"name": "x", "channels": "email:nobody"}, "expected an address"),
        ({"name": "x", "channels": "jsonl:/etc/cron.d/x"}, "a file on the server"),
    ],
)
def test_a_faulty_rule_is_told_and_kept_in_the_form(
    client: httpx.Client, running: Served, rule: Any, told: str
) -> None:
    answer = sent(client, rule)
    assert answer.status_code == 422
    assert told in answer.text.replace("&#39;", "'")
    assert [held.name for held in running.desk.rules] == ["any listed party"]


def test_a_list_that_is_not_there_is_told(client: httpx.Client) -> None:
    assert "No list in use is called un-sx" in sent(client, {"name": "x", "lists": "un-sx"}).text


def test_a_server_with_a_file_of_rules_shows_them_only(tmp_path: Path) -> None:
    desk = Desk(Store.open(str(tmp_path / "desk.sqlite")), None, (Rule("from the file"),))
    running = serve(desk)
    try:
        with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True) as client:
            page = client.get("/rules").text
            assert "from the file" in page
            assert "<fieldset" not in page
            assert sent(client, {"name": "x"}).status_code == 409
    finally:
        running.close()


def test_only_an_admin_changes_rules(running: Served) -> None:
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "bob", accounts.Role.REVIEWER, "correct horse battery", "root")
        token = accounts.make_token(connection, "bob", "t", 9, "root")
    bearer = {"Authorization": f"Bearer {token}", "Accept": "text/html"}
    page = httpx.get(f"{running.url}/rules", headers=bearer, timeout=60)
    assert page.status_code == 200
    assert "<fieldset" not in page.text
    assert httpx.post(f"{running.url}/rules", headers=bearer, data={"act": "save"}, timeout=60).status_code == 403
