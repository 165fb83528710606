// million.mjs PAYUNG FOLDER [ROUNDS [menu]]: every interaction of the console on a database of a million people.
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
const [, , payung, folder, rounds = '15', part = 'all'] = process.argv;
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
  page.setDefaultTimeout(30_000);
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
      try {
        await act(page, round);
        await until(page, round);
      } catch (failure) {
        // The other interactions are measured all the same.
        console.error(`${who} ${place}: ${name}: ${String(failure).split('\n')[0]}`);
        break;
      }
      note(taken, `${who} ${place}: ${name}`, performance.now() - began);
    }
  }
  await context.close();
  console.error(`${who} ${place}: measured`);
}

const row = (page) => page.locator('.grid-body .grid-row').first().waitFor();
const NAMES = ['siti aminah', 'slamet', 'sri wahyuni', 'ahmad kus', 'nur hidayah', 'sumiyati', 'budi', 'kasmi', '3319', 'wati'];
const nothing = async () => {};
/** Does something, and waits until the API has answered at that path. */
const asking = async (page, path, act, method = 'GET') => {
  await Promise.all([page.waitForResponse((each) => each.url().includes(path) && each.request().method() === method && each.ok()), act()]);
};

/** The console is opened once; then each page is opened by its link in the menu, as people do. */
async function menu(browser, who) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: `http://127.0.0.1:${PORT}` });
  await context.request.post('/v1/sessions', { data: { name: who, password: PASSWORD } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto('/office');
  const links = page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link');
  await links.first().waitFor();
  const places = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  for (let round = 0; round < ROUNDS; ++round) {
    for (const place of places) {
      const link = page.getByRole('navigation', { name: 'Menu utama' }).locator(`a[href="${place}"]`);
      const began = performance.now();
      await link.click();
      await page.waitForFunction((path) => location.pathname === path && document.querySelector('main h1') && !document.querySelector('main .loading'), place, { polling: 'raf' });
      note(taken, `${who} menu: ${place}`, performance.now() - began);
      await page.waitForLoadState('networkidle');
    }
  }
  await context.close();
  console.error(`${who} menu: measured`);
}

async function all(browser) {
  for (const who of ['cabang', 'provinsi', 'admin']) await menu(browser, who);
  if (part === 'menu') return;
  await walk(browser, 'cabang', '/office', []);
  await walk(browser, 'cabang', '/office/people', [
    ['search as you type', (page, round) => asking(page, '/v1/people/searches', () => page.locator('main input[type=search]').fill(NAMES[round % NAMES.length]), 'POST'), async (page) => page.locator('main a[href*="/office/people/"]').first().waitFor()],
    ['open a person', (page) => page.locator('main a[href*="/office/people/"]').first().click(), (page) => page.locator('.strip, .months, table, .card').first().waitFor()],
  ]);
  await walk(browser, 'cabang', '/office/figures', [
    ['a sector', (page) => asking(page, '/v1/dashboard', () => page.getByRole('combobox', { name: 'Pekerjaan' }).first().selectOption('agriculture')), nothing],
    ['a payer', (page) => asking(page, '/v1/dashboard', () => page.getByRole('combobox', { name: 'Pembayar' }).first().selectOption({ index: 1 })), nothing],
    ['the people of a figure', (page) => page.locator('a.stat-link').nth(1).click(), row],
  ]);
  await walk(browser, 'provinsi', '/office/figures', []);
  await walk(browser, 'cabang', '/office/lists', [['open a list', (page) => page.locator('.grid-body a').first().click(), (page) => page.locator('h1').waitFor()]]);
  await walk(browser, 'cabang', '/office/duplicates', [
    ['different, next pair', (page) => asking(page, '/v1/reviews', () => page.keyboard.press('d'), 'POST'), nothing],
  ]);
  await walk(browser, 'cabang', '/office/programme', []);
  await walk(browser, 'cabang', '/office/programme/kudus-2025/planner', [
    ['the slider', (page, round) => asking(page, '/plan', () => page.locator('input[type=range]').first().evaluate((slider, at) => {
      slider.value = String(Number(slider.min) + ((Number(slider.max) - Number(slider.min)) * (at % 9 + 1)) / 10);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }, round), 'POST'), nothing],
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
