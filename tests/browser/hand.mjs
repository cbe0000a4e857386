// A hand that counts: pages seen, clicks, keys, and the seconds that two models make of them.
import assert from "node:assert/strict";

/** The trial's own model: reading a page, finding and pressing a thing, pressing a key. */
const TRIAL = { page: 5, click: 3, key: 0.3 };
/** The keystroke-level model: K (an average typist), P + B, H, and M once for a page, a click and a field. */
const KLM = { key: 0.28, click: 1.1 + 0.2, mind: 1.35, home: 0.4 };

export class Hand {
  constructor(page) {
    Object.assign(this, { page, pages: 0, clicks: 0, keys: 0, minds: 0, homes: 0, at: "mouse" });
  }

  /** Somebody looks at a page. */
  sees() { this.pages += 1; this.minds += 1; }

  to(device) { if (this.at !== device) { this.homes += 1; this.at = device; } }

  async click(what) {
    this.to("mouse");
    this.clicks += 1;
    this.minds += 1;
    await what.click();
  }

  async press(key) {
    this.to("keys");
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(text) {
    this.to("keys");
    this.keys += [...text].length;
    this.minds += 1;
    await this.page.keyboard.type(text);
  }

  /** Tabs to a field. */
  async tabTo(id, most = 12) {
    for (let at = 0; at < most; at += 1) {
      await this.press("Tab");
      if (await this.page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    }
    assert.fail(`#${id} is not reached in ${most} tabs`);
  }

  seconds() {
    const trial = this.pages * TRIAL.page + this.clicks * TRIAL.click + this.keys * TRIAL.key;
    const klm = this.keys * KLM.key + this.clicks * KLM.click + this.minds * KLM.mind + this.homes * KLM.home;
    return { trial: Math.round(trial), klm: Math.round(klm) };
  }

  /** What was counted, in a line; more than `most` seconds of the trial's model is a failure. */
  within(most, what) {
    const { trial, klm } = this.seconds();
    const line = `${what}: ${this.pages} pages, ${this.clicks} clicks, ${this.keys} keys: ${trial} s (aim ${most}); keystroke level ${klm} s and reading`;
    console.log(`     ${line}`);
    assert.ok(trial <= most, line);
  }
}
