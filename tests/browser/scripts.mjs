// The page without scripts: it says the same, nothing on it is dead, and what is folded opens.

import { watched } from "./browser.mjs";

const words = () => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll(".confidence").forEach((one) => one.remove());
  return main.textContent.replace(/\s+/g, " ");
};

export async function scripts(browser, url) {
  let full = "";
  const problems = await watched(browser, url, {}, async (page) => { full = await page.evaluate(words); });
  problems.push(...await watched(browser, url, { javaScriptEnabled: false }, async (page, tell) => {
    if (await page.evaluate(words) !== full) tell("without scripts the page says something else");
    if (full.length < 20000) tell(`the page has ${full.length} signs only`);
    for (const name of ["button", "input", "output"]) {
      const seen = await page.locator(name).filter({ visible: true }).count();
      if (seen > 0) tell(`without scripts ${name} is dead`);
    }
    const first = page.locator("details").first();
    await first.locator("summary").click();
    if (!await first.locator("table").isVisible()) tell("without scripts nothing unfolds");
  }));
  return problems;
}
