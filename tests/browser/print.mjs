// The page on paper, A4 and Letter: the first sheet is the whole answer, no chart is cut, no table runs over the edge.

import { watched } from "./browser.mjs";

const MILLIMETRE = 96 / 25.4;
// Paper without the margins of the style sheet, 13 mm above and below, 14 mm at the sides.
const PAPER = [["A4", 210 - 28, 297 - 26], ["Letter", 215.9 - 28, 279.4 - 26]];

/** How many sheets a PDF has. */
const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

export async function print(browser, url) {
  const problems = [];
  for (const [format, ...size] of PAPER) {
    const [width, height] = size.map((length) => Math.floor(length * MILLIMETRE));
    problems.push(...await watched(browser, url, { viewport: { width, height } }, async (page, tell) => {
      await page.emulateMedia({ media: "print" });
      const found = await page.evaluate(shown, [width, height]);
      found.forEach((problem) => tell(`${format}: ${problem}`));
      const whole = sheets(await page.pdf({ format }));
      if (whole < 5) tell(`${format}: ${whole} sheets are no report`);
      await page.evaluate(() => document.querySelectorAll("main > :not(#answer), footer").forEach((one) => { one.hidden = true; }));
      const first = sheets(await page.pdf({ format }));
      if (first !== 1) tell(`${format}: the answer takes ${first} sheets`);
    }));
  }
  return problems;
}

/** What does not fit on a sheet, as it is laid out for one. */
function shown([width, height]) {
  const problems = [];
  const name = (one) => one.id || one.getAttribute("aria-label") || one.outerHTML.slice(0, 80);
  for (const figure of document.querySelectorAll("figure")) {
    const box = figure.getBoundingClientRect();
    if (getComputedStyle(figure).breakInside !== "avoid" || box.height > height) problems.push(`${name(figure)} is cut, ${Math.round(box.height)} px`);
    if (figure.querySelector("svg").getBoundingClientRect().right > width + 1) problems.push(`${name(figure)} is too wide`);
  }
  for (const table of document.querySelectorAll(".table, pre")) {
    if (table.checkVisibility() && table.scrollWidth > Math.ceil(table.clientWidth)) problems.push(`${name(table)} is ${table.scrollWidth - table.clientWidth} px too wide`);
  }
  for (const details of document.querySelectorAll("details")) {
    const inside = details.querySelector("table, div");
    const open = inside.getBoundingClientRect().height > 0;
    // The numbers of charts stay in their files; all else is printed.
    if (open === details.classList.contains("numbers")) problems.push(`${name(details)}: printed ${open}`);
  }
  for (const part of document.querySelectorAll("nav, footer, .skip, .confidence, .language")) {
    if (part.checkVisibility()) problems.push(`${name(part)} is printed`);
  }
  if (getComputedStyle(document.querySelector("#answer")).breakAfter !== "page") problems.push("the answer is no page of its own");
  return problems;
}
