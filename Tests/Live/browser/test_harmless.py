"""What somebody stores in the hope that it runs at others' is shown as the text it is."""

import pytest
from playwright.sync_api import expect

HOSTILE = [
    "<img src=x onerror=\"window.__xss=1;alert(1)\">", "<script>window.__xss=1</script>", "[click](javascript:window.__xss=1)",
    "<svg onload=window.__xss=1>", "\"><iframe srcdoc=\"<script>parent.__xss=1</script>\">", "`</code><script>window.__xss=1</script>`",
]


def untouched(desk):
    assert desk.page.evaluate("window.__xss") is None
    assert desk.page.locator("iframe, object, embed, script:not([src^='/'])").count() == 0
    assert desk.page.locator("a[href^='javascript' i], [onerror], [onload]").count() == 0


def test_messages_names_and_titles(room):
    ada, ben = room.server.members("Ada", "Ben")
    ben.patch("/me", {"name": HOSTILE[0][:70]})
    c = ada.group(ben, title=HOSTILE[1])
    for text in HOSTILE:
        ben.say(c, text)
    desk = room.desk(ada).at(c)
    expect(desk.messages).to_have_count(len(HOSTILE))
    desk.see("<script>window.__xss=1</script>")
    desk.panel()
    untouched(desk)
    desk.go("/search?q=xss")
    expect(desk.page.locator(".hit").first).to_be_visible()
    untouched(desk)


@pytest.mark.parametrize("name, media, data", [
    ("<img src=x onerror=alert(1)>.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='top.__xss=1'/>"),
    ("page.html", "text/html", b"<script>top.__xss=1</script>"), ("sheet.xml", "application/xml", b"<x/>")])
def test_files(room, name, media, data):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    file = ben.upload(name, data, media)
    ben.say(c, "look", attachments=[file["id"]])
    desk = room.desk(ada).at(c)
    link = desk.page.locator("a.file")
    expect(link).to_contain_text(file["name"])
    with desk.page.expect_download():
        link.click()
    untouched(desk)
    direct = desk.context.request.get(f"{desk.base}/api/v1/attachments/{file['id']}")
    assert direct.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in direct.headers["content-security-policy"]
