// Holds both pages of a report to what they promise in a browser: node check.mjs CHROMIUM FOLDER
// Each problem is a line; the exit code is 1 where there are any.

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { accessible } from "./accessible.mjs";
import { launch } from "./browser.mjs";
import { colours } from "./colours.mjs";
import { keys } from "./keys.mjs";
import { print } from "./print.mjs";
import { reflow } from "./reflow.mjs";
import { scripts } from "./scripts.mjs";

const CHECKS = { accessible, colours, keys, print, reflow, scripts };

const [chromium, folder] = process.argv.slice(2);
const browser = await launch(chromium);
let problems = 0;
try {
  for (const language of ["en", "fr"]) {
    const url = pathToFileURL(join(resolve(folder), `report.${language}.html`)).href;
    for (const [name, check] of Object.entries(CHECKS)) {
      const began = Date.now();
      for (const problem of await check(browser, url)) {
        console.log(`report.${language}.html, ${name}: ${problem}`);
        problems += 1;
      }
      console.log(`report.${language}.html, ${name}: looked at for ${Date.now() - began} ms`);
    }
  }
} finally {
  await browser.close();
}
process.exitCode = problems > 0 ? 1 : 0;
