// An office without a shell: a new agreement from its paper, a list with flaws, an absence, a handover. What a person
// presses, types and looks at is counted; `node run.mjs` prints it, with the seconds that two models make of it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Hand } from "./hand.mjs";
import { root } from "./office.mjs";

/** A hand that knows its places by selectors: every press, key and page is counted. */
export function counted(page) {
  const hand = new Hand(page);
  return {
    hand,
    sees: () => hand.sees(),
    click: (selector) => hand.click(page.locator(selector).first()),
    async type(selector, text) { await hand.click(page.locator(selector)); await hand.type(text); },
    async choose(selector, value) { hand.clicks += 2; hand.minds += 1; await page.selectOption(selector, value); },
    /** The dialogue of the system: the button, the file, "open". */
    async file(selector, path) { hand.clicks += 3; hand.minds += 1; await page.setInputFiles(selector, path); },
    /** Cells mended in the office's spreadsheet: one look, and each is typed anew. */
    spreadsheet(cells) { hand.sees(); for (const text of cells) { hand.clicks += 1; hand.minds += 1; hand.keys += [...text].length + 1; } hand.keys += 2; },
  };
}

/** What the article of 19/12/2017 tells. */
const JEOLLABUK = [
  ["#title", "Thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk, giai đoạn hai"],
  ["#ours", "UBND tỉnh Đắk Lắk"],
  ["#partner", "Jeollabuk-do"],
  ["#country", "Hàn Quốc"],
  ["#signed_on", "22/12/2017"],
  ["#term", "5 năm"],
  ["#review_every", "02 năm/lần"],
];

/** A list of 25 rows; four of them with a cell that cannot be taken. */
export function list(mended) {
  const rows = ["STT,Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn,Định kỳ sơ kết"];
  const wrong = { 4: ["30-12", "5 năm"], 9: ["31/02/2021", "3 năm"], 15: ["14/7/2022", "5 năm (?)"], 21: ["01/8/2023", "mãi mãi"] };
  for (let nth = 1; nth <= 25; nth += 1) {
    const [day, term] = (!mended && wrong[nth]) || [`${String((nth % 27) + 1).padStart(2, "0")}/3/20${10 + (nth % 14)}`, `${(nth % 5) + 1} năm`];
    rows.push(`${nth},Bản ghi nhớ hợp tác số ${nth},Đối tác thử số ${nth},Lào,${day},${term},${nth % 2 ? "2 năm" : ""}`);
  }
  return `${rows.join("\n")}\n`;
}

export async function withoutAShell({ test, context, office, violations, overflow, pictures }) {
  const picture = async (page, name) => {
    if (pictures) await page.screenshot({ path: join(root, "docs", "pages", `${name}.jpg`), fullPage: true, type: "jpeg", quality: 60 });
  };
  const at = (route) => office.address + route;

  for (const script of [true, false]) {
    for (const width of [1200, 375]) {
      await test(`shell: the agreement of the article is entered, script ${script ? "on" : "off"}, ${width}`, async () => {
        const made = await context("desk-korea", { javaScriptEnabled: script, bypassCSP: script });
        const page = await made.newPage();
        await page.setViewportSize({ width, height: 800 });
        const hand = counted(page);
        await page.goto(at("/thoa-thuan"));
        hand.sees();
        await hand.click("a[href$='/thoa-thuan/them-moi']");
        hand.sees();
        for (const [field, text] of JEOLLABUK) await hand.type(field, text);
        await hand.click("button[value=preview]");
        hand.sees();
        // It resembles the one of the register: somebody says that it is another.
        if (await page.locator("#khac").count()) {
          await hand.click("#khac");
          await hand.click("button[value=preview]");
          hand.sees();
        }
        const text = await page.textContent("main");
        for (const day of ["22/12/2019", "22/12/2021", "thứ Năm, 22/12/2022"]) assert.ok(text.includes(day), `${day} is shown before it is recorded`);
        if (script) {
          await picture(page, `them-moi-xem-truoc-${width}`);
          assert.deepEqual(await violations(page), []);
          assert.deepEqual(await overflow(page), []);
        }
        if (!script && width === 375) {
          await hand.click("button[value=confirm]");
          assert.match(await page.textContent("main"), /Đã thêm vào sổ/);
        }
        if (script || width !== 375) hand.hand.clicks += 1; // and the press that records
        hand.hand.within(180, "the agreement of 2017 from its article");
        await made.close();
      });
    }
  }

  await test("shell: a list of 25 rows with four flaws comes in", async () => {
    const made = await context("head", { bypassCSP: true });
    const page = await made.newPage();
    const hand = counted(page);
    const path = join(office.folder, "danh-sach.csv");
    writeFileSync(path, list(false));
    await page.goto(at("/thoa-thuan"));
    hand.sees();
    await hand.click("a[href$='/nhap-danh-sach']");
    hand.sees();
    await hand.file("#tep", path);
    await hand.click("main form button");
    hand.sees();
    assert.match(await page.textContent(".error-summary h2"), /4 chỗ cần sửa/);
    for (const row of [5, 10, 16, 22]) assert.match(await page.textContent(".error-summary"), new RegExp(`dòng ${row}\\b`));
    assert.match(await page.textContent(".answer"), /21\s*văn bản mới/);
    assert.deepEqual(await violations(page), []);
    for (const width of [1200, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await picture(page, `nhap-danh-sach-xem-thu-${width}`);
      assert.deepEqual(await overflow(page), [], `sticks out at ${width}`);
    }
    hand.spreadsheet(["11/3/2014", "31/01/2021", "5 năm", "10 năm"]);
    writeFileSync(path, list(true));
    await hand.click("text=Chọn tệp khác");
    hand.sees();
    await hand.file("#tep", path);
    await hand.click("main form button");
    hand.sees();
    assert.match(await page.textContent("main"), /Không có ô nào sai/);
    await hand.click("text=Xác nhận nhập");
    assert.match(await page.textContent("main"), /Đã ghi vào sổ/);
    assert.equal(office.run("list", "--json").match(/Bản ghi nhớ hợp tác số \d+/g).length, 25);
    hand.hand.within(300, "a list of 25 rows with four flaws");
    await made.close();
  });

  await test("shell: what a column is, is said on the page", async () => {
    const made = await context("head", { bypassCSP: true });
    const page = await made.newPage();
    const hand = counted(page);
    const path = join(office.folder, "cot.csv");
    writeFileSync(path, "Tên văn bản,Đối tác,Nước,Ngày ký,Hạn,Người ký\nBản ghi nhớ hợp tác thủy lợi,Tỉnh Salavan,Lào,14/3/2025,14/3/2030,Giám đốc Sở\n");
    await page.goto(at("/nhap-danh-sach"));
    await hand.file("#tep", path);
    await hand.click("main form button");
    const asked = page.locator("select[name^='cot-']").filter({ has: page.locator("option", { hasText: "chọn nghĩa của cột" }) });
    assert.equal(await asked.count(), 1, "one column is asked about");
    for (const width of [1200, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await picture(page, `nhap-danh-sach-chon-cot-${width}`);
      assert.deepEqual(await overflow(page), [], `sticks out at ${width}`);
    }
    assert.deepEqual(await violations(page), []);
    const name = await asked.getAttribute("name");
    const ends = await asked.locator("option", { hasText: "Hiệu lực đến hết ngày" }).first().or(asked.locator("option", { hasText: /hết hiệu lực/i }).first()).getAttribute("value");
    await hand.choose(`select[name='${name}']`, ends);
    await page.getByRole("button", { name: "Đọc lại theo lựa chọn" }).click();
    assert.match(await page.textContent("main"), /14\/3\/2030|14\/03\/2030/);
    assert.match(await page.textContent("main"), /Xác nhận nhập/);
    hand.hand.clicks += 1;
    hand.hand.within(60, "what a column is");
    await made.close();
  });

  await test("shell: an absence is said, and who stands in sees it", async () => {
    const made = await context("desk-korea", { bypassCSP: true });
    const page = await made.newPage();
    const hand = counted(page);
    await page.goto(at("/tai-khoan"));
    await hand.type("#tu", "21/11/2026");
    await hand.type("#den", "30/11/2026");
    await hand.choose("#thay", "desk-laos");
    await hand.click("form[action$='/vang-mat'] button");
    assert.match(await page.textContent("main"), /thứ Hai, 30\/11\/2026/);
    assert.deepEqual(await violations(page), []);
    hand.hand.within(60, "an absence");
    await made.close();
  });
}
