// An office in a scratch folder and its page, served by the program itself on this machine.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
const program = process.env.PACTWATCH_PROGRAM ?? join(root, "target", "debug", "pactwatch");
const NOW = "2026-11-21T10:00:00+07:00";

/** What the example register lacks to show every part of a page: something overdue, a suspension, a restricted one. */
const MORE = `
[[agreement]]
reference = "DL-LA-2021-07"
title = "Bản ghi nhớ hợp tác giáo dục giữa tỉnh Đắk Lắk và tỉnh Attapeu (ví dụ minh họa)"
kind = "mou"
ours = ["dak-lak"]
partner = ["attapeu"]
country = "LA"
signed_on = 2021-03-15
effect = "signature"
term = "5y"
renewal = "tacit"
renewal_period = "5y"
notice = "6m"
review_every = "1y"
fields = ["giáo dục", "văn hóa"]
officers = ["desk-laos"]
basis.term = "Điều 7"
basis.review = "Điều 5"

[[agreement]]
reference = "DL-KR-2023-02"
title = "Thỏa thuận hợp tác nông nghiệp giữa tỉnh Đắk Lắk và Jeonbuk State (ví dụ minh họa)"
ours = ["dak-lak"]
partner = ["jeonbuk"]
country = "KR"
signed_on = 2023-12-10
effect = "signature"
term = "3y"
renewal = "consent"
review_every = "1y"
officers = ["desk-korea"]

[[agreement]]
reference = "HC-2026-01"
title = "Tên không được lộ"
partner = ["sekong"]
country = "LA"
signed_on = 2026-02-03
effect = "signature"
term = "1y"
officers = ["desk-laos"]
restricted = true
`;

export class Office {
  static async start() {
    const office = Office.made();
    office.run("tick", "--release");
    await office.serve();
    return office;
  }

  /** An office with that in its configuration and register, imported at that moment; nothing is served yet. */
  static made({ config = "", edit = (text) => text, example = true, register = MORE, now = NOW } = {}) {
    const office = new Office();
    office.now = now;
    office.folder = mkdtempSync(join(tmpdir(), "pactwatch-browser-"));
    office.run("init", ".");
    const sample = example ? readFileSync(join(root, "examples", "register.toml"), "utf8") : "";
    writeFileSync(join(office.folder, "register.toml"), sample + register);
    const written = readFileSync(join(office.folder, "config.toml"), "utf8");
    writeFileSync(join(office.folder, "config.toml"), edit(written) + config);
    if (sample + register) office.run("import", "register.toml");
    return office;
  }

  /** The daemon itself with its page, at the machine's own time, its letters going to the mail server at that port. */
  static async running(mail) {
    const office = new Office();
    office.folder = mkdtempSync(join(tmpdir(), "pactwatch-browser-"));
    const port = await new Promise((resolve) => {
      const free = createServer().listen(0, "127.0.0.1", () => { const { port } = free.address(); free.close(() => resolve(port)); });
    });
    office.address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, RUST_LOG: "info" };
    delete env.PACTWATCH_NOW;
    office.options = (more = {}) => ({ cwd: office.folder, env, ...more });
    office.run("init", ".");
    writeFileSync(join(office.folder, "config.toml"), `
[office]
name = "Sở Ngoại vụ"
fallback = "it"
[post]
transport = "smtp"
from = "pactwatch@example.vn"
[post.smtp]
host = "127.0.0.1"
port = ${mail}
security = "none"
[contacts.head]
name = "Trưởng phòng"
email = "head@example.vn"
[contacts.it]
name = "Quản trị hệ thống"
email = "it@example.vn"
[roles]
head = ["head"]
[web]
listen = "127.0.0.1:${port}"
address = "${office.address}"
`);
    const child = spawn(program, ["run"], office.options({ stdio: ["ignore", "ignore", "pipe"] }));
    office.child = child;
    await new Promise((resolve, reject) => {
      let log = "";
      child.stderr.on("data", (bytes) => { log += bytes; if (log.includes("the page is served")) resolve(); });
      child.once("exit", (code) => reject(new Error(`run ended with ${code}: ${log}`)));
    });
    return office;
  }

  /** Serves the page at the office's moment, in place of the one that was served. */
  async serve() {
    this.child?.kill();
    const child = spawn(program, ["serve", "--listen", "127.0.0.1:0"], this.options({ stdio: ["ignore", "pipe", "inherit"] }));
    this.child = child;
    this.address = await new Promise((resolve, reject) => {
      child.stdout.once("data", (line) => resolve(String(line).trim()));
      child.once("exit", (code) => reject(new Error(`serve ended with ${code}`)));
    });
  }

  /** The letters to a contact's address as they left, oldest first, with soft line breaks joined. */
  letters(contact) {
    const folder = join(this.folder, "var", "letters");
    const texts = readdirSync(folder)
      .map((name) => join(folder, name))
      .sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs)
      .map((file) => readFileSync(file, "utf8").replaceAll("=\r\n", ""));
    const to = (text) => text.split("\r\n\r\n")[0].replaceAll("\r\n ", " ").split("\r\n").find((line) => line.startsWith("To: ")) ?? "";
    return texts.filter((text) => to(text).includes(`<${contact}@example.vn>`));
  }

  options(more = {}) {
    return { cwd: this.folder, env: { ...process.env, PACTWATCH_NOW: this.now }, ...more };
  }

  run(...words) {
    return execFileSync(program, words, this.options({ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).trim();
  }

  code(contact) {
    return this.run("login", contact);
  }

  stop() {
    this.child?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
