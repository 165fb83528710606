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

test('what a decision changes is shown before it is made, with the rows of both', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'cabang');
  const page = await context.newPage();
  const faults = watch(page, office);
  const queue = await (await context.request.get('/v1/reviews?limit=1')).json();
  await page.goto('/office/duplicates');
  await page.getByRole('heading', { name: 'Yang berubah bila orang yang sama' }).waitFor();
  await page.locator('.consequences li').first().waitFor();
  const effect = await (await context.request.get(`/v1/reviews/${queue.items[0].id}/effect`)).json();
  const told = await page.locator('.consequences').textContent();
  const expected = { 0: 'Belum ada yang menjadi peserta', 1: 'Satu di antaranya peserta', 2: 'Keduanya peserta' }[effect.members_before];
  assert.ok(told.includes(expected), `${told}: ${expected}`);
  // The consequences stand above the buttons that decide.
  const [first, second] = await Promise.all([page.locator('.consequences').boundingBox(), page.getByRole('button', { name: 'Orang yang sama (S)' }).boundingBox()]);
  assert.ok(first.y < second.y);
  assert.match(await page.locator('.progress').textContent(), new RegExp(`${queue.open} pasangan menunggu`));
  const figure = page.locator('section.card', { has: page.getByRole('heading', { name: 'Baris di belakang keduanya' }) });
  assert.equal(await figure.locator('svg circle').count(), Math.min(24, effect.rows.length));
  await figure.getByRole('button', { name: 'Lihat sebagai tabel' }).click();
  assert.equal(await figure.locator('table').first().locator('tbody tr').count(), effect.rows.length);
  await assertAccessible(page, 'duplicates with rows as a table');
  assert.deepEqual(faults, []);
  await context.close();
});

test('duplicates at every size', async () => {
  await everySize(browser, office, 'duplicates', 'cabang', '/office/duplicates', (page) => page.locator('table.pair').waitFor());
});
