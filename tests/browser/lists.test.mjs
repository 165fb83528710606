// The operator of an agency sends a list: from signing in to the file that comes back marked; and a
// corrected file counts only where it changed. Method: a real Chromium, the workbooks of the seed.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, Hands, openWindow, PASSWORD, shot, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('lists');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Three farmers as an agency types them: one good, one with a letter in the NIK, one without. */
const CSV = [
  'NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan',
  '3319045708800071,Siti Percobaan,17-08-1980,P,Undaan Lor,Petani',
  '33190457O8800072,Budi Percobaan,17-08-1981,L,Undaan Lor,Petani',
  ',Rina Percobaan,17-08-1982,P,Undaan Lor,Petani',
].join('\n');

test('from signing in to the marked workbook', async () => {
  const file = path.join(office.folder, 'petani-undaan.csv');
  fs.writeFileSync(file, CSV);
  const context = await openWindow(browser, office, { acceptDownloads: true });
  const page = await context.newPage();
  const faults = watch(page, office);
  const hands = new Hands(page);
  await page.goto('/sign-in');
  await hands.type('#f-name', 'dispertan');
  await hands.type('#f-password', PASSWORD);
  await hands.click('button.main');
  await hands.click(page.getByRole('link', { name: 'Kirim daftar pekerja' }));
  await page.getByRole('heading', { name: 'Kirim daftar' }).waitFor();
  await page.getByLabel('Pengirim', { exact: true }).waitFor();
  const choosing = page.waitForEvent('filechooser');
  await hands.click(page.locator('.drop button'));
  await (await choosing).setFiles(file);
  await page.getByText('1 baris siap, 2 baris perlu diperbaiki').waitFor();
  await page.getByRole('cell', { name: /huruf atau tanda lain/ }).waitFor();
  const here = page.url();
  await page.goto('/office');
  await page.goto(here);
  await page.getByText('1 baris siap, 2 baris perlu diperbaiki').waitFor();
  await assertAccessible(page, 'check');
  await shot(page, 'lists-check-id-1440');
  await hands.click(page.getByRole('button', { name: 'Kirim: baris baik diteruskan' }));
  await page.getByText('1 baris diterima, 2 kembali').waitFor();
  const coming = page.waitForEvent('download');
  await hands.click(page.getByRole('link', { name: 'Unduh berkas bertanda (XLSX)' }));
  const marked = await (await coming).path();
  assert.equal(fs.readFileSync(marked).subarray(0, 2).toString(), 'PK');
  await hands.click(page.getByRole('link', { name: 'Lihat daftar ini' }));
  await page.getByRole('heading', { name: 'petani-undaan.csv' }).waitFor();
  await assertAccessible(page, 'list');
  assert.ok(hands.clicks <= 6, `${hands.clicks} clicks`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('who never sent before is named by name and area, without codes', async () => {
  const file = path.join(office.folder, 'nelayan.csv');
  fs.writeFileSync(file, CSV);
  const context = await openWindow(browser, office);
  const page = await context.newPage();
  await signIn(context, 'cabang');
  await page.goto('/office/lists/new?sender=*');
  await page.getByLabel('Nama pengirim').fill('Dinas Kelautan');
  await page.getByLabel('Kecamatan').selectOption('Undaan');
  await assertAccessible(page, 'new sender');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('1 baris siap, 2 baris perlu diperbaiki').waitFor();
  await page.getByRole('button', { name: 'Kirim: baris baik diteruskan' }).click();
  await page.getByText('1 baris diterima, 2 kembali').waitFor();
  const senders = await (await context.request.get('/v1/senders')).json();
  const made = senders.items.find((each) => each.name === 'Dinas Kelautan');
  assert.deepEqual([made.code, made.area, made.kind], ['dinas-kelautan-33-19-04', '33.19.04', 'agency']);
  await context.close();
});

test('a file that is none is told so, and nothing is lost', async () => {
  const file = path.join(office.folder, 'foto.jpg');
  fs.writeFileSync(file, 'no list');
  const context = await openWindow(browser, office);
  const page = await context.newPage();
  await page.goto('/sign-in?next=/office/lists/new');
  await page.fill('#f-name', 'dispertan');
  await page.fill('#f-password', PASSWORD);
  await page.click('button.main');
  await page.getByLabel('Pengirim', { exact: true }).waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('alert').waitFor();
  await page.locator('.drop button').waitFor();
  await context.close();
});

test('lists at every size', async () => {
  await everySize(browser, office, 'lists', 'dispertan', '/office/lists', (page) => page.getByRole('row').nth(1).waitFor());
  await everySize(browser, office, 'lists-new', 'dispertan', '/office/lists/new', (page) => page.locator('.drop').waitFor());
});
