"""What an analyst's tasks cost in a browser: clicks, keys and seconds, each done by a script in a real Chromium.

    python benchmarks/desk_clicks.py [--library LIBRARY] [--repeat 3] [--json]

Serves the example desk on loopback. A click is a press of the mouse, a key one keystroke that is not text; text that is
typed counts as one step, as does choosing a file. Seconds are from the first step until what was asked for is shown,
without a person's time to think: the median of the repetitions.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEXT = "Marshal Ri Pyong Chol of North Korea came to Bergen on {n} May, a spokesman said. Nobody else was there."


@dataclass
class Hands:
    """A page, and what was done on it."""

    page: Any
    clicks: int = 0
    keys: int = 0
    texts: int = 0
    begun: float = field(default_factory=time.perf_counter)

    def click(self, what: str, leads: bool = False) -> None:
        """Press the mouse on something; `leads` where another page follows."""
        self.clicks += 1
        if leads:
            with self.page.expect_navigation():
                self.page.click(what)
        else:
            self.page.click(what)

    def press(self, key: str, leads: bool = False) -> None:
        """Press a key; `leads` where another page follows."""
        self.keys += 1
        if leads:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)

    def type(self, text: str, into: str | None = None) -> None:
        """Type a text where the caret is, or into a field."""
        self.texts += 1
        if into:
            self.page.fill(into, text)
        else:
            self.page.keyboard.insert_text(text)

    def restart(self) -> None:
        """Begin to count: what came before was the way to where the task begins."""
        self.clicks = self.keys = self.texts = 0
        self.begun = time.perf_counter()


def first_finding(hands: Hands) -> None:
    hands.page.goto("/articles/1")
    hands.restart()
    hands.press("n")
    assert hands.page.evaluate("document.activeElement.closest('.finding') !== null")


def first_finding_by_tab(hands: Hands) -> None:
    hands.page.goto("/articles/1")
    hands.restart()
    for _ in range(400):
        hands.press("Tab")
        if hands.page.evaluate("document.activeElement.getAttribute('href')") == "#findings":
            hands.press("Enter")
            break
    for _ in range(400):
        hands.press("Tab")
        if hands.page.evaluate("document.activeElement.closest('.finding') !== null"):
            return


def test_a_text(hands: Hands) -> None:
    hands.page.goto("/")
    hands.restart()
    hands.type(TEXT.format(n=time.monotonic_ns() % 29 + 1), "#text")
    hands.click("text=Read it", leads=True)
    assert "KPi.076" in hands.page.inner_text("aside")


def keep_what_was_tested(hands: Hands) -> None:
    hands.page.goto("/")
    hands.page.fill("#text", TEXT.format(n=time.monotonic_ns()))
    with hands.page.expect_navigation():
        hands.page.click("text=Read it")
    hands.restart()
    hands.click("#keep button", leads=True)
    assert "/articles/" in hands.page.url


def decide_and_next(hands: Hands) -> None:
    for number in range(1, 12):
        hands.page.goto(f"/alerts/{number}")
        choices = hands.page.locator(".choice").all_inner_texts()
        if any("undetermined" in told for told in choices):
            break
    hands.restart()
    hands.press(str(next(k for k, told in enumerate(choices, 1) if "undetermined" in told)))
    hands.type("the year of birth is not given")
    hands.press("Control+Enter", leads=True)
    assert "done=" in hands.page.url


def words_in_the_article(hands: Hands) -> None:
    hands.page.goto("/alerts/1")
    hands.restart()
    hands.click(".quotes a >> nth=0", leads=True)
    assert hands.page.locator(".text .on").count()


def party_page(hands: Hands) -> None:
    hands.page.goto("/alerts/1")
    hands.restart()
    hands.click("text=The party: all alerts", leads=True)
    assert "Entries of this subject" in hands.page.inner_text("main")


def look_a_party_up(hands: Hands) -> None:
    hands.page.goto("/alerts")
    hands.restart()
    hands.press("/")
    hands.type("Shoigu")
    hands.press("Enter", leads=True)
    assert "Shoigu" in hands.page.inner_text("main").title()


def three_false_positives(hands: Hands) -> None:
    hands.page.goto("/alerts?state=all")
    hands.restart()
    for _ in range(3):
        hands.press("j")
        hands.press("x")
    hands.press("3")
    hands.type("namesakes all")
    hands.press("Enter", leads=True)


def report_for_the_file(hands: Hands) -> None:
    hands.restart()
    hands.clicks += 1
    answer = hands.page.request.get("/alerts/1/report.pdf")
    assert answer.body().startswith(b"%PDF")


def story_for_the_file(hands: Hands) -> None:
    hands.restart()
    hands.clicks += 1
    answer = hands.page.request.get("/stories/1/report.pdf")
    assert answer.body().startswith(b"%PDF")


def follow_a_feed(hands: Hands) -> None:
    hands.page.goto("/")
    hands.restart()
    hands.click("nav >> text=Set up", leads=True)
    hands.type(f"https://example.org/{time.monotonic_ns()}.xml", "input[name=url]")
    hands.click("text=Follow >> nth=0", leads=True)


def add_a_list(hands: Hands) -> None:
    path = Path(tempfile.mkdtemp()) / "own.csv"
    path.write_text(f"name,country\nZebulon Quartermain {time.monotonic_ns()},NO\n")
    hands.page.goto("/")
    hands.restart()
    hands.click("nav >> text=Lists", leads=True)
    if not hands.page.is_visible("#add input[type=file]"):
        hands.click("#add > summary")
    hands.texts += 1
    hands.page.set_input_files("#add input[type=file]", str(path))
    hands.page.fill("#add input[name=date]", "2024-02-01")
    hands.click("#add button:has-text('Add it')", leads=True)
    hands.page.wait_for_selector("#job[data-running=no]", timeout=120_000)


TASKS: dict[str, tuple[Callable[[Hands], None], str]] = {
    "from an article to its first finding": (first_finding, "156 Tabs"),
    "the same by Tab alone": (first_finding_by_tab, "156 Tabs"),
    "test a text": (test_a_text, ""),
    "keep what was tested": (keep_what_was_tested, "not to be had"),
    "decide, and to the next alert": (decide_and_next, ""),
    "from an alert to its words in the article": (words_in_the_article, "the top of the article"),
    "from an alert to the party": (party_page, "3.4 s"),
    "look a party up by its family name": (look_a_party_up, ""),
    "three false positives with one reason": (three_false_positives, ""),
    "a match review as PDF": (report_for_the_file, "not to be had"),
    "a story as PDF": (story_for_the_file, "not to be had"),
    "follow a feed": (follow_a_feed, "terminal only"),
    "add a list, checked and screened against": (add_a_list, "terminal only"),
}


def serve(library: str | None) -> str:
    """Serve the example desk, over the starter list or a library; return the address."""
    import uvicorn

    from watchwire.desk import Desk
    from watchwire.desk.demo import fill
    from watchwire.lists import Library
    from watchwire.store import Store
    from watchwire.web import Settings, create_app

    # A library that nobody named and that is empty has the starter list in its place, and can be added to.
    held = Library(Path(library)) if library else Library(Path(tempfile.mkdtemp()), named=False)
    desk = Desk(Store.open(f"{tempfile.mkdtemp()}/desk.sqlite"), held)
    fill(desk)
    app = create_app(desk, Settings(per_minute=1_000_000))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    url = serve(args.library)
    found: dict[str, dict[str, Any]] = {}
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(base_url=url, viewport={"width": 1440, "height": 900})
        for name, (task, before) in TASKS.items():
            if args.library and task is add_a_list:
                continue  # it would stay in a library that others use
            seconds = []
            hands = Hands(page)
            for _ in range(args.repeat):
                task(hands)
                seconds.append(time.perf_counter() - hands.begun)
            told = {"clicks": hands.clicks, "keys": hands.keys, "texts": hands.texts}
            found[name] = {**told, "seconds": round(statistics.median(seconds), 2), "before": before}
        browser.close()
    if args.json:
        print(json.dumps(found))
        return
    print("| task | clicks | keys | texts | seconds | before |\n|---|--:|--:|--:|--:|---|")
    for name, told in found.items():
        print(
            "| "
            + " | ".join([name, *(str(told[key]) for key in ("clicks", "keys", "texts", "seconds", "before"))])
            + " |"
        )


if __name__ == "__main__":
    main()
