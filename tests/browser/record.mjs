// Recording in Chromium: the stories of Monday, of the forwarded letter and of the dossier, from the letter to the next letter.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Office, root } from "./office.mjs";

const WEB = `
[web]
address = "https://thoathuan.example.vn"
reach = "mạng nội bộ của cơ quan"
`;

/** Its first review is on Tuesday, 16/3/2027; letters go 14 days before. */
export const REVIEW = `
[[agreement]]
reference = "DL-LA-2026-09"
title = "Bản ghi nhớ hợp tác giáo dục giữa tỉnh Đắk Lắk và tỉnh Attapeu (ví dụ minh họa)"
kind = "mou"
ours = ["dak-lak"]
partner = ["attapeu"]
country = "LA"
signed_on = 2026-03-16
effect = "signature"
term = "5y"
renewal = "consent"
review_every = "1y"
officers = ["desk-laos"]
`;

/** It ends on 16/8/2027: the first letter goes in February. */
const EXPIRY = `
[[agreement]]
reference = "DL-LA-2022-03"
title = "Thỏa thuận hợp tác nông nghiệp giữa tỉnh Đắk Lắk và tỉnh Attapeu (ví dụ minh họa)"
kind = "agreement"
ours = ["dak-lak"]
partner = ["attapeu"]
country = "LA"
signed_on = 2022-08-16
effect = "signature"
term = "5y"
renewal = "consent"
officers = ["desk-laos"]
`;

const NAME = "Chuyên viên trực, chuyên viên";

/** Decodes a quoted-printable letter whose soft line breaks are joined. */
const decoded = (letter) => Buffer.from(letter.replace(/=([0-9A-F]{2})/g, (_, hex) => `%u${hex}`).replace(/%u/g, "%"), "latin1").toString("latin1").replace(/(%[0-9A-F]{2})+/g, (run) => { try { return decodeURIComponent(run); } catch { return run; } });

/** The path of the link that stands before that text, or behind it, in the newest of a contact's letters that has one. */
export function linkOf(office, contact, { before, behind }) {
  const link = "thoathuan\\.example\\.vn(/r/[a-z2-7]{36})";
  const pattern = new RegExp(before ? `${link}[^/]{0,200}https://thoathuan\\.example\\.vn/thoa-thuan/${before}` : `${behind}\\s+https://${link}`);
  const found = office.letters(contact).map((letter) => pattern.exec(decoded(letter))).filter(Boolean).at(-1);
  assert.ok(found, `no letter with such a link to ${contact}`);
  return found[1];
}

/** The parties of the stories: an office with one agreement alone, so that each letter speaks of it. */
const PARTIES = `
[[party]]
id = "dak-lak"
country = "VN"
names = [{ name = "UBND tỉnh Đắk Lắk" }]

[[party]]
id = "attapeu"
country = "LA"
names = [{ name = "Chính quyền tỉnh Attapeu" }]
`;

export async function officeOf(register, began, ...ticks) {
  const edit = (text) => text.replace(/^scope = "[a-z]+"/m, 'scope = "none"');
  const made = Office.made({ config: WEB, edit, example: false, register: PARTIES + register, now: began });
  made.run("link-key", "--new");
  for (const now of ticks) { made.now = now; made.run("tick", "--release"); }
  return made;
}

const acts = (made, reference) => JSON.parse(made.run("show", reference, "--json")).acts;

export async function recording({ test, browser, violations, overflow, pictures, DESK, PHONE }) {
  const picture = async (page, name) => {
    if (!pictures) return;
    mkdirSync(join(root, "docs", "pages"), { recursive: true });
    await page.screenshot({ path: join(root, "docs", "pages", `${name}-${page.viewportSize().width}.jpg`), fullPage: true, type: "jpeg", quality: 60 });
  };
  /** Nothing sticks out, one heading, and, where script runs, nothing against WCAG. */
  const sound = async (page, what) => {
    assert.equal(await page.locator("h1").count(), 1, what);
    if (page.context().script) {
      assert.deepEqual(await overflow(page), [], `${what} sticks out at ${page.viewportSize().width}`);
      assert.deepEqual(await violations(page), [], what);
    }
  };
  const opened = async (script, viewport) => {
    const made = await browser.newContext({ viewport, javaScriptEnabled: script, bypassCSP: script });
    made.setDefaultTimeout(10_000);
    made.script = script;
    return made;
  };
  const button = (page, name) => page.getByRole("button", { name, exact: true }).click();

  for (const script of [true, false]) {
    for (const viewport of [DESK, PHONE]) {
      const how = `script ${script ? "on" : "off"}, ${viewport.width}`;

      await test(`Monday: a letter, two codes, a review recorded, a single press a week later (${how})`, async () => {
        const made = await officeOf(REVIEW, "2027-01-05T09:00:00+07:00", "2027-03-02T07:00:00+07:00");
        const browserContext = await opened(script, viewport);
        try {
          made.now = "2027-03-16T14:00:00+07:00";
          await made.serve();
          const page = await browserContext.newPage();
          // The letter names the agreement's page; the PC has never logged in.
          const letter = made.letters("desk-laos").map(decoded).find((text) => text.includes("/thoa-thuan/DL-LA-2026-09"));
          const route = /https:\/\/thoathuan\.example\.vn(\/thoa-thuan\/DL-LA-2026-09)/.exec(letter)[1];
          await page.goto(made.address + route);
          assert.match(page.url(), /dang-nhap$/);
          const [first, second] = [made.code("desk-laos"), made.code("desk-laos")];
          assert.notEqual(first, second);
          await page.fill("#code", first); // either holds
          await page.check("#keep");
          await page.click("form[action$='/ma'] button");
          await page.waitForURL(made.address + route);
          await sound(page, "the agreement");
          await page.getByRole("link", { name: "Cập nhật kết quả", exact: true }).first().click();
          await sound(page, "the form");
          await picture(page, "cap-nhat");
          await button(page, "Xem trước");
          assert.match(await page.textContent("[role=alert]"), /Chọn một nội dung/);
          await sound(page, "the form with what is wrong");
          await page.getByLabel("Đã sơ kết").check();
          await page.getByLabel("Ngày", { exact: true }).fill("16/3/2027");
          await page.getByLabel("Số văn bản", { exact: true }).fill("12/BB");
          await button(page, "Xem trước");
          assert.match(await page.textContent("main"), /thứ Ba, 16\/3\/2027/);
          await sound(page, "the preview");
          await picture(page, "xem-truoc");
          await button(page, "Quay lại sửa");
          assert.equal(await page.inputValue("#number"), "12/BB", "what was typed is there again");
          await button(page, "Xem trước");
          await button(page, "Xác nhận");
          assert.match(await page.textContent("[role=status]"), /Đã ghi lúc 14:00 16\/03\/2027/);
          await sound(page, "what was recorded");
          await picture(page, "da-ghi");
          const act = acts(made, "DL-LA-2026-09").at(-1);
          assert.deepEqual([act.act, act.on, act.number, act.via, act.recorded_by], ["hold-review", "2027-03-16", "12/BB", "page", "desk-laos"]);
          // Next Monday a single press suffices.
          made.now = "2027-03-22T08:00:00+07:00";
          made.run("tick", "--release");
          await made.serve();
          await page.goto(made.address + route);
          assert.equal(page.url(), made.address + route, "no code is asked for");
          assert.match(await page.textContent("main"), /12\/BB/);
          assert.doesNotMatch(made.run("digest", "--to", "head"), /DL-LA-2026-09[^\n]*16\/3\/2027/, "the head's digest agrees");
          const later = made.letters("desk-laos").slice(-1).map(decoded).join();
          assert.doesNotMatch(later, /quá hạn[^\n]*DL-LA-2026-09/);
        } finally {
          await browserContext.close();
          made.stop();
        }
      });

      await test(`Forwarded: a stranger answers by the link, the addressee takes it back (${how})`, async () => {
        const made = await officeOf(REVIEW, "2027-01-05T09:00:00+07:00", "2027-03-02T07:00:00+07:00");
        const strangers = await opened(script, viewport);
        const own = await opened(script, viewport);
        try {
          made.now = "2027-03-16T14:00:00+07:00";
          await made.serve();
          const page = await strangers.newPage();
          const link = linkOf(made, "desk-laos", { before: "DL-LA-2026-09" });
          await page.goto(made.address + link);
          await sound(page, "the link");
          await picture(page, "lien-ket");
          await button(page, "Xem trước");
          assert.match(await page.textContent("[role=alert]"), /Chọn một nội dung/);
          await page.getByLabel("Đã sơ kết").check();
          await page.getByLabel("Ngày", { exact: true }).fill("16/3/2027");
          await page.getByLabel("Người ghi (họ tên, chức vụ)").fill(NAME);
          await button(page, "Xem trước");
          await sound(page, "the link's preview");
          await button(page, "Xác nhận");
          assert.match(await page.textContent("main"), /Đã ghi lúc/);
          await sound(page, "what was recorded by link");
          made.run("tick", "--release");
          for (const who of ["desk-laos", "head"]) {
            const told = made.letters(who).map(decoded).find((letter) => letter.includes(NAME));
            assert.ok(told?.includes("Hủy cập nhật"), `${who} hears it the same day`);
          }
          assert.ok(acts(made, "DL-LA-2026-09").at(-1).unconfirmed);
          const mine = await own.newPage();
          await mine.goto(made.address + linkOf(made, "desk-laos", { behind: "Hủy cập nhật:" }));
          await sound(mine, "the link that takes it back");
          await picture(mine, "huy-cap-nhat");
          await mine.getByLabel("Người hủy (họ tên, chức vụ)").fill("Chuyên viên theo dõi Lào");
          await button(mine, "Xem trước");
          await button(mine, "Hủy cập nhật");
          assert.match(await mine.textContent("main"), /Đã ghi lúc/);
          const known = acts(made, "DL-LA-2026-09");
          assert.deepEqual(known.slice(-2).map((act) => [act.act, act.via, act.written_by]), [["hold-review", "link", NAME], ["void", "link", "Chuyên viên theo dõi Lào"]]);
          assert.ok(known.at(-2).voided);
          // The review is open again; its next letter goes on its day, two weeks after.
          made.now = "2027-03-30T07:00:00+07:00";
          made.run("tick", "--release");
          assert.match(decoded(made.letters("head").at(-1)), /DL-LA-2026-09|Attapeu/);
          made.run("audit");
          await page.goto(made.address + link);
          await sound(page, "the link, open again");
        } finally {
          await strangers.close();
          await own.close();
          made.stop();
        }
      });

      await test(`The dossier has gone: a step ticked from the letter (${how})`, async () => {
        const made = await officeOf(EXPIRY, "2027-01-05T09:00:00+07:00", "2027-02-17T07:00:00+07:00");
        const context = await opened(script, viewport);
        try {
          made.now = "2027-03-02T09:00:00+07:00";
          await made.serve();
          const page = await context.newPage();
          const first = made.letters("desk-laos").find((letter) => decoded(letter).includes("DL-LA-2022-03") && letter.includes("Thread-Topic"));
          await page.goto(made.address + linkOf(made, "desk-laos", { before: "DL-LA-2022-03" }));
          await page.getByLabel("Đã xong bước").check();
          const option = page.locator("#step option", { hasText: "Bộ Ngoại giao" }).first();
          await page.selectOption("#step", await option.getAttribute("value"));
          await page.getByLabel("Ngày", { exact: true }).fill("02/3/2027");
          await page.getByLabel("Số văn bản", { exact: true }).fill("45/SNgV");
          await page.getByLabel("Người ghi (họ tên, chức vụ)").fill(NAME);
          await button(page, "Xem trước");
          assert.match(await page.textContent("main"), /Bộ Ngoại giao/);
          await sound(page, "the step's preview");
          await button(page, "Xác nhận");
          const act = acts(made, "DL-LA-2022-03").at(-1);
          assert.deepEqual([act.act, act.on, act.number, act.via], ["step", "2027-03-02", "45/SNgV", "link"]);
          const steps = JSON.parse(made.run("show", "DL-LA-2022-03", "--json")).steps;
          const done = steps.find((step) => step.done_on === "2027-03-02");
          const open = steps.find((step) => !step.done_on && !step.not_needed);
          assert.ok(done.title.includes("Bộ Ngoại giao") && open);
          // The thread stays, and the next letter begins with the next open step.
          made.now = "2027-05-18T07:00:00+07:00";
          made.run("tick", "--release");
          const next = made.letters("desk-laos").filter((letter) => letter.includes("Thread-Topic") && decoded(letter).includes("DL-LA-2022-03")).at(-1);
          const topic = (letter) => /Thread-Topic: ([^\r]*)/.exec(letter)?.[1];
          assert.equal(topic(next), topic(first));
          const text = decoded(next);
          const title = (step) => step.title.slice(0, 25);
          assert.ok(text.includes(title(open)), `names “${open.title}”`);
          assert.ok(!text.includes(`chậm nhất`) || !text.split("Kính gửi")[0].includes("Bộ Ngoại giao"), "not the one that is done");
          const digest = made.run("digest", "--to", "desk-laos");
          assert.match(digest, /DL-LA-2022-03[^\n]*việc tiếp theo/);
          assert.doesNotMatch(digest, /Bộ Ngoại giao/, "the digest asks for no dossier that has gone");
          // The entry for the calendar of who hears of it now, and Monday's list on the page, say the same.
          const entry = made.letters("head").find((letter) => letter.includes("text/calendar")).split("text/calendar")[1];
          const carried = Buffer.from(entry.split("\r\n\r\n")[1].split("--=")[0], "base64").toString("utf8").replaceAll("\r\n ", "");
          assert.match(carried, /Việc tiếp theo: /);
          assert.doesNotMatch(carried, /Bộ Ngoại giao/, "the entry asks for no dossier that has gone");
          await made.serve();
          await page.goto(`${made.address}/dang-nhap`);
          await page.fill("#code", made.code("desk-laos"));
          await page.click("form[action$='/ma'] button");
          await page.waitForURL(`${made.address}/`);
          const row = page.locator("tr", { hasText: "DL-LA-2022-03" }).first();
          assert.match(await row.textContent(), /việc tiếp theo: /, "Monday's list names the next step");
          assert.doesNotMatch(await row.textContent(), /Bộ Ngoại giao/);
          // With a week left and steps open the ordinary way no longer fits.
          made.now = "2027-08-09T07:00:00+07:00";
          made.run("tick", "--release");
          const last = decoded(made.letters("desk-laos").filter((letter) => letter.includes("Thread-Topic")).at(-1));
          assert.match(last, /không còn đủ thời gian gia hạn theo trình tự/);
          assert.match(last, /phương án còn có thể/);
          assert.match(made.run("digest", "--to", "desk-laos"), /không còn đủ thời gian|phương án còn có thể/);
          await made.serve();
          await page.goto(`${made.address}/thoa-thuan/DL-LA-2022-03`);
          await page.fill("#code", made.code("desk-laos")); // that of May has ended
          await page.click("form[action$='/ma'] button");
          await page.waitForURL(/DL-LA-2022-03/);
          assert.match(await page.textContent("main"), /Không còn đủ thời gian gia hạn theo trình tự\. Phương án còn có thể/, "the page says so as well");
          await sound(page, "the agreement with a week left");
          made.run("audit");
        } finally {
          await context.close();
          made.stop();
        }
      });
    }
  }

  await test("keyboard alone through the record form", async () => {
    const made = await officeOf(REVIEW, "2027-01-05T09:00:00+07:00");
    const context = await opened(false, DESK);
    try {
      made.now = "2027-03-16T14:00:00+07:00";
      await made.serve();
      const page = await context.newPage();
      await page.goto(`${made.address}/thoa-thuan/DL-LA-2026-09/cap-nhat`);
      const press = (key) => page.keyboard.press(key);
      const reach = async (wanted, most = 60) => {
        for (let at = 0; at < most; at += 1) {
          await press("Tab");
          if (await page.evaluate(wanted)) return;
        }
        assert.fail(`not reached in ${most} tabs: ${wanted}`);
      };
      await reach("document.activeElement.id === 'code'");
      await page.keyboard.type(made.code("desk-laos"));
      await press("Enter");
      await page.waitForURL(/cap-nhat/);
      await reach("document.activeElement.name === 'what'");
      await press("Space"); // the first: held
      await reach("document.activeElement.id === 'on'");
      await page.keyboard.type("16/3/2027");
      await press("Enter");
      await page.waitForSelector("text=Xem trước khi ghi");
      await reach("document.activeElement.value === 'confirm'");
      await press("Enter");
      await page.waitForSelector("[role=status]");
      assert.equal(acts(made, "DL-LA-2026-09").at(-1).act, "hold-review");
    } finally {
      await context.close();
      made.stop();
    }
  });
}

export async function inspecting({ test, browser, violations, overflow, DESK, PHONE }) {
  for (const viewport of [DESK, PHONE]) {
    await test(`The inspector: who was told, who recorded and decided, what it said on 1 March, what changed in March (${viewport.width})`, async () => {
      const made = await officeOf(REVIEW, "2027-01-05T09:00:00+07:00", "2027-01-15T07:00:00+07:00", "2027-03-02T07:00:00+07:00");
      const context = await browser.newContext({ viewport, bypassCSP: true });
      context.setDefaultTimeout(10_000);
      try {
        made.now = "2027-03-16T14:00:00+07:00";
        made.run("record", "DL-LA-2026-09", "hold-review", "--on", "16/3/2027", "--number", "12/BB", "--by", "desk-laos");
        made.run("record", "DL-LA-2026-09", "decide", "expiry@2031-03-16", "renew", "--decided-by", "Giám đốc Sở", "--number", "7/TB", "--by", "head");
        made.now = "2027-04-20T09:00:00+07:00";
        await made.serve();
        const page = await context.newPage();
        await page.goto(`${made.address}/dang-nhap`);
        await page.fill("#code", made.code("director"));
        await page.click("form[action$='/ma'] button");
        const sound = async (what) => {
          assert.deepEqual(await overflow(page), [], `${what} sticks out`);
          assert.deepEqual(await violations(page), [], what);
        };
        // By the page alone: from the register, without diacritics, to the agreement.
        await page.getByRole("link", { name: "Sổ theo dõi", exact: true }).click();
        await page.getByRole("searchbox").or(page.locator("input[name='q']")).first().fill("attapeu giao duc");
        await page.keyboard.press("Enter");
        await page.locator("a[href$='/thoa-thuan/DL-LA-2026-09']").first().click();
        const life = await page.textContent("main");
        for (const said of ["12/BB", "Giám đốc Sở", "7/TB", "Chuyên viên theo dõi Lào"]) assert.ok(life.includes(said), said);
        await page.getByRole("link", { name: "In kết quả nhắc việc" }).click();
        const proof = await page.textContent("main");
        for (const said of ["02/3/2027", "Chuyên viên theo dõi Lào", "desk-laos@example.vn", "đã ghi thành tệp", "không có nghĩa là người nhận đã đọc", "12/BB"]) assert.ok(proof.replaceAll("02/03/2027", "02/3/2027").includes(said), `${said}: ${proof}`);
        await sound("what was told");
        await page.emulateMedia({ media: "print" });
        assert.ok(await page.getByText(/Mã kiểm tra sổ/).first().isVisible(), "check characters stand on the paper");
        const pages = await page.evaluate(() => fetch(document.querySelector("link[rel=stylesheet]").href).then((sheet) => sheet.text()));
        assert.match(pages, /counter\(page\)/, "and the number of each page");
        await page.emulateMedia({ media: null });
        await page.goBack();
        await page.fill("#ngay", "1/3/2027");
        await page.getByRole("button", { name: "Xem", exact: true }).click();
        const then = await page.textContent("main");
        assert.match(then, /1\/3\/2027/);
        assert.ok(!then.includes("12/BB") && !then.includes("7/TB"), "nobody knew of it on 1 March");
        await sound("as of 1 March");
        await page.goto(`${made.address}/thoa-thuan/DL-LA-2026-09`);
        await page.getByLabel("Thay đổi ghi vào sổ từ ngày").fill("1/3/2027");
        await page.getByLabel("đến hết ngày").last().fill("31/3/2027");
        await page.getByRole("button", { name: "Xem thay đổi" }).click();
        const changes = await page.textContent("main");
        for (const said of ["12/BB", "Giám đốc Sở", "bằng lệnh"]) assert.ok(changes.includes(said), `${said}: ${changes}`);
        assert.ok(!changes.includes("vào sổ, ngày 05/01/2027"), "what was recorded in January is not of March");
        await sound("what changed in March");
        made.run("audit");
      } finally {
        await context.close();
        made.stop();
      }
    });
  }
}
