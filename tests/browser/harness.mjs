// What every browser test stands on: `payung serve` over the invented Kudus programme with a log-in
// for every role, Debian's Chromium, axe-core, and a count of what a person has to do.
//   PAYUNG_BIN       the program (build/release/payung)
//   PAYUNG_BROWSER   a folder for seed, databases and screenshots (build/release/browser)
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Node.js 18, Debian's, has it in a module alone.
globalThis.crypto ??= webcrypto;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(path.join(root, 'web/package.json'));
const { chromium } = require('playwright-core');
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const payung = path.resolve(process.env.PAYUNG_BIN ?? path.join(root, 'build/release/payung'));
const room = path.resolve(process.env.PAYUNG_BROWSER ?? path.join(root, 'build/release/browser'));
const PEOPLE = '4000';
export const PASSWORD = 'payung untuk semua pekerja';
export const TODAY = '2025-12-28';
/** Where the lists of the seed are, as agencies send them. */
export const LISTS = path.join(room, 'seed/lists');
export const screens = path.join(room, 'screens');

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** The programme of scenarios/kudus-2025 with few people; made once for all test files. */
export function seed() {
  const folder = path.join(room, 'seed');
  const done = path.join(folder, 'done');
  // Made anew when the program is newer: its schema may be another one.
  if (fs.existsSync(done) && fs.statSync(done).mtimeMs > fs.statSync(payung).mtimeMs) return folder;
  fs.mkdirSync(room, { recursive: true });
  execFileSync('python3', [
    path.join(root, 'tools/run_scenario.py'), payung, path.join(root, 'scenarios/kudus-2025'), folder, '--people', PEOPLE, '--plain',
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  fs.writeFileSync(done, '');
  return folder;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the server on a database of its own, a copy of the seed. `options` go to payung serve. */
export async function startOffice(name, options = [], today = TODAY) {
  const from = seed();
  const folder = path.join(room, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const file of fs.readdirSync(from)) {
    if (file.startsWith('payung.db')) fs.cpSync(path.join(from, file), path.join(folder, file), { recursive: true });
  }
  const port = await freePort();
  const passed = ['--account-rate', '100000', '--address-rate', '100000', ...options].map((each) => `--option=${each}`);
  const server = spawn('python3', [
    path.join(root, 'tools/serve_demo.py'), payung, folder, '--port', String(port), '--today', today, ...passed,
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (piece) => {
      said += piece;
      if (said.includes('Stop with')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`payung serve ended (${code}): ${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.removeAllListeners('exit');
      server.once('exit', resolve);
      server.kill('SIGTERM');
    });
  return { base: `http://127.0.0.1:${port}`, folder, stop };
}

/** `words`: the language of the browser's own words ("Choose File") and days, where Debian's
 *  chromium-l10n is installed; English without. */
export function startBrowser(words = '') {
  const args = words ? [...FLAGS, `--lang=${words}`] : FLAGS;
  return chromium.launch({ executablePath: '/usr/bin/chromium', args, env: words ? { ...process.env, LANGUAGE: words } : process.env });
}

/** A browser window of somebody: `language` as the cookie keeps it. */
export async function openWindow(browser, office, { width = 1440, height = 900, language = 'id', ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: office.base, ...more });
  await context.addCookies([{ name: 'payung_language', value: language, url: office.base }]);
  context.setDefaultTimeout(15_000);
  return context;
}

/** Signs in without the pages, for tests of what comes after. */
export async function signIn(context, name, password = PASSWORD) {
  const answer = await context.request.post('/v1/sessions', { data: { name, password } });
  const told = await answer.json();
  assert.equal(told.answer, 'signed_in', `${name}: ${JSON.stringify(told)}`);
  return told.csrf_token;
}

/** Everything that the page logs as an error or asks of another server is a fault. */
export function watch(page, office) {
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(office.base) && !/^(data|blob):/.test(url)) faults.push(`leaves the server: ${url}`);
  });
  return faults;
}

/** Counts what somebody does to finish a task. */
export class Hands {
  clicks = 0;
  keys = 0;
  constructor(page) {
    this.page = page;
  }
  async click(target, options) {
    this.clicks += 1;
    await (typeof target === 'string' ? this.page.locator(target) : target).click(options);
  }
  async type(target, text) {
    this.keys += 1;
    await (typeof target === 'string' ? this.page.locator(target) : target).fill(text);
  }
  async press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
}

/** WCAG 2.0 to 2.2, levels A and AA: nothing may be found. The policy for scripts stays in force. */
export async function assertAccessible(page, where) {
  await page.locator('h1').first().waitFor();
  await page.evaluate(axeSource);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const told = found.violations.map((each) => `${each.id}: ${each.help} (${each.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')})`);
  assert.deepEqual(told, [], `${where}: axe`);
}

/** Nothing may stick out of a narrow window. */
export async function assertFits(page, where) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= window, `${where}: ${wide} px in a window of ${window} px`);
}

/** No table in it has to be pushed sideways to be read; a grid that people type in may. */
export async function assertTablesFit(page, where) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('.table-wrap, .grid-wrap, .wide')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && !each.querySelector('input'))
      .map((each) => `${each.getAttribute('aria-label') ?? each.className}: ${each.scrollWidth} px in ${each.clientWidth} px`));
  assert.deepEqual(found, [], `${where}: a table sticks out`);
}

export async function shot(page, name) {
  fs.mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: path.join(screens, `${name}.png`), fullPage: true });
}

/** The address in phone, tablet and desk size and both languages, looked over by axe each time. */
export async function everySize(browser, office, name, who, place, ready) {
  for (const language of ['id', 'en']) {
    for (const width of [360, 768, 1440]) {
      const context = await openWindow(browser, office, { width, height: 800, language });
      if (who) await signIn(context, who);
      const page = await context.newPage();
      const faults = watch(page, office);
      await page.goto(place);
      await ready(page);
      await assertFits(page, `${name} ${language} ${width}`);
      await assertAccessible(page, `${name} ${language} ${width}`);
      await shot(page, `${name}-${language}-${width}`);
      assert.deepEqual(faults, [], `${name} ${language} ${width}`);
      await context.close();
    }
  }
}

/** An old phone on a slow line: 1.6 Mbit/s, 300 ms, the processor slowed four times. */
export async function slowDown(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 93_750,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return session;
}

/** A window with a page: signed in when there is a name, watched for faults, with hands that count. */
export async function windowFor(browser, office, name, options = {}) {
  const context = await openWindow(browser, office, options);
  const csrf = name ? await signIn(context, name) : '';
  const page = await context.newPage();
  return { context, page, csrf, faults: watch(page, office), hands: new Hands(page) };
}
