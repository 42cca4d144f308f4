// The page by keys alone: everything that can be used is reached and seen, tables sort, the slider tells what it chose.

import { watched } from "./browser.mjs";

export const keys = (browser, url) => watched(browser, url, {}, async (page, tell) => {
  await reached(page, tell);
  await sorted(page, tell);
  await chosen(page, tell);
  await bothWays(page, tell, url);
});

/** Goes through the page by Tab. */
async function reached(page, tell) {
  // A box is a stop only where there is something to move, which the page finds out when it is first drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const all = await page.evaluate(() => {
    const usable = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")];
    window.usable = usable.filter((one) => one.checkVisibility());
    return window.usable.length;
  });
  const seen = new Set();
  for (let step = 0; step < all + 5; step += 1) {
    await page.keyboard.press("Tab");
    const [at, visible] = await page.evaluate(() => {
      const one = document.activeElement;
      const [style, box] = [getComputedStyle(one), one.getBoundingClientRect()];
      const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return [window.usable.indexOf(one), drawn && inside];
    });
    if (at >= 0 && !visible) tell(`focus is not seen: ${await page.evaluate((k) => window.usable[k].outerHTML.slice(0, 120), at)}`);
    seen.add(at);
  }
  const missed = [...Array(all).keys()].filter((at) => !seen.has(at));
  for (const at of missed.slice(0, 5)) {
    tell(`not reached by Tab: ${await page.evaluate((k) => window.usable[k].outerHTML.slice(0, 120), at)}`);
  }
}

/** Sorts a table of numbers both ways and back. */
async function sorted(page, tell) {
  const state = () => page.evaluate(() => {
    const table = document.querySelector("#percentiles table");
    const head = table.tHead.rows[0].cells[1];
    const values = [...table.tBodies[0].rows].map((row) => Number(row.cells[1].dataset.value));
    return { said: head.getAttribute("aria-sort"), up: values.every((x, k) => k === 0 || values[k - 1] <= x),
      down: values.every((x, k) => k === 0 || values[k - 1] >= x) };
  });
  await page.locator("#percentiles thead th button").nth(1).focus();
  for (const [said, way] of [["ascending", "up"], ["descending", "down"], [null, "up"]]) {
    await page.keyboard.press("Enter");
    const now = await state();
    if (now.said !== said || !now[way]) tell(`sorting: expected ${said}, found ${JSON.stringify(now)}`);
  }
}

/** Moves the slider. */
async function chosen(page, tell) {
  await page.locator("#confidence").focus();
  for (const [key, percent] of [["ArrowRight", "85"], ["End", "95"], ["Home", "5"]]) {
    await page.keyboard.press(key);
    const { text, row, live } = await page.evaluate(() => {
      const output = document.querySelector("#percentiles output");
      return { text: output.textContent, row: document.querySelector("tr.chosen").cells[0].dataset.value,
        live: output.getAttribute("aria-live") ?? output.tagName };
    });
    if (!text.includes(percent) || row !== percent) tell(`slider at ${percent}: row ${row}, ${text}`);
    if (!["OUTPUT", "polite"].includes(live)) tell("what the slider chose is not announced");
  }
}

/** Follows the link to the other language, and the one back. */
async function bothWays(page, tell, url) {
  for (const expected of [url.includes(".en.") ? "fr" : "en", url.includes(".en.") ? "en" : "fr"]) {
    await page.locator(".language a").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/report.${expected}.html`);
    const lang = await page.evaluate(() => document.documentElement.lang);
    if (lang !== expected) tell(`the link leads to a page in ${lang}`);
  }
}
