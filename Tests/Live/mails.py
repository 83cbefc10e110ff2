"""Pictures of mails as a browser shows them: narrow and wide, light and dark, and their text part beside.

    mails.py FOLDER MAIL.eml ...
"""

import base64
import re
import sys
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTHS = (375, 900)
SCHEMES = ("light", "dark")


def shown(mail):
    """The HTML part with the images that the mail carries in place of their identifiers."""
    body = mail.get_body(("html",))
    if body is None:
        return None
    images = {part["Content-ID"].strip("<> "): part for part in mail.walk() if part["Content-ID"]}

    def put(found):
        part = images.get(found[1])
        if part is None:
            return found[0]
        return f"data:{part.get_content_type()};base64," + base64.b64encode(part.get_payload(decode=True)).decode()

    return re.sub(r"cid:([^\"'>\s]+)", put, body.get_content())


def shoot(browser, html, path):
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": width, "height": 600}, color_scheme=scheme, java_script_enabled=False)
            page.route(re.compile("^https?:"), lambda route: route.abort())
            page.set_content(html)
            page.screenshot(path=f"{path}-{width}-{scheme}.png", full_page=True)
            page.close()


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for name in map(Path, sys.argv[2:]):
            mail = message_from_bytes(name.read_bytes(), policy=policy.default)
            text, html = mail.get_body(("plain",)), shown(mail)
            if text is not None:
                heads = f"Subject: {mail['Subject']}\nFrom: {mail['From']}\n\n"
                (folder / f"{name.stem}.txt").write_text(heads + text.get_content())
            if html is not None:
                shoot(browser, html, folder / name.stem)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main()
