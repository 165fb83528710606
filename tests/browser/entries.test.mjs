// What a village volunteer photographed, seen by an officer who may see people in full: from the list of
// entries to the picture, and from the person's own page; each look is told of. Who may not see people in
// full gets neither page nor picture. Method: a real Chromium; the volunteer's phone page is tested elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertAccessible, everySize, Hands, openWindow, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
let entry = '';
before(async () => {
  office = await startOffice('entries');
  browser = await startBrowser();
  const { context, page, csrf } = await windowOf('desa', { width: 360, height: 740 });
  const headers = () => ({ 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() });
  const made = await context.request.post('/v1/entries', {
    data: { nik: '3319015708829177', name: 'Foto Percobaan', birth_date: '1982-08-17', sex: 'P', village: '33.19.01.2006', occupation: 'Petani', address: 'Dk Krajan', rt: '02', rw: '06' },
    headers: headers(),
  });
  const told = await made.json();
  assert.equal(told.answer, 'stored', JSON.stringify(told));
  entry = told.entry.id;
  // A card as a phone takes it: 640 x 400.
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 400];
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#9cc7e8';
    pen.fillRect(0, 0, 640, 400);
    pen.fillStyle = '#223344';
    pen.font = '32px sans-serif';
    pen.fillText('KTP PERCOBAAN', 180, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  });
  const photo = await context.request.post(`/v1/entries/${entry}/photos`, { data: Buffer.from(picture, 'base64'), headers: { ...headers(), 'Content-Type': 'image/jpeg' } });
  assert.equal(photo.status(), 201);
  await context.close();
  const branch = await windowOf('cabang');
  const started = await branch.context.request.post('/v1/link-runs', { headers: { 'X-CSRF-Token': branch.csrf, 'Idempotency-Key': crypto.randomUUID() } });
  const job = await started.json();
  for (let now = job; now.state !== 'done'; await sleep(100)) {
    now = await (await branch.context.request.get(`/v1/jobs/${job.id}`)).json();
    assert.notEqual(now.state, 'failed', JSON.stringify(now));
  }
  await branch.context.close();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

async function windowOf(name, size = {}) {
  const context = await openWindow(browser, office, size);
  const csrf = await signIn(context, name);
  const page = await context.newPage();
  await page.goto('/open-data');
  return { context, page, csrf, faults: watch(page, office), hands: new Hands(page) };
}

/** The picture as it is drawn: 0 wide when the browser could not read it. */
const drawn = (page) => page.locator('.photo img').evaluate((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]));

async function looksOf(account) {
  const { context } = await windowOf('admin');
  const { items } = await (await context.request.get(`/v1/access-log?account=${account}`)).json();
  await context.close();
  return items.filter((each) => each.purpose === 'entries' && each.seen === 'export').length;
}

test('an officer sees the photo in three clicks, and the look is told of', async () => {
  const { context, page, faults, hands } = await windowOf('cabang');
  await page.goto('/office');
  await hands.click(page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Dari desa' }));
  await page.getByRole('cell', { name: '1', exact: true }).waitFor();
  await assertAccessible(page, 'entries');
  await hands.click(page.getByRole('link', { name: 'Foto Percobaan' }));
  await page.getByText('331901**********').waitFor();
  await page.getByText('Dk Krajan RT 2 RW 6').waitFor();
  // Opening the page shows no picture and counts as no look at one.
  assert.equal(await page.locator('.photo img').count(), 0);
  assert.equal(await looksOf('cabang'), 0);
  await hands.click(page.getByRole('button', { name: 'Lihat foto: Foto KTP 1 dari Foto Percobaan' }));
  await page.locator('.photo img').waitFor();
  assert.deepEqual(await drawn(page), [640, 400]);
  await assertAccessible(page, 'entry with photo');
  console.log(`home to the photo: ${hands.clicks} clicks`);
  assert.equal(await looksOf('cabang'), 1);
  await page.getByRole('button', { name: 'Tutup foto' }).click();
  assert.equal(await page.locator('.photo img').count(), 0);
  // From the person's page the same entry is one click away.
  await page.getByRole('link', { name: 'Lihat orangnya' }).click();
  await page.getByRole('heading', { name: 'Dimasukkan desa' }).waitFor();
  await page.getByText('1 foto').waitFor();
  await page.locator('.card', { hasText: 'Dimasukkan desa' }).getByRole('link').click();
  await page.getByRole('heading', { name: 'Foto KTP' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('an auditor sees it as well; who may not see people in full does not', async () => {
  const auditor = await windowOf('pemeriksa');
  await auditor.page.goto(`/office/entries/${entry}`);
  await auditor.page.getByRole('button', { name: /Lihat foto/ }).click();
  await auditor.page.locator('.photo img').waitFor();
  assert.equal(await auditor.page.getByRole('link', { name: 'Perbaiki' }).count(), 0);
  assert.equal(await looksOf('pemeriksa'), 1);
  await auditor.context.close();
  const village = await windowOf('desa');
  const { items } = await (await village.context.request.get(`/v1/entries/${entry}/photos`)).json();
  assert.equal(items.length, 1);
  assert.equal((await village.context.request.get(`/v1/entries/${entry}/photos/${items[0].id}`)).status(), 403);
  await village.page.goto('/office');
  const menu = village.page.getByRole('navigation', { name: 'Menu utama' });
  await menu.waitFor();
  assert.equal(await menu.getByRole('link', { name: 'Dari desa' }).count(), 0);
  await village.context.close();
});

test('the pages of entries at every size', async () => {
  await everySize(browser, office, 'entries', 'cabang', '/office/entries', (page) => page.locator('.grid-body .grid-row').first().waitFor());
  await everySize(browser, office, 'entry', 'cabang', `/office/entries/${entry}`, async (page) => {
    await page.locator('.photo button').first().click();
    await page.locator('.photo img').waitFor();
  });
});
