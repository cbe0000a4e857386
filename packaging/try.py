"""Tries a built package in a bare Debian root: install, letters over TLS, upgrade over an older register, remove, purge.

    packaging/try.py OLDER.deb NEWER.deb        as root; both may hold the same program under two version numbers

The root is made with debootstrap and thrown away. No init runs in it, so the service's own command line is started by
hand, as its user; the units are read by systemd-analyze of this machine. Prints what held, ends with 1 at what did not.
"""

import datetime
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
REGISTER = "/var/lib/pactwatch/pactwatch.db"
CONFIG = "/etc/pactwatch/config.toml"


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def bare_root(folder):
    """A minimal Debian from the archive that this machine installs from, unpacked once and kept below target/."""
    kept = TOP / "target/debian-root.tar"
    if not kept.exists():
        release = output("sh", "-c", ". /etc/os-release && echo $VERSION_CODENAME").strip()
        archive = output("apt-get", "indextargets", "--format", "$(REPO_URI)").split()[0]
        subprocess.run(["debootstrap", "--variant=minbase", release, folder, archive], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-C", folder, "-cf", kept, "."], check=True)
    else:
        subprocess.run(["tar", "-C", folder, "-xf", kept], check=True)
    # A temporary folder is closed to others; a root that the service's user cannot enter runs nothing of his.
    pathlib.Path(folder).chmod(0o755)


class Root:
    """What is done inside the root."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def path(self, inside):
        return self.folder / inside.lstrip("/")

    def run(self, command, check=True):
        return subprocess.run(["chroot", self.folder, "sh", "-c", command], check=check, capture_output=True, text=True)

    def office(self, command):
        """A command of the program, as the service's user."""
        line = f"runuser -u pactwatch -- pactwatch --config {CONFIG} {command}"
        return self.run(line, check=False)

    def install(self, package):
        shutil.copy(package, self.path("/tmp/package.deb"))
        return self.run("dpkg -i /tmp/package.deb 2>&1").stdout

    def owner(self, inside):
        status = self.path(inside).stat()
        users = {line.split(":")[2]: line.split(":")[0] for line in self.path("/etc/passwd").read_text().splitlines()}
        return f"{users[str(status.st_uid)]} {oct(status.st_mode & 0o7777)[2:]}"


def held(rule, truth, detail=""):
    print(f"{'holds' if truth else 'FAILS'}: {rule}", flush=True)
    if not truth:
        sys.exit(f"{rule}: {detail}")


def installed(root):
    held("the register is the service's alone", root.owner(REGISTER) == "pactwatch 600", root.owner(REGISTER))
    held("its folder too", root.owner("/var/lib/pactwatch") == "pactwatch 700")
    held("the configuration is root's", root.owner(CONFIG) == "root 640", root.owner(CONFIG))
    held("the program answers", root.run("pactwatch --version").stdout.startswith("pactwatch "))
    checked = root.office("check")
    held("the packaged configuration reads", "config.toml" not in checked.stderr, checked.stderr)
    for file in ["man/man1/pactwatch-record.1.gz", "bash-completion/completions/pactwatch", "doc/pactwatch/licences.txt"]:
        held(f"{file} is there", root.path(f"/usr/share/{file}").is_file())
    units_read(root)


def units_read(root):
    if shutil.which("systemd-analyze") is None:
        print("not tried: this machine has no systemd-analyze to read the units", flush=True)
        return
    units = root.path("/usr/lib/systemd/system")
    report = subprocess.run(
        ["systemd-analyze", "verify", "--root", root.folder, "--man=no", "pactwatch.service", "pactwatch-failed.service"],
        capture_output=True, text=True,
    )
    # A bare root has neither systemd's own units nor `kill`.
    missing = ("sysinit.target", "/bin/kill")
    ours = [line for line in report.stderr.splitlines() if "pactwatch" in line and not any(m in line for m in missing)]
    held("systemd reads the units", not ours, "\n".join(ours))
    exposure = output("systemd-analyze", "security", "--offline=true", str(units / "pactwatch.service"))
    print("        " + exposure.strip().splitlines()[-1].lstrip("→ ").strip())


def a_letter_over_tls(root, server, facts):
    """Enters an agreement that ends in twenty days, starts the service's command line, and waits for the letter."""
    ends_on = datetime.date.today() + datetime.timedelta(days=20)
    (root.path("/etc/pactwatch/office-ca.pem")).write_text(facts["ca"])
    root.path("/etc/pactwatch/smtp-password").write_text("mật-khẩu-7\n")
    root.run("chgrp pactwatch /etc/pactwatch/smtp-password && chmod 640 /etc/pactwatch/smtp-password")
    root.path("/etc/hosts").write_text("127.0.0.1 localhost\n")
    config = root.path(CONFIG)
    text = config.read_text()
    text = text.replace('transport       = "file"', 'transport       = "smtp"', 1)
    text = text.replace(
        "# [post.smtp]",
        f'[post.smtp]\nhost = "localhost"\nport = {facts["starttls"]}\nsecurity = "starttls"\nusername = "pactwatch"\n'
        'password_file = "smtp-password"\nca_file = "office-ca.pem"\n',
        1,
    )
    config.write_text(text)
    root.path("/tmp/list.toml").write_text(
        '[[party]]\nid = "we"\ncountry = "VN"\nnames = [{ name = "UBND tỉnh Đắk Lắk" }]\n'
        '[[party]]\nid = "they"\ncountry = "KR"\nnames = [{ name = "Jeollabuk-do" }]\n'
        '[[agreement]]\nreference = "DL-KR-1"\ntitle = "Bản ghi nhớ"\nkind = "mou"\nours = ["we"]\npartner = ["they"]\n'
        f'country = "KR"\nsigned_on = {ends_on - datetime.timedelta(days=700)}\nterm = "until {ends_on}"\n'
        'officers = ["desk-korea"]\n'
    )
    imported = root.office("import /tmp/list.toml")
    held("a list comes in", imported.returncode == 0, imported.stdout + imported.stderr)
    unit = root.path("/usr/lib/systemd/system/pactwatch.service").read_text()
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart=")).removeprefix("ExecStart=")
    command = ["chroot", "--userspec=pactwatch:pactwatch", root.folder, *shlex.split(start)]
    service = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    letters = []
    while time.monotonic() < until and not letters and service.poll() is None:
        time.sleep(0.5)
        letters = list(pathlib.Path(server).glob("*.json"))
    service.terminate()
    service.wait(timeout=30)
    held("the service sends a letter over TLS", letters, service.stderr.read())
    held("secured, with a login", json.loads(letters[0].read_text())["secured"])
    held("it ends in an orderly way", service.returncode == 0, service.returncode)


def main(older, newer):
    with tempfile.TemporaryDirectory(prefix="pactwatch-root-") as folder, tempfile.TemporaryDirectory() as mail:
        bare_root(folder)
        root = Root(folder)
        root.install(older)
        installed(root)
        python = TOP / "target/tmp/aiosmtpd/bin/python"
        server = subprocess.Popen(
            [python if python.exists() else sys.executable, TOP / "tests/oracles/mail.py", "serve", mail],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL,
        )
        try:
            a_letter_over_tls(root, mail, json.loads(server.stdout.readline()))
        finally:
            server.stdin.close()
            server.wait(timeout=30)

        # The register of the first schema, as an office would have it after years.
        for name in ["-wal", "-shm", ".sent"]:
            root.path(REGISTER + name).unlink(missing_ok=True)
        shutil.copy(TOP / "tests/data/frozen/v1/register.db", root.path(REGISTER))
        root.run(f"chown pactwatch:pactwatch {REGISTER} && chmod 600 {REGISTER}")
        before = root.path(CONFIG).read_text()
        root.install(newer)
        held("an upgrade keeps the configuration", root.path(CONFIG).read_text() == before)
        copies = list(root.path("/var/lib/pactwatch").glob("before-upgrade-*.db"))
        held("an upgrade leaves a copy of the register", copies)
        audited = root.office("audit")
        held("the older register passes audit", audited.returncode == 0, audited.stdout + audited.stderr)

        root.run("dpkg --remove pactwatch")
        held("removal leaves register and configuration", root.path(REGISTER).exists() and root.path(CONFIG).exists())
        said = root.run("dpkg --purge pactwatch 2>&1").stdout
        held("a purge takes the configuration", not root.path(CONFIG).exists())
        held("a purge leaves the register and says so", root.path(REGISTER).exists() and "/var/lib/pactwatch" in said, said)


if __name__ == "__main__":
    if len(sys.argv) != 3 or os.geteuid() != 0:
        sys.exit(__doc__)
    main(*sys.argv[1:])
