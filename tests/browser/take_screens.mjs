// take_screens.mjs [--widths=360,1440] [--languages=id] [--part=2/4] [NAME...]
// Every page and state at 360, 768 and 1440 px in both languages (the worker's and the village's in Javanese
// too), small, in docs/screens; with NAMEs only those (claim* takes all that begin so).
//   PAYUNG_BIN=build/release/payung PAYUNG_BROWSER=build/release/browser node tests/browser/take_screens.mjs
// Plain pages are those of every_page.test.mjs, as the first of its roles sees them; the rest is scenes.mjs.
// What fails is named at the end and leaves the others standing; pictures of pages that are gone go too.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { examplesOf, PUBLIC } from './all_pages.mjs';
import { openWindow, signIn, startBrowser, startOffice } from './harness.mjs';
import { scenesOf } from './scenes.mjs';
import { shrink } from './small_png.mjs';

const to = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/screens');
const root = path.resolve(to, '../..');
const option = (name, otherwise) => process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const WIDTHS = option('widths', '360,768,1440').split(',').map(Number);
const LANGUAGES = option('languages', 'id,en,jv').split(',');
const [part, parts] = option('part', '1/1').split('/').map(Number);
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'));
/** Made by hand or by other programs. */
const OTHERS = /^report(-phone)?\.png$/;
const LOCALE = { id: 'id-ID', en: 'en-GB', jv: 'id-ID' };
/** The browser's own words: there are none in Javanese. */
const BROWSER = { id: 'id', en: 'en-GB', jv: 'id' };

/** '/office/lists/{list}/rows' -> 'lists-list-rows'; '/' -> 'worker' */
function nameOf(place) {
  if (place === '/') return 'worker';
  if (place === '/report') return 'report-form';
  if (place === '/office') return 'home';
  if (place === '/office/account') return 'own-account';
  return place.replace(/^\/(office\/)?/, '').replace(/[{}]/g, '').replaceAll('/', '-');
}

function asked(name) {
  return wanted.length === 0 || wanted.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name));
}

/** Takes the messages that the house would send to phones; answers the newest code, once. */
function startGateway() {
  const messages = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      messages.push(JSON.parse(body));
      response.writeHead(202).end();
    });
  });
  const newestCode = () => messages.pop()?.text.match(/\d{6}/)?.[0] ?? '';
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const token = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'payung-')), 'token');
    fs.writeFileSync(token, 'a token of the gateway\n', { mode: 0o600 });
    Object.assign(process.env, { PAYUNG_MESSAGE_URL: `http://127.0.0.1:${server.address().port}/`, PAYUNG_MESSAGE_TOKEN_FILE: token });
    resolve({ newestCode, stop: () => server.close() });
  }));
}

/** The folders of an installation, not of whoever takes the pictures. */
function placesAsInstalled(root) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.includes(root)) texts.currentNode.data = texts.currentNode.data.replace(/\S*payung\.db/, '/var/lib/payung/payung.db');
  }
}

async function take(browser, office, { name, who, act }, language, taken) {
  const context = await openWindow(browser, office, { width: WIDTHS[0], height: 800, language, locale: LOCALE[language] });
  try {
    if (who) await signIn(context, who);
    const page = await context.newPage();
    await act(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(placesAsInstalled, root);
      await page.evaluate(() => scrollTo(0, 0));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const file = `${name}-${language}-${width}.png`;
      taken.bytes += shrink(await page.screenshot({ fullPage: true }), path.join(to, file));
      taken.files.push(file);
    }
  } finally {
    await context.close();
  }
}

const gateway = await startGateway();
const office = await startOffice('screens', ['--private-callbacks']);
const browser = await startBrowser();
const browsers = {};
const taken = { bytes: 0, files: [] };
const failed = [];
try {
  const plain = (place) => async (page) => {
    await page.goto(place);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  };
  const newContext = () => openWindow(browser, office);
  const all = PUBLIC.map((place) => ({ name: nameOf(place), who: '', act: plain(place), languages: ['id', 'en', 'jv'] }));
  for (const { path: route, place, who } of await examplesOf(newContext, signIn)) {
    all.push({ name: nameOf(route), who, act: plain(place), languages: ['id', 'en'] });
  }
  all.push(...(await scenesOf(newContext, signIn, gateway.newestCode)));
  const shown = all.filter(({ name }) => asked(name)).filter((_, number) => number % parts === part - 1);
  for (const each of shown) {
    for (const language of each.languages.filter((one) => LANGUAGES.includes(one))) {
      browsers[language] ??= await startBrowser(BROWSER[language]);
      await take(browsers[language], office, each, language, taken).catch((error) => failed.push(`${each.name} ${language}: ${error.message.split('\n')[0]}`));
    }
  }
  for (const file of fs.readdirSync(to)) {
    const page = file.replace(/-(id|en|jv)-\d+\.png$/, '');
    if (!OTHERS.test(file) && !all.some(({ name }) => name === page)) fs.unlinkSync(path.join(to, file));
  }
  const whole = fs.readdirSync(to).reduce((sum, file) => sum + fs.statSync(path.join(to, file)).size, 0);
  console.log(`${taken.files.length} screenshots of ${shown.length} pages, ${Math.round(taken.bytes / 1024)} kB; in all ${fs.readdirSync(to).length} files, ${(whole / 1e6).toFixed(1)} MB`);
} finally {
  await Promise.all([browser, ...Object.values(browsers)].map((one) => one.close()));
  await office.stop();
  gateway.stop();
}
if (failed.length > 0) {
  console.error(failed.join('\n'));
  process.exitCode = 1;
}
