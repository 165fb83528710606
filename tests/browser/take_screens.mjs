// take_screens.mjs [NAME...]: every page at 360, 768 and 1440 px in both languages, small, in docs/screens.
//   PAYUNG_BIN=build/release/payung PAYUNG_BROWSER=build/release/browser node tests/browser/take_screens.mjs
// Pages and examples are those of every_page.test.mjs; who sees a page is the first of its roles.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { examplesOf, PUBLIC } from './all_pages.mjs';
import { openWindow, signIn, startBrowser, startOffice } from './harness.mjs';
import { shrink } from './small_png.mjs';

const to = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/screens');
const WIDTHS = [360, 768, 1440];
const wanted = process.argv.slice(2);

/** '/office/lists/{list}/rows' -> 'lists-list-rows'; '/' -> 'worker' */
function nameOf(place) {
  if (place === '/') return 'worker';
  if (place === '/office') return 'home';
  return place.replace(/^\/(office\/)?/, '').replace(/[{}]/g, '').replaceAll('/', '-');
}

async function take(browser, office, language, who, pages) {
  const context = await openWindow(browser, office, { width: WIDTHS[0], height: 800, language });
  if (who) await signIn(context, who);
  const page = await context.newPage();
  let bytes = 0;
  for (const { name, place } of pages) {
    await page.goto(place);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      bytes += shrink(await page.screenshot({ fullPage: true }), path.join(to, `${name}-${language}-${width}.png`));
    }
  }
  await context.close();
  return bytes;
}

const office = await startOffice('screens');
const browser = await startBrowser();
try {
  const pages = PUBLIC.map((place) => ({ name: nameOf(place), place, who: '' }));
  for (const { path: route, place, who } of await examplesOf(() => openWindow(browser, office), signIn)) {
    pages.push({ name: nameOf(route), place, who });
  }
  const shown = pages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  let bytes = 0;
  for (const language of ['id', 'en']) {
    for (const who of new Set(shown.map((each) => each.who))) {
      bytes += await take(browser, office, language, who, shown.filter((each) => each.who === who));
    }
  }
  console.log(`${shown.length} pages, ${shown.length * 6} screenshots, ${Math.round(bytes / 1024)} kB; in all ${fs.readdirSync(to).length} files`);
} finally {
  await browser.close();
  await office.stop();
}
