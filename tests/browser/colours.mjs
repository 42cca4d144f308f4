// Colours forced by a reader, and the wish for little motion: charts keep their paper, nothing moves.

import { watched } from "./browser.mjs";

export const colours = (browser, url) =>
  watched(browser, url, { forcedColors: "active", colorScheme: "dark", reducedMotion: "reduce" }, async (page, tell) => {
    const found = await page.evaluate(() => ({
      paper: [...document.querySelectorAll(".chart svg")].map((chart) => getComputedStyle(chart).backgroundColor),
      moving: document.getAnimations().length,
    }));
    if (found.paper.some((colour) => colour !== "rgb(255, 255, 255)")) tell(`charts stand on ${found.paper[0]}`);
    if (found.moving > 0) tell(`${found.moving} things move`);
  });
