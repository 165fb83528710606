// A branch officer decides pairs by keyboard, takes one back, and proposes a merge that a second
// officer agrees to. Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, openWindow, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('duplicates');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

test('decided by keys, undone, proposed and agreed to', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'cabang');
  const page = await context.newPage();
  const faults = watch(page, office);
  await page.goto('/office/duplicates');
  await page.locator('table.pair').waitFor();
  const waiting = (await (await context.request.get('/v1/reviews?limit=50')).json()).items;
  assert.ok(waiting.length >= 2, `${waiting.length} pairs`);
  await page.locator('h1').focus();
  await page.keyboard.press('d');
  await page.getByText('Diputuskan: orang berbeda.').waitFor();
  const first = await (await context.request.get(`/v1/reviews/${waiting[0].id}`)).json();
  assert.equal(first.verdict, 'different');
  await page.locator('h1').focus();
  await page.keyboard.press('u');
  await page.locator('[role=status]', { hasText: 'Diputuskan: orang berbeda.' }).waitFor({ state: 'detached' });
  const undone = await (await context.request.get(`/v1/reviews/${waiting[0].id}`)).json();
  assert.notEqual(undone.verdict, 'different');
  await page.locator('table.pair').waitFor();
  await assertAccessible(page, 'duplicates');
  await page.getByRole('button', { name: 'Orang yang sama (S)' }).click();
  await page.getByText('menunggu persetujuan orang kedua').waitFor();
  const proposed = (await (await context.request.get('/v1/approvals?state=proposed')).json()).items;
  assert.equal(proposed.filter((each) => each.kind === 'person_merge').length, 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test('duplicates at every size', async () => {
  await everySize(browser, office, 'duplicates', 'cabang', '/office/duplicates', (page) => page.locator('table.pair').waitFor());
});
