"""Makes the pictures of the pages: `python docs/screenshots.py` (needs Debian's chromium and the extra `test`).

Without --url it serves the example desk (`watchwire desk demo`) over the starter list.
"""

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = {
    "article": "/articles/1",
    "alerts": "/alerts?state=all",
    "review": "/alerts/1",
    "story": "/stories/1",
    "party": "/parties/un-sc:KPi.076",
    "network": "/network?story=1",
    "timeline": "/timeline",
    "monitor": "/monitor",
    "rules": "/rules",
    "lists": "/lists",
    "search": "/search?q=Kim&what=parties",
}
PHONE = {"article-phone": "/articles/1", "network-phone": "/network?story=1", "alerts-phone": "/alerts?state=all"}


def serve_example() -> str:
    """Serve the example desk from a store of its own; return the address."""
    import uvicorn

    from watchwire.desk import Desk
    from watchwire.desk.demo import fill
    from watchwire.store import Store
    from watchwire.web import Settings, create_app

    desk = Desk(Store.open(f"{tempfile.mkdtemp()}/desk.sqlite"), None)
    fill(desk)
    server = uvicorn.Server(uvicorn.Config(create_app(desk, Settings()), port=0, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


def main() -> None:
    """Make one picture a page."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    url = args.url or serve_example()
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=url).new_page()
        phone = browser.new_context(viewport={"width": 390, "height": 844}, base_url=url).new_page()
        for shown in (page, phone):
            shown.set_default_timeout(120_000)
        for name, path in {**PAGES, **PHONE}.items():
            shown = phone if name in PHONE else page
            shown.goto(path)
            shown.screenshot(path=args.out / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
