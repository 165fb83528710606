// What holds for every page there is, old and new: nothing inline, nothing from another server, a strict
// policy, little script, WCAG 2.2 AA light and dark, large text, no motion, focus never hidden, names for
// every control. The console's pages come from its route files. Method: a real Chromium, real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { consoleRoutes, examplesOf, PUBLIC } from './all_pages.mjs';
import { assertAccessible, assertFits, assertTablesFit, openWindow, signIn, startBrowser, startOffice, windowFor } from './harness.mjs';

const POLICY = /default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'/;
const CONSOLE_SCRIPT_MAX = 60_000;
const PUBLIC_MAX = 20_000;

let office;
let browser;
const examples = [];
before(async () => {
  office = await startOffice('every_page');
  browser = await startBrowser();
  examples.push(...await examplesOf(() => openWindow(browser, office), signIn));
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (who, more) => windowFor(browser, office, who, more);

async function come(page, place) {
  await page.goto(place);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

test('every kind of page has an example here', () => {
  const without = consoleRoutes().filter((route) => !examples.some((each) => each.path === route.path)).map((route) => route.path);
  // Reached in their own tests, since they need an upload, a campaign, a job under way or a right that nobody asked for.
  const elsewhere = /^\/office\/(lists\/new\/|campaigns\/\{|jobs\/\{|village|entries|claims\/unclaimed\/.*\{)/;
  assert.deepEqual(without.filter((path) => !elsewhere.test(path)), []);
  assert.ok(examples.length > 25, String(examples.length));
});

test('no page is without its policy, none has anything inline', async () => {
  const { context } = await windowOf('');
  const places = [...PUBLIC, '/office', '/office/people', '/no-such-page', '/maps/none.topo.json', '/assets/none.js', '/pages/none.css',
    '/my', '/my/card', '/my/report', '/language/xx', '/open-data?region=99'];
  for (const place of places) {
    const answer = await context.request.get(place, { maxRedirects: 0 });
    const headers = answer.headers();
    assert.match(headers['content-security-policy'] ?? '', POLICY, place);
    assert.match(headers['content-security-policy'], /base-uri 'none'; frame-ancestors 'none'/, place);
    assert.doesNotMatch(headers['content-security-policy'], /unsafe|\*|https?:/, place);
    assert.equal(headers['x-content-type-options'], 'nosniff', place);
    if (!(headers['content-type'] ?? '').includes('html')) continue;
    const html = await answer.text();
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>/i, `${place}: inline script`);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|="javascript:/i, `${place}: inline style or handler`);
    assert.doesNotMatch(html, /(?:src|href|action)="(?:https?:)?\/\//i, `${place}: another server`);
    assert.match(html, /<html lang="(id|en|jv)">/, `${place}: language`);
    assert.match(html, /<title>[^<]+<\/title>/, `${place}: title`);
  }
  // Errors are answered in words, too, whatever was asked.
  for (const [method, place] of [['POST', '/'], ['PUT', '/sign-in'], ['POST', '/no-such-page']]) {
    const answer = await context.request.fetch(place, { method, maxRedirects: 0 });
    assert.ok(answer.status() >= 400, `${method} ${place}`);
    assert.match(answer.headers()['content-security-policy'] ?? '', POLICY, `${method} ${place}`);
  }
  await context.close();
});

test('an address that is none says so in the visitor’s language', async () => {
  for (const [language, words] of [['id', 'Halaman tidak ada'], ['en', 'There is no such page'], ['jv', 'Kaca mboten wonten']]) {
    const { context, page } = await windowOf('', { language, width: 360, height: 740 });
    const answer = await page.goto('/salah/ketik');
    assert.equal(answer.status(), 404);
    await page.getByRole('heading', { name: words }).waitFor();
    await assertAccessible(page, `404 ${language}`);
    await assertFits(page, `404 ${language}`);
    await context.close();
  }
});

/** Bytes of each kind on the line for a first visit, as they are packed. */
async function weigh(place, who) {
  const { context, page } = await windowOf(who);
  const found = { script: 0, all: 0 };
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname.startsWith('/v1/')) return;
    const body = await response.body().catch(() => Buffer.alloc(0));
    const packed = gzipSync(body, { level: 9 }).length;
    found.all += packed;
    if ((response.headers()['content-type'] ?? '').includes('javascript')) found.script += packed;
  });
  await come(page, place);
  await context.close();
  return found;
}

test('a first visit is light', async () => {
  for (const place of PUBLIC) {
    const { all } = await weigh(place, '');
    assert.ok(all > 1_000 && all < PUBLIC_MAX, `${place}: ${all} bytes`);
  }
  let most = ['', 0];
  for (const { place, who } of examples) {
    const { script } = await weigh(place, who);
    assert.ok(script > 5_000 && script < CONSOLE_SCRIPT_MAX, `${place}: ${script} bytes of script`);
    if (script > most[1]) most = [place, script];
  }
  console.log(`most script: ${most[0]}, ${most[1]} bytes packed`);
});

test('every page of the console in light and dark, wide and narrow, by axe', async () => {
  for (const [colorScheme, width, language] of [['light', 1440, 'id'], ['dark', 360, 'en']]) {
    for (const { place, who } of examples) {
      const { context, page, faults } = await windowOf(who, { width, height: 800, language, colorScheme, reducedMotion: 'reduce' });
      await come(page, place);
      const where = `${place} ${colorScheme} ${width}`;
      await assertAccessible(page, where);
      await assertFits(page, where);
      assert.deepEqual(faults.filter((each) => !/status of 404/.test(each)), [], where);
      await context.close();
    }
  }
});

test('no table is pushed sideways to be read, on a phone, a tablet or a desk', async () => {
  for (const [width, language] of [[360, 'id'], [768, 'id'], [768, 'en'], [1440, 'id']]) {
    for (const { place, who } of [...PUBLIC.map((place) => ({ place, who: '' })), ...examples]) {
      const { context, page } = await windowOf(who, { width, height: 800, language });
      await come(page, place);
      await assertTablesFit(page, `${place} ${language} ${width}`);
      await context.close();
    }
  }
});

test('public pages in the dark, by axe', async () => {
  for (const place of PUBLIC) {
    const { context, page, faults } = await windowOf('', { width: 360, height: 740, colorScheme: 'dark' });
    await come(page, place);
    await assertAccessible(page, `${place} dark`);
    assert.deepEqual(faults, [], place);
    await context.close();
  }
});

test('letters twice as large and wider spaces lose nothing', async () => {
  for (const { place, who } of [...PUBLIC.map((place) => ({ place, who: '' })), ...examples]) {
    const { context, page } = await windowOf(who, { width: 1280, height: 800 });
    await come(page, place);
    // Text only, WCAG 1.4.4; and the spacing of 1.4.12. By the style object: the policy stays in force.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      document.body.style.setProperty('line-height', '1.5');
      document.body.style.setProperty('letter-spacing', '0.12em');
      document.body.style.setProperty('word-spacing', '0.16em');
    });
    await assertFits(page, `${place}, letters twice as large`);
    await context.close();
  }
});

test('who wants no motion gets none', async () => {
  for (const { place, who } of [{ place: '/', who: '' }, ...examples]) {
    const { context, page } = await windowOf(who, { reducedMotion: 'reduce' });
    await come(page, place);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((each) => {
          const style = getComputedStyle(each);
          const lasts = (text) => text.split(',').some((one) => parseFloat(one) > 0);
          return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration));
        })
        .map((each) => each.className || each.tagName).slice(0, 3));
    assert.deepEqual(moving, [], place);
    await context.close();
  }
});

test('the focus is seen wherever Tab leads, and reaches the page’s end', async () => {
  for (const { place, who } of [...PUBLIC.map((place) => ({ place, who: '' })), ...examples]) {
    const { context, page } = await windowOf(who, { width: 1280, height: 600 });
    await come(page, place);
    const seen = new Set();
    for (let step = 0; step < 60; ++step) {
      await page.keyboard.press('Tab');
      const told = await page.evaluate(() => {
        const here = document.activeElement;
        if (!here || here === document.body) return null;
        const box = here.getBoundingClientRect();
        const style = getComputedStyle(here);
        const x = Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width / 2, 40)));
        const y = Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2));
        const over = document.elementFromPoint(x, y);
        const shown = !over || here.contains(over) || over.contains(here) || over.closest('label')?.control === here;
        const inside = box.bottom > 0 && box.top < innerHeight;
        const ringed = style.outlineStyle !== 'none' || here.tagName === 'INPUT' || !here.matches(':focus-visible') || here.matches('.map a, svg a');
        const all = [...document.querySelectorAll('*')].indexOf(here);
        return { all, shown: shown && inside, ringed, what: `${here.tagName} ${here.textContent?.trim().slice(0, 30)}` };
      });
      if (told === null || seen.has(told.all)) break;
      seen.add(told.all);
      assert.ok(told.shown, `${place}: the focus is hidden at ${told.what}`);
      assert.ok(told.ringed, `${place}: no ring at ${told.what}`);
    }
    assert.ok(seen.size > 3, `${place}: Tab reaches ${seen.size} places`);
    await context.close();
  }
});

test('a screen reader is told what is where', async () => {
  for (const { place, who } of examples) {
    const { context, page } = await windowOf(who);
    await come(page, place);
    assert.equal(await page.getByRole('main').count(), 1, place);
    assert.equal(await page.getByRole('banner').count(), 1, place);
    assert.equal(await page.getByRole('navigation', { name: 'Menu utama' }).count(), 1, place);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${place}: one first heading`);
    assert.match(await page.title(), / · Payung$/, place);
    // Every control says its name: the tree that assistive technology reads has no nameless one.
    const tree = await page.locator('body').ariaSnapshot();
    const nameless = tree.split('\n').filter((line) => /^\s*- (button|link|textbox|combobox|checkbox|radio|slider|searchbox|spinbutton|table|img)(?: \[[^\]]*\])*:?$/.test(line));
    assert.deepEqual(nameless, [], `${place}: without a name`);
    await context.close();
  }
});

test('the console without its drawings: everything else stands', async () => {
  const { context, page } = await windowOf('cabang');
  let cut = 0;
  await context.route('**/maps/**', (route) => route.abort());
  await context.route('**/assets/drawings-*.js', (route) => {
    cut += 1;
    return route.abort();
  });
  await page.goto('/office/figures');
  await page.getByText('Gambar ini tidak dapat dimuat').first().waitFor();
  assert.ok(cut > 0);
  assert.ok((await page.locator('.stat').count()) >= 4, 'the figures stand');
  await page.getByRole('heading', { name: 'Yang dapat dikerjakan' }).waitFor();
  // From a figure to its people, and on.
  await page.locator('.stat a').first().click();
  await page.locator('.grid-row').nth(1).waitFor();
  await context.close();
});
