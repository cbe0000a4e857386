// An office without a shell, in a browser: the list they have, what was understood, letters, then a review by link, an
// extension on the page and a lapse in the workbook's columns; the director's table at the end.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Office } from "./office.mjs";
import { linkOf } from "./record.mjs";

const WEB = `
[web]
address = "https://thoathuan.example.vn"
reach = "mạng nội bộ của cơ quan"
`;

/** Five years from 10/05/2022 last through 10/05/2027, from 20/04/2022 through 20/04/2027; a review falls on 15/03/2027. */
const LIST = `Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn,Định kỳ sơ kết
Bản ghi nhớ hợp tác du lịch,Tỉnh Champasak,Lào,15/03/2025,5 năm,2 năm
Biên bản hợp tác giáo dục,Tỉnh Salavan,Lào,10/05/2022,5 năm,
Bản ghi nhớ hợp tác y tế,Tỉnh Xiêng Khoảng,Lào,20/04/2022,5 năm,
`;

export async function story({ test, browser, violations, overflow, DESK, PHONE }) {
  for (const [script, viewport] of [[true, DESK], [false, DESK], [true, PHONE]]) {
    await test(`An office without a shell: from the list to the director's table (script ${script ? "on" : "off"}, ${viewport.width})`, async () => {
      const edit = (text) => text.replace(/^scope = "[a-z]+"/m, 'scope = "none"');
      const made = Office.made({ config: WEB, edit, example: false, register: "", now: "2027-01-05T09:00:00+07:00" });
      made.run("link-key", "--new");
      await made.serve();
      const open = async (who) => {
        const context = await browser.newContext({ viewport, javaScriptEnabled: script, bypassCSP: script });
        context.setDefaultTimeout(15_000);
        const page = await context.newPage();
        if (who) {
          await page.goto(`${made.address}/dang-nhap`);
          await page.fill("#code", made.code(who));
          await page.click("form[action$='/ma'] button");
          await page.waitForURL(`${made.address}/`);
        }
        return page;
      };
      const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
      const sound = async (page, what) => {
        if (!script) return;
        assert.deepEqual(await overflow(page), [], `${what} sticks out`);
        assert.deepEqual(await violations(page), [], what);
      };
      const bring = async (page, name, text) => {
        const path = join(made.folder, name);
        writeFileSync(path, text);
        await page.goto(`${made.address}/nhap-danh-sach`);
        await page.setInputFiles("#tep", path);
        await page.click("main form button");
        await page.waitForURL(/nhap-danh-sach\/.+/);
      };
      const reference = (title) => JSON.parse(made.run("list", "--json")).find((one) => one.title === title).reference;
      try {
        const head = await open("head");
        await bring(head, "danh-sach.csv", LIST);
        assert.match(await head.textContent("main"), /3\s*văn bản mới/);
        await head.selectOption("#phu-trach", "desk-laos");
        await sound(head, "what was understood");
        await head.locator("form", { has: head.locator("#phu-trach") }).getByRole("button").first().click();
        await head.waitForSelector("text=Xác nhận nhập");
        await press(head, "Xác nhận nhập");
        assert.match(await head.textContent("main"), /Đã ghi vào sổ/);
        const [tourism, school, health] = ["Bản ghi nhớ hợp tác du lịch", "Biên bản hợp tác giáo dục", "Bản ghi nhớ hợp tác y tế"].map(reference);

        made.now = "2027-01-14T07:00:00+07:00";
        made.run("tick", "--release");
        made.now = "2027-03-16T10:00:00+07:00";
        await made.serve();

        // By the link of the letter, by somebody who is not logged in.
        const nobody = await open(null);
        await nobody.goto(made.address + linkOf(made, "desk-laos", { before: tourism }));
        await nobody.getByLabel("Đã sơ kết").check();
        await nobody.getByLabel("Ngày", { exact: true }).fill("16/3/2027");
        await nobody.getByLabel("Người ghi (họ tên, chức vụ)").fill("Chuyên viên trực, chuyên viên");
        await press(nobody, "Xem trước");
        await press(nobody, "Xác nhận");
        assert.match(await nobody.textContent("main"), /Đã ghi lúc/);

        // On the page, from the list of one's own matters.
        const laos = await open("desk-laos");
        await laos.locator(`a[href*='/thoa-thuan/${school}/cap-nhat']`).first().click();
        await laos.getByLabel("Gia hạn đến").check();
        await laos.getByLabel("Ngày", { exact: true }).fill("16/3/2027");
        await laos.fill("#until", "10/5/2032");
        await laos.getByLabel("Số văn bản", { exact: true }).fill("12/CH");
        await press(laos, "Xem trước");
        assert.match(await laos.textContent("main"), /10\/5\/2032/);
        await sound(laos, "the extension's preview");
        await press(laos, "Xác nhận");
        assert.match(await laos.textContent("[role=status]"), /Đã ghi lúc/);

        // In the columns of the workbook.
        const again = await open("head");
        await bring(again, "cap-nhat.csv", `Mã theo dõi,Mốc,Kết quả,Ngày,Người quyết định\n${health},"Hết hiệu lực, 20/04/2027",Không gia hạn,16/03/2027,Giám đốc Sở\n`);
        assert.match(await again.textContent("main"), /1\s*lần cập nhật/);
        await press(again, "Xác nhận nhập");
        assert.match(await again.textContent("main"), /Đã ghi vào sổ/);

        for (const [which, act, via] of [[tourism, "hold-review", "link"], [school, "extend", "page"], [health, "decide", "list"]]) {
          const acts = JSON.parse(made.run("show", which, "--json")).acts.filter((one) => one.act === act);
          assert.deepEqual(acts.map((one) => one.via), [via], act);
        }
        const director = await open("director");
        await director.goto(`${made.address}/thoa-thuan?dang=in`);
        const table = await director.textContent("main");
        for (const said of ["Bản ghi nhớ hợp tác du lịch", "10/05/2032", "Bản ghi nhớ hợp tác y tế", "20/04/2027"]) assert.ok(table.includes(said), said);
        // The next letter asks for none of the three again.
        made.now = "2027-03-29T07:00:00+07:00";
        made.run("tick", "--release");
        made.run("audit");
      } finally {
        for (const context of browser.contexts()) await context.close();
        made.stop();
      }
    });
  }
}
