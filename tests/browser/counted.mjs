// A held review recorded by the link of a letter, counted in pages, clicks and keys. Other tasks are counted in shell.mjs.
import assert from "node:assert/strict";
import { Hand } from "./hand.mjs";
import { REVIEW, linkOf, officeOf } from "./record.mjs";

export async function counted({ test, browser, DESK }) {
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
}
