// What axe-core finds, in light and dark, wide and narrow; all that is folded is open.

import { createRequire } from "node:module";
import { unfold, watched } from "./browser.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CONTRAST = "color-contrast";
// Contrast takes most of the time; it goes by the scheme, and all else by the width.
const LOOKS = [
  { colorScheme: "light", width: 1280, asked: { runOnly: TAGS } },
  { colorScheme: "dark", width: 1280, asked: { runOnly: { type: "rule", values: [CONTRAST] } } },
  { colorScheme: "light", width: 320, asked: { runOnly: TAGS, rules: { [CONTRAST]: { enabled: false } } } },
];

/** Leaves out what is alike and would take minutes: all rows of a table but the first, and what is drawn, of which axe cannot tell the ground. */
const thin = () => {
  document.querySelectorAll("tbody tr:nth-child(n + 3)").forEach((row) => row.remove());
  document.querySelectorAll("svg > :not(title, desc)").forEach((mark) => mark.remove());
};

export async function accessible(browser, url) {
  const problems = [];
  for (const { colorScheme, width, asked } of LOOKS) {
    const options = { colorScheme, viewport: { width, height: 900 }, init: [AXE] };
    problems.push(...await watched(browser, url, options, async (page, tell) => {
      await unfold(page);
      await page.evaluate(thin);
      const found = await page.evaluate((options) => axe.run(options), asked);
      if (found.passes.length === 0) tell("axe looked at nothing");
      for (const { id, nodes } of found.violations) {
        tell(`axe, ${colorScheme}, ${width} px: ${id} (${nodes.length}): ${nodes[0].html.slice(0, 200)}: ${nodes[0].failureSummary}`);
      }
    }));
  }
  return problems;
}
