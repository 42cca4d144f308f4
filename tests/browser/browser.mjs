// Chromium without a network, and pages in it that are watched: what they log, ask for, or are forbidden is a problem.

import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"];

export const launch = (executablePath) => chromium.launch({ executablePath, args: QUIET });

/** Opens a file in a window of its own, hands it over, and returns what went wrong: nothing, where all is well. */
export async function watched(browser, url, { init, ...options }, look) {
  const problems = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    await context.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
    });
    for (const path of init ?? []) await context.addInitScript({ path });
    const page = await context.newPage();
    page.on("console", (message) => problems.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => {
      const asked = request.url();
      // The page itself, the page in the other language that a link leads to, and the icon that is none.
      if (!asked.startsWith(url.replace(/[^/]*$/, "report.")) && asked !== "data:,") problems.push(`request: ${asked}`);
    });
    await page.goto(url);
    await look(page, (problem) => problems.push(problem));
    const violations = await page.evaluate(() => window.violations ?? []);
    problems.push(...violations.map((directive) => `policy: ${directive}`));
  } finally {
    await context.close();
  }
  return problems;
}

/** Opens all that is folded. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
