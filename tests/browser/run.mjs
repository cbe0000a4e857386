// The page in Chromium. `node run.mjs` tests; `node run.mjs --pictures` also takes the pictures of docs/pages.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { counted } from "./counted.mjs";
import { mailed } from "./mailed.mjs";
import { Office, root } from "./office.mjs";
import { inspecting, recording } from "./record.mjs";
import { withoutAShell } from "./shell.mjs";
import { story } from "./story.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.argv.includes("--pictures");
const executablePath =
  process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const DESK = { width: 1200, height: 900 };
const PHONE = { width: 375, height: 740 };
const NARROW = { width: 320, height: 480 }; // a window of 1280 at 400 %

/** Every page: name, route, who sees it. */
const PAGES = [
  ["dang-nhap", "/dang-nhap", null],
  ["viec-cua-phong", "/", "head"],
  ["viec-cua-so", "/", "director"],
  ["viec-cua-toi", "/", "desk-laos"],
  ["so-theo-doi", "/thoa-thuan", "head"],
  ["so-theo-doi-loc", "/thoa-thuan?nuoc=KR&het-tu=01%2F01%2F2026", "head"],
  ["danh-muc-in", "/thoa-thuan?dang=in", "head"],
  ["thoa-thuan", "/thoa-thuan/DL-LA-2021-07", "head"],
  ["thoa-thuan-theo-ngay", "/thoa-thuan/DL-LA-2021-07?ngay=21%2F11%2F2026", "head"],
  ["thoa-thuan-han-che", "/thoa-thuan/HC-2026-01", "desk-korea"],
  ["cap-nhat-gia-han", "/thoa-thuan/DL-KR-2023-02/cap-nhat?moc=expiry%402026-12-10", "head"],
  ["them-moi", "/thoa-thuan/them-moi", "desk-korea"],
  ["chinh-sua", "/thoa-thuan/DL-KR-2017-01/chinh-sua", "head"],
  ["nhap-danh-sach", "/nhap-danh-sach", "head"],
  ["ban-giao", "/ban-giao", "head"],
  ["can-xac-minh", "/can-xac-minh", "head"],
  ["cac-ben", "/doi-tac", "head"],
  ["mot-ben", "/doi-tac/jeonbuk", "head"],
  ["viec-co-quan", "/viec-co-quan", "head"],
  ["lich", "/lich?thang=2027-03", "head"],
  ["ke-hoach", "/ke-hoach/2027", "head"],
  ["dong-thoi-gian", "/dong-thoi-gian", "head"],
  ["thay-doi", "/thay-doi?tu=2026-11-01", "head"],
  ["thu-nhac", "/thu-nhac", "head"],
  ["tai-khoan", "/tai-khoan", "head"],
  ["mot-thu", "/thu-nhac/{letter}", "head"],
  ["da-nhac", "/thoa-thuan/DL-LA-2021-07/da-nhac", "head"],
  ["cam-ket", "/thoa-thuan/DL-LA-2021-07/cam-ket", "head"],
  ["mot-lan-cap-nhat", "/thoa-thuan/DL-LA-2021-07/cap-nhat/{act}", "head"],
  ["huy-lan-cap-nhat", "/thoa-thuan/DL-LA-2021-07/cap-nhat/{act}/huy", "head"],
  ["ke-hoach-khoang", "/ke-hoach?tu=01%2F01%2F2027&den=31%2F03%2F2027", "head"],
  ["quan-tri", "/quan-tri", "it"],
  ["khong-co-trang", "/khong-co", "head"],
  ["english", "/thoa-thuan/DL-KR-2023-02", "english"],
];

let failures = 0;
/** `ONLY=story node run.mjs` runs the tests whose names fit. */
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : null;
async function test(name, body) {
  if (only && !only.test(name)) return;
  const began = performance.now();
  try {
    await body();
    console.log(`ok   ${name} (${Math.round(performance.now() - began)} ms)`);
  } catch (error) {
    failures += 1;
    console.log(`FAIL ${name}\n     ${String(error.message ?? error).split("\n").slice(0, 30).join("\n     ")}`);
  }
}

const office = await Office.start();
const browser = await chromium.launch({ executablePath, args: FLAGS });
// An act to look at, recorded by the head.
office.run("record", "DL-LA-2021-07", "progress", "review@2027-03-15", "đang trao đổi với đối tác", "--by", "head");
const act = JSON.parse(office.run("show", "DL-LA-2021-07", "--json")).acts.at(-1).seq;
const letter = JSON.parse(office.run("outbox", "list", "--json"))[0].id;
for (const page of PAGES) page[1] = page[1].replace("{act}", act).replace("{letter}", letter);

/** Routes of the table that no row of PAGES opens, and where they are opened. */
const ELSEWHERE = new Map([
  ["/r/{token}", "record.mjs, from the letter"],
  ["/nhap-danh-sach/{id}", "shell.mjs, after an upload"],
  ["/nguoi-ghi", "tests/web/settings.rs: a shared contact alone is led there"],
  ["/dang-nhap/chon", "tests/operations.rs: an address of several contacts"],
  ["/thu", "tests/web/demo.rs: the demonstration alone"],
  ["/thu/{secret}", "tests/web/demo.rs: the demonstration alone"],
]);
/** What is a file, or no page for people. */
const FILES = /mau$|bang-tinh$|sua$|danh-dau$|van-ban\/\{number\}$|^\/lich\/|^\/health$|^\/assets\//;

const states = new Map();

/** A context in which that contact is logged in. Every request and every word in the console is watched. */
async function context(who, options = {}) {
  const made = await browser.newContext({ viewport: DESK, storageState: who ? await state(who) : undefined, ...options });
  made.setDefaultTimeout(10_000);
  const seen = { foreign: [], complaints: [] };
  made.on("request", (request) => { if (!request.url().startsWith(office.address)) seen.foreign.push(request.url()); });
  made.on("console", (message) => { if (message.type() === "error" && !/40[34]|Failed to load resource/.test(message.text())) seen.complaints.push(message.text()); });
  made.seen = seen;
  return made;
}

async function logIn(page, who) {
  await page.goto(`${office.address}/dang-nhap`);
  await page.fill("#code", office.code(who));
  await page.click("form[action$='/ma'] button");
}

async function state(who) {
  if (!states.has(who)) {
    const made = await browser.newContext();
    const page = await made.newPage();
    await logIn(page, who === "english" ? "desk-cambodia" : who);
    assert.equal(page.url(), `${office.address}/`);
    states.set(who, await made.storageState());
    await made.close();
  }
  return states.get(who);
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((one) => `${one.id}: ${one.help}; ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** What sticks out of the window to the right, outside of what scrolls by itself. */
const overflow = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 1) return [];
    const right = document.documentElement.clientWidth + 1;
    return [...document.querySelectorAll("main *, header *, footer *")]
      .filter((one) => one.getBoundingClientRect().right > right && !one.closest(".scroll"))
      .slice(0, 4)
      .map((one) => one.outerHTML.slice(0, 120));
  });

await test("login: a wrong code says so, another browser's does not open, the right one does", async () => {
  const one = await context(null);
  const page = await one.newPage();
  await page.goto(`${office.address}/thoa-thuan`);
  assert.match(page.url(), /\/dang-nhap$/);
  await page.fill("#code", "AAAA-AAAA");
  await page.keyboard.press("Enter");
  assert.match(await page.textContent("[role=alert]"), /Mã không đúng/);
  const code = office.code("head");
  const other = await context(null);
  const there = await other.newPage();
  await there.goto(`${office.address}/dang-nhap`);
  await there.fill("#code", code);
  await there.keyboard.press("Enter");
  await there.waitForURL(`${office.address}/`); // printed: in any browser
  await page.fill("#code", code);
  await page.keyboard.press("Enter");
  assert.match(await page.textContent("[role=alert]"), /Mã không đúng/, "and once");
  await page.fill("#code", office.code("head"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`${office.address}/thoa-thuan`); // where one wanted to go
  await Promise.all([one.close(), other.close()]);
});

for (const script of [true, false]) {
  for (const [name, route, who] of PAGES) {
    await test(`${name}, script ${script ? "on" : "off"}`, async () => {
      const made = await context(who, { javaScriptEnabled: script, bypassCSP: false });
      const page = await made.newPage();
      for (const viewport of [DESK, PHONE]) {
        await page.setViewportSize(viewport);
        const answer = await page.goto(office.address + route);
        assert.ok(answer.status() < 500, `status ${answer.status()}`);
        assert.equal(await page.locator("h1").count(), 1, "one heading of the first rank");
        if (script) assert.deepEqual(await overflow(page), [], `sticks out at ${viewport.width}`);
        if (script && pictures) {
          mkdirSync(join(root, "docs", "pages"), { recursive: true });
          await page.screenshot({ path: join(root, "docs", "pages", `${name}-${viewport.width}.jpg`), fullPage: true, type: "jpeg", quality: 60 });
        }
      }
      assert.deepEqual(made.seen.foreign, [], "requests that left the origin");
      assert.deepEqual(made.seen.complaints, [], "the console complains");
      await made.close();
    });
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const [name, route, who] of PAGES) {
    await test(`${name}, ${colorScheme}: nothing against WCAG 2.2 AA`, async () => {
      const made = await context(who, { bypassCSP: true, colorScheme });
      const page = await made.newPage();
      for (const viewport of colorScheme === "light" ? [DESK, PHONE, NARROW] : [DESK]) {
        await page.setViewportSize(viewport);
        await page.goto(office.address + route);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        assert.deepEqual(await overflow(page), [], `sticks out at ${viewport.width}`);
        assert.deepEqual(await violations(page), [], `at ${viewport.width}`);
      }
      await made.close();
    });
  }
}

await test("every page of the table of routes is looked at", async () => {
  const table = readFileSync(join(root, "src", "web", "routes.rs"), "utf8").split(".fallback(")[0];
  const routes = [...table.matchAll(/\.route\(\s*"([^"]+)",\s*([\s\S]*?)(?=\.route\(|\.layer\()/g)].filter(([, , how]) => how.includes("page(")).map(([, path]) => path);
  assert.ok(routes.length > 35, `the table is read: ${routes.length}`);
  const opened = PAGES.map(([, route]) => route.split("?")[0]);
  const fits = (path) => opened.some((route) => new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(route));
  const left = routes.filter((path) => !fits(path) && !ELSEWHERE.has(path) && !FILES.test(path));
  assert.deepEqual(left, [], "pages that no test opens");
});

await test("keyboard alone: from the login to an agreement's third unfolded day", async () => {
  const made = await context(null, { javaScriptEnabled: false });
  const page = await made.newPage();
  await page.goto(`${office.address}/thoa-thuan/DL-LA-2021-07`);
  const press = async (key, times = 1) => { for (let at = 0; at < times; at += 1) await page.keyboard.press(key); };
  const focused = () => page.evaluate(() => ({ id: document.activeElement?.id, tag: document.activeElement?.tagName, text: document.activeElement?.textContent?.trim().slice(0, 40) }));
  const reach = async (wanted, most = 60) => {
    for (let at = 0; at < most; at += 1) { await press("Tab"); if (wanted(await focused())) return; }
    assert.fail(`not reached in ${most} tabs: ${wanted}`);
  };
  await reach((at) => at.id === "code");
  await page.keyboard.type(office.code("head"));
  await press("Enter");
  await page.waitForURL(/DL-LA-2021-07/);
  await press("Tab");
  assert.match((await focused()).text, /nội dung chính/, "the first stop leads past the menu");
  let summaries = 0;
  await reach((at) => at.tag === "SUMMARY" && (summaries += 1) === 3, 120);
  const before = await page.locator("details.days").nth(2).getAttribute("open");
  await press("Enter");
  const after = await page.locator("details.days").nth(2).getAttribute("open");
  assert.notEqual(before, after, "it unfolds");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", "the focus is seen");
  await made.close();
});

await test("print: A4, several pages where there is much, everything unfolded", async () => {
  const made = await context("head");
  const page = await made.newPage();
  for (const [name, route, landscape, sheetsWanted] of [
    ["thoa-thuan", "/thoa-thuan/DL-LA-2021-07", false],
    ["lich", "/lich?thang=2027-03", false],
    ["ke-hoach", "/ke-hoach/2027?dang=in", true],
    ["danh-muc", "/?dang=in", true],
    ["so-theo-doi", "/thoa-thuan?nuoc=KR&dang=in", true, 1], // and no sheet more for the foot
    ["dong-thoi-gian", "/dong-thoi-gian?nuoc=KR", true, 1],
  ]) {
    await page.goto(office.address + route);
    await page.emulateMedia({ media: "print" });
    const hidden = await page.evaluate(() => [".top", ".tools", ".search"].filter((one) => [...document.querySelectorAll(one)].some((node) => node.offsetParent !== null)));
    assert.deepEqual(hidden, [], `${name}: on paper, too`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? [];
    assert.ok(sheetsWanted ? sheets.length === sheetsWanted : sheets.length >= 1, `${name}: ${sheets.length} sheets`);
    // On a sheet nothing is cut: no cell is narrower than what stands in it.
    await page.setViewportSize({ width: landscape ? 1040 : 700, height: 900 });
    const cut = await page.evaluate(() => [...document.querySelectorAll("main td, main th")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && cell.offsetParent).map((cell) => cell.textContent.trim().slice(0, 60)).slice(0, 4));
    assert.deepEqual(cut, [], `${name}: cut on paper`);
    await page.setViewportSize(DESK);
    const room = await page.evaluate(() => document.querySelector(".room th:last-child")?.getBoundingClientRect().width);
    if (room !== undefined) assert.ok(room >= 4 * 37.79, `${name}: ${room} px to write instructions in, four centimetres are 151`);
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString("latin1"));
    assert.equal(Number(box[1]) > Number(box[2]), landscape, `${name}: ${box[1]} × ${box[2]}`);
    await page.emulateMedia({ media: null });
  }
  await made.close();
});

await test("the script copies text and sends nothing", async () => {
  const made = await context("head", { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await made.newPage();
  await page.goto(`${office.address}/thoa-thuan/DL-LA-2021-07`);
  await page.click("text=Sao chép nội dung");
  await page.click("[data-copy]");
  assert.match(await page.textContent("[data-copied]"), /Đã sao chép/);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /DL-LA-2021-07/);
  await made.close();
});

await withoutAShell({ test, context, office, violations, overflow, pictures });
await counted({ test, browser, DESK });
await mailed({ test, browser, violations, DESK });
await story({ test, browser, violations, overflow, DESK, PHONE });
await recording({ test, browser, violations, overflow, pictures, DESK, PHONE });

await inspecting({ test, browser, violations, overflow, DESK, PHONE });

await browser.close();
office.stop();
console.log(failures ? `${failures} failed` : "all passed");
process.exit(failures ? 1 : 0);
