// A death from report to payment: a branch officer reports, uploads, verifies, assesses, proposes; a
// second one says yes; the sum shown is that of the worked example (42,000,000).
// Method: a real Chromium against the real server; clicks are counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, startBrowser, startOffice, windowFor } from './harness.mjs';

// The smallest PNG there is.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let office;
let browser;
let claim = '';
before(async () => {
  office = await startOffice('claims');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (name) => windowFor(browser, office, name);

/** Somebody who is covered, with a name that only one person has. */
async function member({ context, csrf }) {
  for (const q of ['siti', 'sri', 'slamet', 'sumi', 'ahmad', 'nur']) {
    const answer = await context.request.post('/v1/people/searches', { data: { q, limit: 50 }, headers: { 'X-CSRF-Token': csrf } });
    const { items } = await answer.json();
    const found = items.find((each) => each.covered === 'yes' && items.filter((one) => one.name === each.name).length === 1);
    if (found) return found;
  }
  throw new Error('nobody is covered');
}

test('a death is reported, its papers come, it is assessed, approved by a second officer and paid', async () => {
  const first = await windowOf('cabang');
  const { page, hands } = first;
  const who = await member(first);
  await page.goto('/office/claims');
  await hands.click(page.getByRole('link', { name: 'Laporkan kejadian' }));
  await hands.type(page.getByLabel('Cari nama, NIK atau telepon'), who.name);
  await hands.click(page.getByRole('button', { name: `Pilih ${who.name} ${who.nik}` }).first());
  await page.getByLabel('Jenis').selectOption('jkm');
  await hands.type(page.getByLabel('Hari kejadian'), '2026-01-01');
  await hands.click(page.getByRole('button', { name: 'Simpan laporan' }));
  // A day to come is refused beside its field.
  await page.getByRole('alert').waitFor();
  await hands.type(page.getByLabel('Hari kejadian'), '2025-12-20');
  await assertAccessible(page, 'report');
  await hands.click(page.getByRole('button', { name: 'Simpan laporan' }));
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  claim = new URL(page.url()).pathname;
  console.log(`report: ${hands.clicks} clicks, ${hands.keys} fields`);

  // What is no picture is refused by its content, whatever it is called.
  const paper = page.locator('input[type=file]').first();
  await paper.setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from('MZ not a picture') });
  await page.getByRole('alert').waitFor();
  const needed = await page.locator('.claim-paper', { hasText: 'wajib' }).count();
  assert.equal(needed, 8);
  for (let at = 0; at < needed; at += 1) {
    await page.locator('input[type=file]').nth(at).setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: Buffer.concat([PNG, Buffer.from([at])]) });
    await page.waitForFunction((count) => document.querySelectorAll('.claim-paper .badge.good').length === count, at + 1);
  }

  hands.clicks = 0;
  await hands.click(page.getByRole('button', { name: 'Periksa perlindungan' }));
  await page.locator('.notice strong', { hasText: 'Terlindungi pada hari kejadian' }).waitFor();
  await hands.click(page.getByRole('button', { name: 'Hitung manfaat' }));
  await page.locator('.claim-total').waitFor();
  assert.equal(await page.locator('.claim-total').textContent(), 'Rp42.000.000');
  await page.getByText('Dihitung ulang hari ini: sama.').waitFor();
  await hands.click(page.getByRole('button', { name: 'Catat penerima' }));
  await hands.type(page.getByLabel('Nama', { exact: true }), 'SITI CONTOH');
  await hands.type(page.getByLabel('Bank', { exact: true }), 'BRI');
  await hands.type(page.getByLabel('Nomor rekening'), '1234567890');
  await assertAccessible(page, 'receiver');
  await hands.click(page.getByRole('button', { name: 'Simpan', exact: true }));
  await page.getByText('SITI CONTOH').waitFor();
  await hands.click(page.getByRole('button', { name: 'Usulkan persetujuan…' }));
  await hands.type(page.getByLabel('Alasan'), 'Berkas lengkap');
  await hands.click(page.getByRole('button', { name: 'Usulkan persetujuan', exact: true }));
  await page.getByText('Diusulkan. Orang kedua menemukannya').waitFor();
  console.log(`verify, assess, propose: ${hands.clicks} clicks`);

  const second = await windowOf('cabang2');
  await second.page.goto('/office/approvals');
  await second.page.getByText('Berkas lengkap').waitFor();
  await second.page.getByText('42.000.000').first().waitFor();
  await second.hands.click(second.page.getByRole('button', { name: 'Setujui dan jalankan' }));
  await second.page.getByText('Disetujui dan dijalankan.').waitFor();

  await page.reload();
  await hands.click(page.getByRole('button', { name: 'Perintahkan pembayaran' }));
  await hands.click(page.getByRole('button', { name: 'Catat sudah dibayar…' }));
  await hands.type(page.getByLabel('Dibayar tanggal'), '2025-12-28');
  await hands.type(page.getByLabel('Acuan bank'), 'TRX 1');
  await hands.click(page.getByRole('button', { name: 'Catat sudah dibayar', exact: true }));
  await page.locator('.lead .badge', { hasText: 'dibayar' }).waitFor();
  await assertAccessible(page, 'paid claim');

  await hands.click(page.getByRole('link', { name: 'Surat untuk keluarga' }));
  await page.getByText('42.000.000').first().waitFor();
  await assertAccessible(page, 'letter');
  // The refused file and the refused day are told by the browser's own log too.
  assert.deepEqual(first.faults.filter((each) => !/status of 4\d\d/.test(each)), []);
  assert.deepEqual(second.faults, []);
  await first.context.close();
  await second.context.close();
});

test('a loss that was chosen is seen again when the dialog opens again, and nothing hidden is reckoned', async () => {
  const first = await windowOf('cabang');
  const { page, hands, context, csrf } = first;
  const { id: person } = await member(first);
  const write = async (place, data) => {
    const answer = await context.request.post(place, { data, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() } });
    assert.ok(answer.ok(), await answer.text());
    return answer.json();
  };
  const { id } = await write('/v1/claims', { person, kind: 'jkk', happened_on: '2025-12-03' });
  await write(`/v1/claims/${id}/verification`, {});
  await page.goto(`/office/claims/${id}`);
  const dialog = page.getByRole('dialog');
  const part = dialog.getByLabel('Cacat', { exact: true });
  const lost = dialog.getByLabel('Fungsi yang hilang (%)');
  await hands.click(page.getByRole('button', { name: 'Hitung manfaat' }));
  await hands.click(dialog.getByRole('button', { name: 'Tambah cacat' }));
  await part.selectOption('left_arm');
  await hands.type(lost, '50');
  await page.keyboard.press('Escape');
  await hands.click(page.getByRole('button', { name: 'Hitung manfaat' }));
  assert.equal(await part.inputValue(), 'left_arm');
  assert.equal(await lost.inputValue(), '50');
  // Another line begins whole: the half was of the arm.
  await part.selectOption('right_index');
  assert.equal(await lost.inputValue(), '100');
  await hands.click(dialog.getByRole('button', { name: 'Hitung manfaat' }));
  await page.locator('.claim-tree').getByText('Kehilangan telunjuk tangan kanan').waitFor();
  const reckoned = await page.locator('.claim-tree').textContent();
  assert.match(reckoned, /× 9% × 80 bulan/);
  assert.doesNotMatch(reckoned, /50%|lengan kiri/);
  await context.close();
});

test('an amount is written as people write it, and what was understood stands beside it', async () => {
  const { page, context } = await windowOf('cabang');
  await page.goto('/office/claims/what-if');
  await page.getByLabel('Apa yang dihitung').selectOption('jht');
  const balance = page.getByLabel(/^Saldo/);
  const told = page.locator('.field', { has: balance }).locator('.hint');
  for (const [typed, understood] of [
    ['1500000', 'Rp1.500.000'],
    ['1.500.000', 'Rp1.500.000'],
    ['Rp 1.500.000,-', 'Rp1.500.000'],
    ['rp.1.500.000,00', 'Rp1.500.000'],
    ['1 500 000', 'Rp1.500.000'],
    ['1,500,000.00', 'Rp1.500.000'],
    ['1500000,00', 'Rp1.500.000'],
  ]) {
    await balance.fill(typed);
    assert.equal(await told.textContent(), understood, typed);
  }
  for (const typed of ['1.50.000', '1.500.00', '1.500,5', '-1500', '1,5 juta', '1.500,000']) {
    await balance.fill(typed);
    assert.equal(await told.count(), 0, typed);
  }
  // What is no whole amount goes out as it was typed, and the server says so beside the field.
  await page.getByRole('button', { name: 'Hitung' }).click();
  await page.locator('.field.faulty', { has: balance }).waitFor();
  await balance.fill('Rp 1.500.000,-');
  await page.getByLabel('Tanggal lahir').fill('1960-05-17');
  await page.getByRole('button', { name: 'Hitung' }).click();
  await page.locator('.claim-total', { hasText: 'Rp1.500.000' }).waitFor();
  await context.close();
});

test('the village sees where it stands, and neither account nor story', async () => {
  const { context, page, faults } = await windowOf('desa');
  const answer = await context.request.get('/v1/claims?only=all');
  assert.equal(answer.status(), 200);
  for (const row of (await answer.json()).items) {
    const one = await (await context.request.get(`/v1/claims/${row.id}`)).json();
    assert.equal(one.receiver, null);
    assert.equal(one.told, null);
  }
  await page.goto('/office/claims?only=all');
  await page.locator('h1').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the pages of claims at every size', async () => {
  await everySize(browser, office, 'claims', 'cabang', '/office/claims?only=all', (page) => page.locator('.grid-row').nth(1).waitFor());
  await everySize(browser, office, 'claim-report', 'cabang', '/office/claims/new', (page) => page.locator('form.page').waitFor());
  await everySize(browser, office, 'claim', 'cabang', claim, (page) => page.locator('.claim-total').waitFor());
  await everySize(browser, office, 'claim-letter', 'cabang', `${claim}/letter`, (page) => page.locator('.card p').first().waitFor());
  await everySize(browser, office, 'unclaimed', 'cabang', '/office/claims/unclaimed', (page) => page.locator('.card, .empty').first().waitFor());
});
