"""A mail server and a mail reader that share no code with pactwatch: aiosmtpd and Python's email package.

    mail.py serve FOLDER    serves until its standard input ends; prints its ports and authorities as one line of JSON
    mail.py read FOLDER     prints what is in the letters that were received, as JSON

Four ports: `starttls` and `tls` with a good certificate for localhost, `wrong_name` with one for another host, `expired`
with one that has run out. The login is `pactwatch` / `mật-khẩu-7`.
"""

import asyncio
import datetime
import email
import email.policy
import json
import pathlib
import ssl
import sys

LOGIN, PASSWORD = b"pactwatch", "mật-khẩu-7".encode()


class Store:
    """Keeps each letter as it came, numbered."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = self.folder / f"{self.count:03}"
        name.with_suffix(".eml").write_bytes(envelope.content)
        facts = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "secured": session.ssl is not None}
        name.with_suffix(".json").write_text(json.dumps(facts))
        return f"250 2.0.0 kept as {self.count}"


def context(authority, names, **dates):
    certificate = authority.issue_cert(*names, **dates)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


async def serve(folder):
    import trustme
    from aiosmtpd.smtp import SMTP, AuthResult

    def authenticate(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (LOGIN, PASSWORD), handled=False)

    authority, stranger = trustme.CA(), trustme.CA()
    day = datetime.timedelta(days=1)
    past = datetime.datetime.now(datetime.timezone.utc) - day
    good = context(authority, ["localhost", "127.0.0.1"])
    secured = {
        "starttls": good,
        "wrong_name": context(authority, ["other.example.vn"]),
        "expired": context(authority, ["localhost"], not_before=past - day, not_after=past),
    }
    store = Store(folder)
    common = {"authenticator": authenticate, "auth_required": True, "hostname": "mail.example.vn"}
    loop = asyncio.get_running_loop()
    facts = {}
    for name, tls in secured.items():
        make = lambda tls=tls: SMTP(store, tls_context=tls, require_starttls=True, **common)
        server = await loop.create_server(make, "127.0.0.1", 0)
        facts[name] = server.sockets[0].getsockname()[1]
    # Under TLS from the first byte aiosmtpd does not know that it is secured.
    make = lambda: SMTP(store, auth_require_tls=False, **common)
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=good)
    facts["tls"] = server.sockets[0].getsockname()[1]
    for name, ca in {"ca": authority, "stranger": stranger}.items():
        facts[name] = ca.cert_pem.bytes().decode()
    print(json.dumps(facts), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def read(folder):
    letters = []
    for path in sorted(folder.glob("*.eml")):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        person = lambda name: [[a.display_name, a.addr_spec] for a in letter[name].addresses]
        letters.append({
            "subject": letter["Subject"],
            "from": person("From"),
            "to": person("To"),
            "reply_to": person("Reply-To"),
            "message_id": letter["Message-ID"].strip(),
            "references": letter["References"].split(),
            "topic": letter["Thread-Topic"],
            "date": letter["Date"].datetime.isoformat(),
            "auto": [letter["Auto-Submitted"], letter["X-Auto-Response-Suppress"]],
            "text": letter.get_body(["plain"]).get_content(),
            "html": letter.get_body(["html"]).get_content(),
            "attachments": [
                [part.get_filename(), part.get_content_type(), part.get_payload(decode=True).decode()]
                for part in letter.iter_attachments()
            ],
            "defects": [
                repr(defect)
                for part in letter.walk()
                for defect in [*part.defects, *(d for value in part.values() for d in getattr(value, "defects", []))]
            ],
            "envelope": json.loads(path.with_suffix(".json").read_text()),
        })
    print(json.dumps(letters))


if __name__ == "__main__":
    task, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    asyncio.run(serve(folder)) if task == "serve" else read(folder)
