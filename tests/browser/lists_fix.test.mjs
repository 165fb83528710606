// What is wrong in a list is put right in the browser before it is sent: by keyboard alone, by a block
// pasted from a spreadsheet, by one correction for many cells; undone, left and gone on with on another
// machine, looked at and sent; the marked workbook and a later correction tell what was changed.
// Method: a real Chromium; a list as an agency types it, and one of 100,000 rows whose times are printed.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertFits, openWindow, shot, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('lists_fix');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const HEADER = 'NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan';
/** Row 3 has the letter O in the NIK, row 4 has none, rows 5 to 7 a village spelt in a way of its own. */
const CSV = [
  HEADER,
  '3319045708800071,Siti Percobaan,17-08-1980,P,Undaan Lor,Petani',
  '33190457O8810072,Budi Percobaan,17-08-1981,P,Undaan Lor,Petani',
  ',Rina Percobaan,17-08-1982,P,Undaan Lor,Petani',
  '3319045708830074,Wati Percobaan,17-08-1983,P,Dukuh Entah,Petani',
  '3319045708840075,Sari Percobaan,17-08-1984,P,Dukuh Entah,Petani',
  '3319045708850076,Dewi Percobaan,17-08-1985,P,Dukuh Entah,Petani',
].join('\n');

const grid = (page) => page.getByRole('grid', { name: 'Isi daftar' });
const saved = (page) => page.getByText('Tersimpan sebagai draf').waitFor();

async function upload(page, name, content) {
  const file = path.join(office.folder, name);
  fs.writeFileSync(file, content);
  await page.goto('/office/lists/new');
  await page.getByLabel('Pengirim', { exact: true }).waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('link', { name: 'Perbaiki baris di sini' }).click();
  await grid(page).waitFor();
}

/** The cell of that row and column as it is shown. */
const cell = (page, row, column) => grid(page).locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column + 2}"]`);

test('corrected by keyboard, pasted, undone, left, gone on with elsewhere, previewed and sent', async () => {
  const context = await openWindow(browser, office, { acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
  await signIn(context, 'dispertan');
  const page = await context.newPage();
  const faults = watch(page, office);
  await upload(page, 'percobaan.csv', CSV);
  await page.getByText('Ada 2 baris yang perlu diperbaiki').waitFor();
  await assertAccessible(page, 'fix');
  await shot(page, 'lists-fix-id-1440');

  // By keyboard: down to row 3 of the file, the NIK typed over.
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3319045708810072');
  await page.keyboard.press('Enter');
  await saved(page);
  await page.getByText('Ada 1 baris yang perlu diperbaiki').waitFor();
  // Escape changes nothing.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  assert.equal((await cell(page, 2, 0).textContent())?.replace('✎', ''), '3319045708810072');

  // Undo and redo.
  await page.keyboard.press('Control+z');
  await page.getByText('Ada 2 baris yang perlu diperbaiki').waitFor();
  await page.keyboard.press('Control+y');
  await page.getByText('Ada 1 baris yang perlu diperbaiki').waitFor();

  // A block from a spreadsheet: two rows, two columns.
  await page.evaluate(() => navigator.clipboard.writeText('3319045708820073\tRina Percobaan Baru\r\n3319045708830074\tWati Percobaan Baru\r\n'));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+v');
  await saved(page);
  await page.getByText('7 baris siap, 0 perlu').or(page.getByText('6 baris siap, 0 perlu')).waitFor();
  assert.match((await cell(page, 4, 1).textContent()) ?? '', /Wati Percobaan Baru/);

  // The same spelling for all rows that have it: looked at first, and remembered for the sender.
  await page.getByRole('listitem').filter({ hasText: 'Desa' }).getByRole('button', { name: 'Ganti tulisan yang sama' }).first().click();
  await page.getByLabel('Ganti menjadi').fill('Undaan Lor');
  await page.getByText('3 sel akan berubah').waitFor();
  await assertAccessible(page, 'bulk');
  await shot(page, 'lists-fix-bulk-id-1440');
  await page.getByLabel('Ingat untuk daftar berikutnya dari pengirim ini').check();
  await page.getByRole('button', { name: 'Terapkan pada 3 sel' }).click();
  await page.getByText('Perbaikan yang diingat untuk pengirim ini (1)').waitFor();
  assert.match((await cell(page, 5, 4).textContent()) ?? '', /Undaan Lor/);
  await shot(page, 'lists-fix-done-id-1440');

  // Left, and gone on with at another machine.
  const elsewhere = await openWindow(browser, office);
  await signIn(elsewhere, 'dispertan');
  const second = await elsewhere.newPage();
  await second.goto('/office/lists');
  await second.getByRole('link', { name: /percobaan\.csv.*Lanjutkan/s }).waitFor();
  await second.goto('/office');
  await second.getByRole('link', { name: '1 daftar berisi koreksi yang Anda mulai, belum dikirim' }).click();
  await grid(second).waitFor();
  await second.waitForFunction(() => document.body.textContent?.includes('Rina Percobaan Baru'));
  await elsewhere.close();

  // What will change, and sending it.
  await page.getByRole('link', { name: 'Lanjut: lihat dan kirim' }).click();
  assert.equal(await page.locator('.steps [aria-current=step]').innerText(), '4 Lihat dan kirim');
  await page.getByText('Yang akan berubah').waitFor();
  await page.getByRole('button', { name: 'Tampilkan barisnya' }).click();
  await page.getByRole('cell', { name: 'Rina Percobaan Baru' }).waitFor();
  await assertAccessible(page, 'preview');
  await shot(page, 'lists-preview-id-1440');
  await page.getByRole('button', { name: 'Kirim: baris baik diteruskan' }).click();
  await page.getByText('6 baris diterima, 0 kembali').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Unduh berkas bertanda (XLSX)' }).click();
  assert.equal(fs.readFileSync(await (await coming).path()).subarray(0, 2).toString(), 'PK');
  await page.getByRole('link', { name: 'Lihat daftar ini' }).click();
  await page.getByRole('heading', { name: /Diperbaiki sebelum dikirim/ }).waitFor();
  await page.getByText('331904*').first().waitFor();
  await assertAccessible(page, 'corrected list');
  // A short correction does not hide what waits of the whole list before it.
  await page.goto('/office');
  await page.getByRole('link', { name: /^Sedikitnya [1-9][0-9.]* baris dari dinas-pertanian\.xlsx masih perlu diperbaiki/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a file that was sent by mistake is removed with its corrections', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'dispertan');
  const page = await context.newPage();
  const faults = watch(page, office);
  await upload(page, 'keliru.csv', CSV.replaceAll('Percobaan', 'Keliru'));
  await page.goto('/office/lists');
  const line = page.getByRole('link', { name: /^keliru\.csv/ });
  await line.waitFor();
  await page.getByRole('button', { name: 'Buang keliru.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Buang berkas ini?' });
  await assertAccessible(page, 'remove a file');
  await dialog.getByRole('button', { name: 'Jangan dibuang' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await line.waitFor();
  await page.getByRole('button', { name: 'Buang keliru.csv' }).click();
  await dialog.getByRole('button', { name: 'Buang', exact: true }).click();
  await page.getByText('keliru.csv sudah dibuang.').waitFor();
  await line.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await context.close();
});

test('the next file of the sender gets what was remembered, and only differences count', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'dispertan');
  const page = await context.newPage();
  const mended = CSV.replace('33190457O8810072', '3319045708810072').replace('\n,Rina Percobaan', '\n3319045708820073,Rina Percobaan Baru').replace('Wati Percobaan', 'Wati Percobaan Baru').replace('1985', '1986').replace('3319045708850076', '3319045708860076');
  await upload(page, 'percobaan-lagi.csv', mended);
  await page.getByText('3 sel diperbaiki seperti pada daftar sebelumnya').waitFor();
  await page.getByRole('link', { name: 'Lanjut: lihat dan kirim' }).click();
  await page.getByText('Yang akan berubah').waitFor();
  const same = page.locator('.stat', { hasText: 'tetap sama' });
  await same.waitFor();
  assert.equal(await same.locator('.stat-value').textContent(), '5');
  // Taken away again, it is gone.
  await page.getByRole('link', { name: 'Perbaiki baris di sini' }).click();
  await page.getByText('Perbaikan yang diingat untuk pengirim ini (1)').click();
  await page.getByRole('button', { name: 'Jangan ingat lagi' }).click();
  await page.getByText('Perbaikan yang diingat untuk pengirim ini').waitFor({ state: 'detached' });
  await context.close();
});

test('a bad line loses nothing', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'dispertan');
  const page = await context.newPage();
  await upload(page, 'sambungan.csv', CSV.replaceAll('Percobaan', 'Sambungan'));
  await context.setOffline(true);
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Siti Tanpa Sambungan');
  await page.keyboard.press('Enter');
  await page.getByText('Belum tersimpan').waitFor();
  assert.match((await cell(page, 1, 1).textContent()) ?? '', /Siti Tanpa Sambungan/);
  await context.setOffline(false);
  await saved(page);
  await page.reload();
  await page.getByRole('gridcell', { name: /Siti Tanpa Sambungan/ }).waitFor();
  await context.close();
});

test('on a phone, and the quality of lists', async () => {
  for (const width of [360, 1440]) {
    const context = await openWindow(browser, office, { width, height: 800 });
    await signIn(context, 'dispertan');
    const page = await context.newPage();
    await upload(page, `telepon-${width}.csv`, CSV.replaceAll('Percobaan', `Telepon ${width === 360 ? 'Kecil' : 'Besar'}`));
    await page.getByText('Ada 2 baris yang perlu diperbaiki').waitFor();
    await assertFits(page, `fix ${width}`);
    await assertAccessible(page, `fix ${width}`);
    await shot(page, `lists-fix-id-${width}-plain`);
    await page.goto('/office/lists/quality');
    await page.getByRole('link', { name: /Pertanian/ }).first().click();
    await page.getByRole('heading', { name: /Kesalahan tersering/ }).waitFor();
    await assertFits(page, `quality ${width}`);
    await assertAccessible(page, `quality ${width}`);
    await shot(page, `lists-quality-id-${width}`);
    await context.close();
  }
});

test('a hundred thousand rows', async () => {
  const lines = [HEADER];
  for (let i = 0; i < 100_000; i += 1) {
    const day = String(1 + (i % 28)).padStart(2, '0');
    const month = String(1 + (i % 12)).padStart(2, '0');
    const year = 1960 + (i % 40);
    const nik = i % 50 === 7 ? '' : `331904${String(Number(day) + 40)}${month}${String(year % 100).padStart(2, '0')}${String(1 + (Math.floor(i / 40) % 9998)).padStart(4, '0')}`;
    lines.push(`${nik},Pekerja Nomor ${i},${day}-${month}-${year},P,Undaan Lor,Petani`);
  }
  const context = await openWindow(browser, office);
  context.setDefaultTimeout(120_000);
  await signIn(context, 'dispertan');
  const page = await context.newPage();
  const took = {};
  const timed = async (what, work) => {
    const begun = Date.now();
    await work();
    took[what] = Date.now() - begun;
  };
  await timed('sent, read and judged', () => upload(page, 'seratus-ribu.csv', lines.join('\n')));
  await grid(page).focus();
  await timed('to the last row', async () => {
    await page.keyboard.press('Control+End');
    await page.getByRole('gridcell', { name: 'Pekerja Nomor 99999' }).waitFor();
  });
  await timed('a cell typed, until it is shown', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('Pekerja Terakhir');
    await page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: /Pekerja Terakhir/ }).waitFor();
  });
  await timed('until it is saved', () => saved(page));
  const frames = await page.evaluate(async () => {
    const box = document.querySelector('[role=grid]');
    box.scrollTop = 0;
    const gaps = [];
    let before = performance.now();
    for (let i = 0; i < 120; i += 1) {
      box.scrollTop += 720;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      gaps.push(now - before);
      before = now;
    }
    gaps.sort((a, b) => a - b);
    return { median: gaps[60], worst: gaps[119] };
  });
  took['scrolling 720 px a frame: median frame'] = Math.round(frames.median);
  took['scrolling 720 px a frame: longest frame'] = Math.round(frames.worst);
  await timed('only rows without a NIK', async () => {
    await page.getByLabel('Tampilkan', { exact: true }).selectOption('waiting');
    await page.getByText('2.000 baris ditampilkan').waitFor();
    await page.getByRole('gridcell', { name: /^Pekerja Nomor 7\b/ }).waitFor();
  });
  console.log(`100,000 rows (ms): ${JSON.stringify(took)}`);
  await context.close();
});
