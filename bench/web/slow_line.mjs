// slow_line.mjs PAYUNG [ROUNDS]: how long a page takes on a phone on a slow line: 1.6 Mbit/s down, 0.75 up,
// 300 ms for each request, the processor slowed four times (Chromium's own throttles). For each page the first visit
// (empty cache) and the repeat visit (what the server lets a browser keep is kept): until it can be used (its
// heading and its first table, list, form or figure stand) and until everything stands (no request under way
// for 100 ms and nothing that says it is loading). Medians, least and most of ROUNDS (default 5).
//   node bench/web/slow_line.mjs build/release/payung 5
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [, , payung = path.join(root, 'build/release/payung'), rounds = '5', only = ''] = process.argv;
process.env.PAYUNG_BIN ??= path.resolve(payung);
process.env.PAYUNG_BROWSER ??= path.join(path.dirname(path.resolve(payung)), 'browser');
const { openWindow, signIn, slowDown, startBrowser, startOffice } = await import('../../tests/browser/harness.mjs');

const ROUNDS = Number(rounds);
const USABLE_MS = 2_000;
const ALL_MS = 3_000;

/** [who, place, what must stand before it can be used]: the main page of each role, and every public page. */
const PAGES = [
  ['', '/', 'form button'],
  ['', '/report', 'form button'],
  ['', '/follow', 'form button'],
  ['', '/verify', 'form button'],
  ['', '/open-data', 'table'],
  ['', '/sign-in', 'form button'],
  ['desa', '/village', 'main a.button'],
  ['desa', '/village/add', '#f-nik'],
  ['cabang', '/office', '.tasks a, .card .empty'],
  ['cabang', '/office/figures', '.stat'],
  ['cabang', '/office/lists', '.grid-body .grid-row'],
  ['cabang', '/office/bills', '.grid-body .grid-row'],
  ['cabang', '/office/duplicates', 'table.pair'],
  ['cabang', '/office/claims', '.grid-body .grid-row, .empty'],
  ['cabang', '/office/programme', 'table'],
  ['dispertan', '/office', '.tasks a, .card .empty'],
  ['dispertan', '/office/lists', '.grid-body .grid-row'],
  ['dispertan', '/office/lists/new', '.drop'],
  ['sponsor', '/office', '.tasks a, .card .empty'],
  ['sponsor', '/office/bills', '.grid-body .grid-row'],
  ['sponsor', '/office/campaigns', '.card, .empty'],
  ['sponsor', '/office/workers', 'table, .empty'],
  ['provinsi', '/office', '.tasks a, .card .empty'],
  ['provinsi', '/office/figures', '.stat'],
  ['pemeriksa', '/office', '.tasks a, .card .empty'],
  ['pemeriksa', '/office/claims', '.grid-body .grid-row, .empty'],
  ['admin', '/office', '.tasks a, .card .empty'],
  ['admin', '/office/accounts', '.grid-body .grid-row'],
];

/** Milliseconds from asking for the page until it can be used and until everything stands. */
async function visit(page, place, sign) {
  let open = 0;
  let quietSince = performance.now();
  const begin = () => {
    open += 1;
  };
  const end = () => {
    open = Math.max(0, open - 1);
    quietSince = performance.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  const began = performance.now();
  await page.goto(place, { waitUntil: 'commit' });
  await page.locator('h1').first().waitFor();
  await page.locator(sign).first().waitFor();
  const usable = performance.now() - began;
  while (open > 0 || performance.now() - quietSince < 100 || (await page.locator('.loading').count()) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const all = quietSince - began;
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
  return { usable, all: Math.max(all, usable) };
}

async function measure(browser, office, who, place, sign) {
  const found = { first: [], repeat: [] };
  for (let round = 0; round < ROUNDS; ++round) {
    const context = await openWindow(browser, office, { width: 360, height: 740 });
    if (who) await signIn(context, who);
    const page = await context.newPage();
    await slowDown(page);
    page.setDefaultTimeout(30_000);
    found.first.push(await visit(page, place, sign));
    await page.goto('about:blank');
    found.repeat.push(await visit(page, place, sign));
    await context.close();
  }
  return found;
}

const ms = (times) => {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], text: `${sorted[Math.floor(sorted.length / 2)]} (${sorted[0]} to ${sorted[sorted.length - 1]})` };
};

const office = await startOffice('slow_line');
const browser = await startBrowser();
let missed = 0;
try {
  console.log(`| who | page | first: usable | first: all | again: usable | again: all | (ms, median, least to most of ${ROUNDS}; aims ${USABLE_MS} and ${ALL_MS})`);
  console.log('|---|---|---|---|---|---|---|');
  for (const [who, place, sign] of PAGES.filter(([by, at]) => `${by} ${at}`.includes(only))) {
    const { first, repeat } = await measure(browser, office, who, place, sign);
    const cells = [first, repeat].flatMap((times) => [ms(times.map((each) => each.usable)), ms(times.map((each) => each.all))]);
    const late = cells.some(({ median }, at) => median > (at % 2 === 0 ? USABLE_MS : ALL_MS));
    missed += Number(late);
    console.log(`| ${who || 'everybody'} | ${place} | ${cells.map(({ text }) => text).join(' | ')} | ${late ? 'missed' : ''} |`);
  }
} finally {
  await browser.close();
  await office.stop();
}
console.log(`${missed} pages missed their aim`);
