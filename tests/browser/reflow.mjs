// A narrow window, which is a wide one at 400 %: the page does not move sideways; what does can be moved by keys.

import { unfold, watched } from "./browser.mjs";

export async function reflow(browser, url) {
  const problems = [];
  for (const width of [320, 360, 1280]) {
    problems.push(...await watched(browser, url, { viewport: { width, height: 900 } }, async (page, tell) => {
      await unfold(page);
      // What scrolls is known a frame after what was folded has its size.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const found = await page.evaluate(() => {
        const whole = document.documentElement;
        const boxes = [...document.querySelectorAll(".table, .chart")];
        const stuck = boxes.filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex !== 0);
        return { wide: whole.scrollWidth - whole.clientWidth, stuck: stuck.map((box) => box.outerHTML.slice(0, 120)) };
      });
      if (found.wide > 0) tell(`${width} px: the page is ${found.wide} px too wide`);
      found.stuck.forEach((box) => tell(`${width} px: scrolls, but not by keys: ${box}`));
    }));
  }
  return problems;
}
