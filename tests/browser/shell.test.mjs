// The console's frame: who is signed in sees his menu, in both languages, by keyboard too.
// Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { everySize, openWindow, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('shell');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

test('each role sees what it may', async () => {
  const wanted = {
    admin: ['Beranda'],
    provinsi: ['Beranda', 'Capaian'],
    cabang: ['Beranda', 'Capaian', 'Orang'],
  };
  for (const [name, items] of Object.entries(wanted)) {
    const context = await openWindow(browser, office);
    await signIn(context, name);
    const page = await context.newPage();
    const faults = watch(page, office);
    await page.goto('/office');
    await page.getByRole('link', { name: 'Beranda' }).waitFor();
    const menu = await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link').allTextContents();
    for (const item of items) assert.ok(menu.includes(item), `${name}: ${menu}`);
    assert.equal(menu.includes('Orang'), name === 'cabang');
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('language is one click away and stays', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'cabang');
  const page = await context.newPage();
  await page.goto('/office');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Home' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.reload();
  await page.getByRole('link', { name: 'Home' }).waitFor();
  await context.close();
});

test('home at every size', async () => {
  await everySize(browser, office, 'home', 'cabang', '/office', (page) => page.locator('h1').waitFor());
});
