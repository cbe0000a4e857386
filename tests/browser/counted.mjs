// What a new user does, counted in pages, clicks and keys: the aims of the office.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Hand } from "./hand.mjs";
import { REVIEW, linkOf, officeOf } from "./record.mjs";

export async function counted({ test, browser, context, office, DESK }) {
  for (const [what, known, most] of [["a PC that knows nobody", false, 35], ["a PC that keeps the login", true, 30]]) {
    await test(`counted: a held review by the letter's link, on ${what}`, async () => {
      const made = await officeOf(REVIEW, "2027-01-05T09:00:00+07:00", "2027-03-02T07:00:00+07:00");
      const own = await browser.newContext({ viewport: DESK });
      try {
        made.now = "2027-03-16T14:00:00+07:00";
        await made.serve();
        const page = await own.newPage();
        page.setDefaultTimeout(10_000);
        if (known) {
          await page.goto(`${made.address}/dang-nhap`);
          await page.fill("#code", made.code("desk-laos"));
          await page.check("#keep");
          await page.click("form[action$='/ma'] button");
        }
        const hand = new Hand(page);
        hand.clicks += 1; // the link in the letter
        hand.minds += 1;
        await page.goto(made.address + linkOf(made, "desk-laos", { before: "DL-LA-2026-09" }));
        hand.sees();
        await hand.click(page.getByText("Đã sơ kết", { exact: true }));
        await hand.tabTo("on");
        await hand.type("16/3/2027");
        await hand.tabTo("number");
        await hand.type("12/BB");
        if (!known) {
          await hand.tabTo("writer");
          await hand.type("Chuyên viên trực, chuyên viên");
        }
        await hand.press("Enter");
        await page.waitForSelector("text=Xem trước khi ghi");
        hand.sees();
        await hand.click(page.getByRole("button", { name: "Xác nhận", exact: true }));
        assert.match(await page.textContent("[role=status]"), /Đã ghi lúc/);
        hand.within(most, `review by link, ${what}`);
      } finally {
        await own.close();
        made.stop();
      }
    });
  }

  await test("counted: the agreement with Jeollabuk-do entered from the news", async () => {
    const made = await context("desk-korea");
    const page = await made.newPage();
    await page.goto(`${office.address}/`);
    const hand = new Hand(page);
    hand.sees();
    await hand.click(page.getByRole("link", { name: "Sổ theo dõi", exact: true }));
    hand.sees();
    await hand.click(page.getByRole("link", { name: "Thêm thỏa thuận", exact: true }));
    hand.sees();
    await hand.click(page.locator("#title"));
    await hand.type("Bản thỏa thuận hợp tác Đắk Lắk – Jeollabuk-do (đợt hai)");
    for (const [id, text] of [["ours", "Đắk Lắk"], ["partner", "Jeollabuk-do"], ["country", "Hàn Quốc"], ["signed_on", "23/12/2017"], ["term", "5 năm"], ["review_every", "02 năm/lần"]]) {
      await hand.tabTo(id);
      await hand.type(text);
    }
    await hand.click(page.getByLabel("Chuyên viên theo dõi Hàn Quốc"));
    await hand.click(page.getByRole("button", { name: "Xem trước", exact: true }));
    await page.waitForLoadState();
    hand.sees();
    const shown = await page.textContent("main");
    for (const day of ["23/12/2019", "23/12/2021", "23/12/2022"]) assert.ok(shown.includes(day), `${day} is shown before it is recorded: ${shown}`);
    await hand.click(page.getByRole("button", { name: "Xác nhận", exact: true }));
    await page.waitForURL(/thoa-thuan\/(?!them-moi)/);
    hand.sees();
    hand.within(180, "a new agreement");
    await made.close();
  });

  await test("counted: a list of 25 rows with four flaws", async () => {
    const made = await context("head");
    const page = await made.newPage();
    const row = (nth, day = `${(nth % 27) + 1}/3/2023`, term = "5 năm", sign = "") => `DS-${nth},"Bản ghi nhớ số ${nth}",Jeonbuk State,Hàn Quốc,${day},${term},${sign}`;
    const list = (good) => ["Mã,Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn,Định kỳ sơ kết", ...Array.from({ length: 25 }, (_, at) => {
      if (good) return row(at + 1);
      if (at === 3) return row(at + 1, "31/04/2021");
      if (at === 9) return row(at + 1, "12/5");
      if (at === 15) return row(at + 1, undefined, "lâu dài lắm");
      if (at === 21) return row(at + 1, undefined, undefined, "thỉnh thoảng");
      return row(at + 1);
    })].join("\n");
    const [bad, mended] = ["danh-sach.csv", "danh-sach-da-sua.csv"].map((name) => join(office.folder, name));
    writeFileSync(bad, `\ufeff${list(false)}`);
    writeFileSync(mended, `\ufeff${list(true)}`);
    await page.goto(`${office.address}/`);
    const hand = new Hand(page);
    hand.sees();
    await hand.click(page.getByRole("link", { name: "Sổ theo dõi", exact: true }));
    hand.sees();
    await hand.click(page.getByRole("link", { name: "Nhập danh sách", exact: true }));
    hand.sees();
    const upload = async (file) => {
      hand.clicks += 3; // the file's dialogue: open it, choose, take
      hand.minds += 3;
      await page.setInputFiles("input[type=file]", file);
      await hand.click(page.getByRole("button", { name: "Xem thử", exact: true }));
      await page.waitForURL(/nhap-danh-sach\/./, { timeout: 60_000 });
      hand.sees();
    };
    await upload(bad);
    const flaws = await page.textContent("main");
    for (const cell of ["E5", "E11", "F17", "G23"]) assert.ok(flaws.includes(cell), `the flaw stands at its cell ${cell}: ${flaws.slice(0, 3000)}`);
    // In the spreadsheet: one page, for each cell a click and its new text, and saving it.
    hand.sees();
    hand.clicks += 4;
    hand.keys += "30/04/2021".length + "12/5/2023".length + "5 năm".length + "02 năm/lần".length + 4 + 2;
    hand.minds += 8;
    await page.goto(`${office.address}/nhap-danh-sach`);
    hand.clicks += 1;
    hand.sees();
    await upload(mended);
    const take = page.getByRole("button", { name: /^Nhập/ });
    await hand.click(take);
    await page.waitForLoadState();
    hand.sees();
    hand.within(300, "a list of 25 rows with four flaws");
    await made.close();
  });
}
