// million.mjs PAYUNG FOLDER [ROUNDS]: every interaction of the console on a database of a million people.
//   python3 tools/run_scenario.py build/release/payung scenarios/kudus-2025 build/million --people 2100000
//   node bench/web/million.mjs build/release/payung build/million 15
// A real Chromium clicks and types; an interaction lasts from the click until what it asked for stands on
// the page. Prints median, least and most of ROUNDS, and the same of each route of the API that was asked.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(path.join(root, 'web/package.json'));
const { chromium } = require('playwright-core');
const [, , payung, folder, rounds = '15'] = process.argv;
const ROUNDS = Number(rounds);
const PORT = 8399;
const AIM_MS = 200;
const PASSWORD = 'payung untuk semua pekerja';

function serve() {
  const server = spawn('python3', [
    path.join(root, 'tools/serve_demo.py'), payung, folder, '--port', String(PORT),
    ...['--account-rate', '1000000', '--address-rate', '1000000'].map((each) => `--option=${each}`),
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (piece) => String(piece).includes('Stop with') && resolve(server));
    server.once('exit', (code) => reject(new Error(`payung serve ended: ${code}`)));
  });
}

const taken = new Map();
const asked = new Map();
const note = (where, name, took) => where.set(name, [...(where.get(name) ?? []), took]);
function middle(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted[sorted.length - 1] };
}

/** One page with its interactions: [name, act(page, round), until(page)]. */
async function walk(browser, who, place, interactions) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: `http://127.0.0.1:${PORT}` });
  await context.request.post('/v1/sessions', { data: { name: who, password: PASSWORD } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/v1/') || pathname.endsWith('/events')) return;
    const { responseEnd } = request.timing();
    note(asked, `${request.method()} ${pathname.replace(/\/[a-z2-7]{26}/g, '/{id}')}`, responseEnd);
  });
  for (let round = 0; round < ROUNDS; ++round) {
    let began = performance.now();
    await page.goto(place);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    note(taken, `${who} ${place}: open (with half a second of silence)`, performance.now() - began);
    for (const [name, act, until] of interactions) {
      began = performance.now();
      await act(page, round);
      await until(page, round);
      note(taken, `${who} ${place}: ${name}`, performance.now() - began);
    }
  }
  await context.close();
}

const row = (page) => page.locator('.grid-body .grid-row').first().waitFor();
const NAMES = ['siti aminah', 'slamet', 'sri wahyuni', 'ahmad kus', 'nur hidayah', 'sumiyati', 'budi', 'kasmi', '3319', 'wati'];
const nothing = async () => {};
const api = (path) => (page) => page.waitForResponse((each) => each.url().includes(path) && each.ok());

async function all(browser) {
  await walk(browser, 'cabang', '/office', []);
  await walk(browser, 'cabang', '/office/people', [
    ['search as you type', async (page, round) => {
      const wait = api('/v1/people/searches')(page);
      await page.locator('main input[type=search]').fill(NAMES[round % NAMES.length]);
      await wait;
    }, async (page) => page.locator('main a[href*="/office/people/"]').first().waitFor()],
    ['open a person', (page) => page.locator('main a[href*="/office/people/"]').first().click(), (page) => page.locator('.strip, .months, table, .card').first().waitFor()],
  ]);
  await walk(browser, 'cabang', '/office/figures', [
    ['a sector', async (page) => { const wait = api('/v1/dashboard')(page); await page.getByLabel('Pekerjaan').first().selectOption('agriculture'); await wait; }, nothing],
    ['a payer', async (page) => { const wait = api('/v1/dashboard')(page); await page.getByLabel('Pembayar').first().selectOption({ index: 1 }); await wait; }, nothing],
    ['the people of a figure', (page) => page.locator('a.stat-link').first().click(), row],
  ]);
  await walk(browser, 'provinsi', '/office/figures', []);
  await walk(browser, 'cabang', '/office/lists', [['open a list', (page) => page.locator('.grid-body a').first().click(), (page) => page.locator('h1').waitFor()]]);
  await walk(browser, 'cabang', '/office/duplicates', [
    ['different, next pair', async (page) => { const wait = page.waitForResponse((each) => each.url().includes('/v1/reviews') && each.request().method() === 'POST'); await page.keyboard.press('d'); await wait; }, nothing],
  ]);
  await walk(browser, 'cabang', '/office/programme', []);
  await walk(browser, 'cabang', '/office/programme/kudus-2025/planner', [
    ['the slider', async (page, round) => { const wait = api('/planner')(page); await page.locator('input[type=range]').first().fill(String((round % 9) + 1)); await wait; }, nothing],
  ]);
  for (const place of ['/office/bills', '/office/payments', '/office/arrears', '/office/ledger', '/office/claims', '/office/claims/unclaimed', '/office/approvals', '/office/campaigns', '/office/jobs', '/office/rules', '/office/regions']) {
    await walk(browser, 'cabang', place, []);
  }
  await walk(browser, 'cabang', '/office/bills', [['open a bill', (page) => page.locator('.grid-body a').first().click(), row]]);
  for (const place of ['/office/accounts', '/office/audit', '/office/system']) await walk(browser, 'admin', place, []);
  for (const place of ['/', '/report', '/open-data']) await walk(browser, 'provinsi', place, []);
}

const server = await serve();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  await all(browser);
} catch (failure) {
  console.error(failure);
} finally {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill('SIGTERM');
}
const show = (title, where) => {
  console.log(`\n${title}, ms: median (least to most)`);
  for (const [name, times] of [...where].sort((a, b) => middle(b[1]).median - middle(a[1]).median)) {
    const { median, least, most } = middle(times);
    console.log(`${median > AIM_MS ? '!' : ' '} ${median.toFixed(0).padStart(6)} (${least.toFixed(0)} to ${most.toFixed(0)})  ${name}  x${times.length}`);
  }
};
show('Interactions', taken);
show('Routes of the API', asked);
