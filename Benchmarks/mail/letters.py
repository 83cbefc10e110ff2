"""Mails as they come in: an answer from Gmail with the mail that it answers below, and one with a large file."""

import base64
import os
import quopri
import time
from email.utils import formatdate
from pathlib import Path

SENDERS = "outside.example"
SAID = "Yes, Thursday at three suits me. I bring the drawings of the second floor and the letter of the council; number {n}."
QUOTED = [
    "Dear all, the surveyor has been to the house on Monday and has found nothing that cannot be repaired before the winter.",
    "The stairs need new treads, two windows on the north side have to be replaced, and the gutter leaks above the door.",
    "He asks whether we want the estimate with or without the cellar. I think with, since the walls are damp there.",
    "Shall we meet on Thursday at three at the house? Mara has the key. Bring the drawings if you find them, please.",
    "If it rains we can sit in the café opposite, they have a large table at the back and do not mind if we stay long.",
    "And could somebody ask the council about the parking of the scaffold? Last time it took them three weeks to answer.",
] * 2

HEAD = """\
Received: from mail-ej1-f{n3}.google.com (mail-ej1-f{n3}.google.com [209.85.218.{n3}])
        by mx.outside.example (Postfix) with ESMTPS id {n:010d}
        for <{to}>; {date}
MIME-Version: 1.0
References: <m.{n}.first@chat.example>
In-Reply-To: <m.{n}.first@chat.example>
From: Ben Okri <{sender}>
Date: {date}
Message-ID: <CAF{n:010d}=qZ8Yw{stamp}@mail.{senders}>
Subject: Re: The house
To: Olga Owner <{to}>
"""


def alternatives(n, to, boundary):
    said = SAID.format(n=n)
    intro = f"On Thu, 19 Nov 2026 at 10:00, Olga Owner <{to}> wrote:"
    plain = "\n".join([said, "", "Ben", "", intro, "", *(f"> {line}" for q in QUOTED for line in wrapped(q))])
    html = "".join([
        f'<div dir="auto">{said}<div dir="auto"><br></div><div dir="auto">Ben</div></div><br>\n'
        f'<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{intro.replace("<", "&lt;").replace(">", "&gt;")}'
        '<br></div>\n<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">\n',
        "".join(f"<p>{q}</p>\n" for q in QUOTED), "</blockquote></div>\n"])
    part = 'Content-Type: text/{kind}; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable\n\n{text}\n'
    return "\n".join([
        f"--{boundary}", part.format(kind="plain", text=quoted_printable(plain)),
        f"--{boundary}", part.format(kind="html", text=quoted_printable(html)), f"--{boundary}--", ""])


def wrapped(text, width=70):
    words, line = text.split(), ""
    for word in words:
        if line and len(line) + len(word) >= width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


def quoted_printable(text):
    return quopri.encodestring(text.encode()).decode()


def letter(n, sender, to, attached=0, stamp=0):
    """The bytes of one mail, lines ended by CR LF."""
    head = HEAD.format(n=n, n3=n % 250, to=to, sender=sender, senders=SENDERS, date=formatdate(time.time()), stamp=stamp)
    inner = f"000000000000{n:010x}"
    body = alternatives(n, to, inner)
    alternative = f'Content-Type: multipart/alternative; boundary="{inner}"\n\n'
    if attached:
        outer = f"{inner}mixed"
        file = base64.encodebytes(os.urandom(attached)).decode()
        body = (f"--{outer}\n{alternative}{body}\n--{outer}\n"
                'Content-Type: application/pdf; name="drawings.pdf"\nContent-Disposition: attachment; filename="drawings.pdf"\n'
                f"Content-Transfer-Encoding: base64\nX-Attachment-Id: f_{n}\n\n{file}--{outer}--\n")
        alternative = f'Content-Type: multipart/mixed; boundary="{outer}"\n\n'
    return (head + alternative + body).replace("\n", "\r\n").encode()


def stuffed(mail):
    """With the dots that SMTP wants (RFC 5321 §4.5.2)."""
    mail = mail.replace(b"\r\n.", b"\r\n..")
    return b"." + mail if mail.startswith(b".") else mail


def write(path, count, places, signer, attached=0):
    """`count` mails to the places in turn, for `mailload`; says how long the first is."""
    path, offset, length = Path(path), 0, 0
    stamp = time.time_ns()
    with open(f"{path}.mails", "wb") as mails, open(f"{path}.index", "w") as index:
        for n in range(count):
            sender, to = places[n % len(places)][:2]
            mail = letter(n, sender, to, attached, stamp)
            mail = stuffed(signer.sign(mail) + mail)
            mails.write(mail)
            index.write(f"{sender} {to} {offset} {len(mail)}\n")
            offset += len(mail)
            length = length or len(mail)
    return length
