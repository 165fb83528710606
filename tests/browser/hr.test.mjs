// The whole job of a company's HR, with that role's rights alone: the list of ten workers sent and put
// right, the people it pays for and their cover, the bill and its payment, an accident reported with its
// papers. Nothing of anybody else. Clicks are counted.
// Method: a real Chromium against the real server; the branch books the payment over the API, as its bank
// tells it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertFits, everySize, Hands, openWindow, PASSWORD, shot, signIn, startBrowser, startOffice, watch } from './harness.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let office;
let browser;
before(async () => {
  office = await startOffice('hr');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Signs in by the page, as a person does. */
async function arrive(size = {}) {
  const context = await openWindow(browser, office, size);
  const page = await context.newPage();
  const faults = watch(page, office);
  const hands = new Hands(page);
  await page.goto('/sign-in');
  await hands.type('#f-name', 'sponsor');
  await hands.type('#f-password', PASSWORD);
  await hands.click('button.main');
  await page.waitForURL('**/office');
  hands.clicks = 0;
  return { context, page, faults, hands };
}
const menu = (page, name) => page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name, exact: true });

/** Ten drivers of Kaliwungu; the NIK of the third has a letter, the seventh has none. */
const WORKERS = Array.from({ length: 10 }, (_, at) => {
  const nik = at === 2 ? '33190115O8829302' : at === 6 ? '' : `331901150882930${at}`;
  return `${nik},Pengemudi ${'ABCDEFGHIJ'[at]}${'abcdefghij'[at]}i Percobaan,15-08-1982,L,Banget,Ojek`;
});
const CSV = ['NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan', ...WORKERS].join('\n');

test('ten workers: the list sent, two rows put right in the browser, ten accepted', async () => {
  const { context, page, faults, hands } = await arrive();
  const file = path.join(office.folder, 'pengemudi.csv');
  fs.writeFileSync(file, CSV);
  await hands.click(page.getByRole('link', { name: 'Pekerja Anda', exact: true }));
  await page.getByRole('heading', { name: 'Pekerja yang ditanggung' }).waitFor();
  await hands.click(page.getByRole('link', { name: 'Kirim daftar pekerja' }));
  // Its own list is there to be chosen before anybody made it, and no other.
  const senders = page.getByLabel('Pengirim', { exact: true });
  await senders.waitFor();
  await page.waitForFunction(() => document.querySelector('select')?.options.length === 1);
  assert.deepEqual(await senders.locator('option').allTextContents(), ['Perusahaan sponsor 01']);
  const choosing = page.waitForEvent('filechooser');
  await hands.click(page.locator('.drop button'));
  await (await choosing).setFiles(file);
  await page.getByText('8 baris siap, 2 baris perlu diperbaiki').waitFor();
  await hands.click(page.getByRole('link', { name: 'Perbaiki baris di sini' }));
  const grid = page.getByRole('grid', { name: 'Isi daftar' });
  await grid.waitFor();
  for (const [row, nik] of [[4, '3319011508829302'], [8, '3319011508829306']]) {
    await grid.focus();
    await page.keyboard.press('Control+Home');
    for (let down = 2; down < row; down += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(nik);
    await page.keyboard.press('Enter');
    await page.getByText('Tersimpan sebagai draf').waitFor();
  }
  await page.getByText('10 baris siap, 0 perlu').waitFor();
  // Left and gone on with from the home page.
  await page.goto('/office');
  await hands.click(page.getByRole('link', { name: '1 daftar berisi koreksi yang Anda mulai, belum dikirim' }));
  await grid.waitFor();
  await hands.click(page.getByRole('link', { name: 'Lanjut: lihat dan kirim' }));
  await page.getByText('Yang akan berubah').waitFor();
  await assertAccessible(page, 'preview');
  await hands.click(page.getByRole('button', { name: 'Kirim: baris baik diteruskan' }));
  await page.getByText('10 baris diterima, 0 kembali').waitFor();
  console.log(`ten workers sent and put right: ${hands.clicks} clicks`);
  await page.goto('/office/lists');
  await page.getByRole('link', { name: 'pengemudi.csv' }).waitFor();
  assert.equal(await page.locator('.grid-body .grid-row').count(), 1, 'its own list alone');
  // Sent: nothing begun is left on the home page.
  await page.goto('/office');
  await page.getByRole('heading', { name: 'Menunggu Anda' }).waitFor();
  await page.getByText('pengemudi.csv').waitFor();
  assert.equal(await page.getByText('koreksi yang Anda mulai').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('whom it pays for, until when they are covered, and an accident with its paper', async () => {
  const { context, page, faults, hands } = await arrive();
  await hands.click(page.getByRole('link', { name: 'Pekerja Anda', exact: true }));
  // Its dues are paid until June, as the branch knows: cover has ended, and the page says when.
  const row = page.locator('tbody tr', { hasText: 'Tidak terlindungi' }).first();
  await row.getByText('berakhir 30 Juni 2025').waitFor();
  await assertAccessible(page, 'workers');
  const name = await row.getByRole('link').textContent();
  await hands.click(row.getByRole('link'));
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByText('sampai 30 Juni 2025').first().waitFor();
  console.log(`home to one worker's cover: ${hands.clicks} clicks`);
  hands.clicks = 0;
  await hands.click(page.getByRole('link', { name: 'Laporkan klaim' }));
  await page.getByText(`Dipilih: ${name}`).waitFor();
  assert.equal(await page.getByLabel('Pelapor', { exact: true }).inputValue(), 'employer');
  await hands.type(page.getByLabel('Hari kejadian'), '2025-06-20');
  await hands.click(page.getByRole('button', { name: 'Simpan laporan' }));
  await page.getByRole('heading', { name: 'Berkas' }).waitFor();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'formulir.png', mimeType: 'image/png', buffer: PNG });
  await page.locator('.claim-paper .badge.good').first().waitFor();
  console.log(`an accident reported: ${hands.clicks} clicks`);
  // Assessing and deciding are the branch's.
  assert.equal(await page.getByRole('button', { name: /Periksa perlindungan|Hitung manfaat|Usulkan|Tolak/ }).count(), 0);
  await assertAccessible(page, 'claim of a company');
  await page.goto('/office/claims');
  await page.getByRole('link', { name }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the bill, what is owed, and the payment once it is booked', async () => {
  const { context, page, faults, hands } = await arrive();
  // Paid until June; the oldest open bill is July's, three workers: 3 x (JKK Rp10,000 + JKM Rp6,800), PP 44/2015
  // annex II, lowest income line.
  const { items } = await (await context.request.get('/v1/bills?payer=perusahaan-01&limit=100')).json();
  const [open] = items.filter((each) => each.settled < each.total).sort((a, b) => a.month.localeCompare(b.month));
  assert.equal(open.month, '2025-07');
  assert.equal(open.total, 50_400);
  await hands.click(menu(page, 'Tagihan'));
  await page.locator('.grid-body .grid-row').first().waitFor();
  await page.goto(`/office/bills/${open.bill}`);
  await page.locator('.stat', { hasText: 'Terbuka' }).getByText('Rp50.400').waitFor();
  // How to pay: payer 7 as a bank knows it; twice 7 is 14, 1 + 4 = 5, and 5 more make ten (ISO/IEC 7812-1, annex B).
  const how = page.locator('.card', { hasText: 'Cara membayar' });
  await how.getByText('0000 0000 0007 5', { exact: true }).waitFor();
  await assertAccessible(page, 'bill of a company');
  // HR books no money: the branch does, when it has come.
  await page.goto('/office/payments');
  await page.locator('h1').waitFor();
  assert.equal(await page.getByRole('button', { name: /Catat pembayaran/ }).count(), 0);
  await book(open.total - open.settled);
  await page.reload();
  await page.getByText('Transfer HR 1').first().waitFor();
  await page.goto(`/office/bills/${open.bill}`);
  await page.locator('.stat', { hasText: 'Terbuka' }).getByText('Rp0', { exact: true }).waitFor();
  await hands.click(menu(page, 'Tunggakan'));
  await page.getByRole('heading', { name: 'Rekening iuran satu pembayar' }).waitFor();
  const coming = page.waitForEvent('download');
  await hands.click(page.getByRole('link', { name: 'PDF' }).first());
  assert.equal(fs.readFileSync(await (await coming).path()).subarray(0, 5).toString(), '%PDF-');
  assert.deepEqual(faults, []);
  await context.close();
});

/** Somebody of the branch at the API. */
async function desk(name) {
  const context = await openWindow(browser, office);
  const csrf = await signIn(context, name);
  const post = (place, data) => context.request.post(place, { data, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() } });
  return { context, post };
}

/** The branch books what the bank tells; above the limit a second officer says yes. */
async function book(amount) {
  const first = await desk('cabang');
  const booked = await first.post('/v1/payments', { payer: 'perusahaan-01', amount, received_on: '2025-12-27', key: 'HR-1', reference: 'Transfer HR 1', reason: 'rekening koran' });
  assert.ok(booked.ok(), await booked.text());
  const told = await booked.json();
  if (told.approval) {
    const second = await desk('cabang2');
    const yes = await second.post(`/v1/approvals/${told.approval.id}/approve`, { answer: 'Sesuai' });
    assert.ok(yes.ok(), await yes.text());
    await second.context.close();
  }
  await first.context.close();
}

test('nothing of others: no list, no person, no bill, no register', async () => {
  const { context } = await arrive();
  const ask = async (place) => (await context.request.get(place)).json();
  const branch = await openWindow(browser, office);
  await signIn(branch, 'cabang');
  const all = async (place) => (await branch.request.get(place)).json();
  const list = (await all('/v1/lists?limit=50')).items.find((each) => each.sender !== 'perusahaan-01');
  assert.equal((await context.request.get(`/v1/lists/${list.version}`)).status(), 404);
  assert.ok((await ask('/v1/lists?limit=50')).items.every((each) => each.sender === 'Perusahaan sponsor 01' || each.sender === 'perusahaan-01'));
  assert.deepEqual((await ask('/v1/senders')).items.map((each) => each.code), ['perusahaan-01']);
  const bill = (await all('/v1/bills?limit=50')).items.find((each) => each.payer.code !== 'perusahaan-01');
  assert.equal((await context.request.get(`/v1/bills/${bill.bill}`)).status(), 404);
  const other = (await all('/v1/members?payer=perusahaan-02&limit=5')).items[0];
  assert.equal((await context.request.get(`/v1/people/${other.person}`)).status(), 404);
  await branch.close();
  await context.close();
});

test('on a phone, and at every size', async () => {
  const { context, page } = await arrive({ width: 360, height: 740 });
  await page.getByRole('heading', { name: 'Menunggu Anda' }).waitFor();
  await assertFits(page, 'home of a company');
  await assertAccessible(page, 'home of a company');
  await shot(page, 'home-hr-id-360');
  await context.close();
  await everySize(browser, office, 'workers', 'sponsor', '/office/workers', (one) => one.locator('tbody tr').first().waitFor());
});
