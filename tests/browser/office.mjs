// An office in a scratch folder and its page, served by the program itself on this machine.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    const office = new Office();
    office.folder = mkdtempSync(join(tmpdir(), "pactwatch-browser-"));
    office.run("init", ".");
    const register = readFileSync(join(root, "examples", "register.toml"), "utf8");
    writeFileSync(join(office.folder, "register.toml"), register + MORE);
    office.run("import", "register.toml");
    office.run("tick", "--release");
    office.child = spawn(program, ["serve", "--listen", "127.0.0.1:0"], office.options({ stdio: ["ignore", "pipe", "inherit"] }));
    office.address = await new Promise((resolve, reject) => {
      office.child.stdout.once("data", (line) => resolve(String(line).trim()));
      office.child.once("exit", (code) => reject(new Error(`serve ended with ${code}`)));
    });
    return office;
  }

  options(more = {}) {
    return { cwd: this.folder, env: { ...process.env, PACTWATCH_NOW: NOW }, ...more };
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
