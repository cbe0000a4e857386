// Logging in as an office does: the daemon at the machine's own time, a mail server on this machine, the code read from the
// letter that it delivers.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { Office } from "./office.mjs";

/** A mail server that takes every letter and keeps its text. */
async function mailServer() {
  const letters = [];
  const server = createServer((socket) => {
    let [inLetter, text, rest] = [false, "", ""];
    socket.on("error", () => {});
    socket.write("220 mail.example.vn\r\n");
    socket.on("data", (bytes) => {
      rest += bytes.toString("latin1");
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inLetter && line === ".") { inLetter = false; letters.push(text); socket.write("250 2.0.0 queued\r\n"); }
        else if (inLetter) text += `${line}\r\n`;
        else if (line === "DATA") { [inLetter, text] = [true, ""]; socket.write("354 go on\r\n"); }
        else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { letters, port: server.address().port, stop: () => server.close() };
}

/** The code in a letter's text, however it is carried: on a line of its own, four and four. */
const codeIn = (letter) => {
  const [, carried] = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(letter) ?? [];
  const text = /Content-Type: text\/plain[^]*?base64/.test(letter.split("text/html")[0]) ? Buffer.from(carried ?? "", "base64").toString("utf8") : carried;
  return /^ {4}([A-Z2-9]{4}-[A-Z2-9]{4})\r?$/m.exec(text ?? "")?.[1];
};

export async function mailed({ test, browser, violations, DESK }) {
  await test("mailed: a code comes late, after a second one; either opens, and only the browser that asked", async () => {
    const mail = await mailServer();
    const made = await Office.running(mail.port);
    const [own, other] = [await browser.newContext({ viewport: DESK, bypassCSP: true }), await browser.newContext({ viewport: DESK })];
    try {
      const codes = async (count) => {
        for (let waited = 0; waited < 300; waited += 1) {
          const found = mail.letters.map(codeIn).filter(Boolean);
          if (found.length >= count) return found;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        assert.fail(`no code came: ${mail.letters.length} letters`);
      };
      const page = await own.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${made.address}/thoa-thuan`);
      assert.match(page.url(), /dang-nhap$/);
      for (const nth of [1, 2]) {
        await page.fill("#email", "head@example.vn");
        await page.getByRole("button", { name: "Gửi mã" }).click();
        await codes(nth);
      }
      const [first, second] = await codes(2);
      const waits = await page.textContent("main");
      assert.ok(waits.includes(first.slice(0, 2)) && waits.includes(second.slice(0, 2)), "the page names what it waits for");
      assert.deepEqual(await violations(page), []);
      // Seen by somebody in another browser it opens nothing.
      const there = await other.newPage();
      await there.goto(`${made.address}/dang-nhap`);
      assert.equal(await there.locator("#code").count(), 0, "that browser waits for no code");
      // The page was closed meanwhile, and is reopened: the field is there again.
      await page.goto(`${made.address}/dang-nhap`);
      await page.fill("#code", "AAAA-AAAA");
      await page.keyboard.press("Enter");
      assert.match(await page.textContent("[role=alert]"), /Mã không đúng/);
      await page.fill("#code", first.toLowerCase());
      await page.check("#keep");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${made.address}/thoa-thuan`);
      const kept = (await own.cookies()).find((cookie) => cookie.name === "phien");
      assert.ok(kept.httpOnly && kept.expires > Date.now() / 1000 + 29 * 86_400, "kept for thirty days on this machine");
    } finally {
      await own.close();
      await other.close();
      made.stop();
      mail.stop();
    }
  });
}
