// A branch officer keeps programme, budgets, potential and targets from the pages alone: what is typed
// is what the API and the results then say. Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, startBrowser, startOffice, windowFor } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('funding');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

async function windowOf(name, place) {
  const opened = await windowFor(browser, office, name);
  await opened.page.goto(place);
  await opened.page.locator('h1').waitFor();
  return opened;
}

const budgets = async (context, scheme = 'kudus-2025') => (await (await context.request.get(`/v1/schemes/${scheme}/budgets`)).json()).items;

test('a budget is changed and another one is added with its payer', async () => {
  const { context, page, faults, hands } = await windowOf('cabang', '/office/programme');
  const before = await budgets(context);
  const first = before[0];
  await hands.click(page.getByRole('button', { name: `Ubah: ${first.name} (${first.code})` }));
  const dialog = page.getByRole('dialog');
  await hands.type(dialog.getByLabel('Jumlah uang (rupiah)'), '7.500.000.000');
  await dialog.getByText('= Rp7.500.000.000').waitFor();
  await assertAccessible(page, 'budget form');
  await hands.click(dialog.getByRole('button', { name: 'Simpan sebagai versi berikutnya' }));
  await page.getByText('Anggaran tersimpan sebagai versi berikutnya').waitFor();
  const changed = (await budgets(context)).find((each) => each.code === first.code);
  assert.equal(changed.amount, 7_500_000_000);
  assert.equal(changed.period, first.period);
  assert.equal(hands.clicks, 2);

  await page.getByRole('button', { name: 'Tambah anggaran' }).click();
  await dialog.getByLabel('Nama pembayar').fill('Baznas Kabupaten Kudus');
  await dialog.getByLabel('Jenis pembayar').selectOption('donor');
  await dialog.getByLabel('Paling banyak orang').fill('250');
  await dialog.getByLabel('Dasar', { exact: true }).fill('Nota kesepahaman 2025');
  await dialog.locator('summary').click();
  await dialog.getByLabel('Pedagang').check();
  await dialog.getByRole('button', { name: 'Simpan sebagai versi berikutnya' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const after = await budgets(context);
  assert.equal(after.length, before.length + 1);
  const added = after.find((each) => each.payer === 'baznas-kabupaten-kudus');
  assert.equal(added.heads_max, 250);
  assert.equal(added.kind, 'donor');
  assert.deepEqual(added.sectors, ['trade']);
  assert.deepEqual(faults, []);
  await context.close();
});

test('targets by district are typed, pasted and count in the results', async () => {
  const { context, page, faults } = await windowOf('cabang', '/office/programme');
  await page.getByRole('link', { name: 'Isi potensi dan sasaran' }).click();
  await page.getByRole('heading', { name: 'Potensi dan sasaran' }).waitFor();
  await page.getByLabel('Tahun', { exact: true }).fill('2025');
  await page.getByLabel('Judul').fill('Sasaran kecamatan 2025');
  await page.getByLabel('Sumber', { exact: true }).fill('RKPD Kudus 2025 – Bappeda');
  await page.getByLabel('Undaan, Semua pekerjaan').fill('1.234');
  // Two cells of a spreadsheet, one row: farmers and traders of Jekulo.
  await page.getByLabel('Jekulo, Petani').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '1.200\t300\n');
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.getByLabel('Jekulo, Pedagang').inputValue(), '300');
  await assertAccessible(page, 'targets');
  await page.getByRole('button', { name: 'Simpan deret' }).click();
  await page.waitForURL(/series=sasaran-33-19-2025/);
  const rows = (await (await context.request.get('/v1/potential')).json()).items.filter((each) => each.series === 'sasaran-33-19-2025');
  assert.deepEqual(
    rows.map((each) => [each.region, each.sector, each.people]).sort(),
    [['33.19.06', 'agriculture', 1200], ['33.19.06', 'trade', 300], ['33.19.04', '', 1234]].sort(),
  );
  assert.equal(rows[0].source, 'RKPD Kudus 2025 – Bappeda');
  const side = await (await context.request.get('/v1/dashboard?region=33.19')).json();
  assert.equal(side.parts.find((each) => each.region === '33.19.04').target, 1234);
  assert.deepEqual(faults, []);
  await context.close();
});

test('parts that exceed their whole are refused, and nothing typed is lost', async () => {
  const { context, page } = await windowOf('cabang', '/office/programme/kudus-2025/targets');
  await page.getByLabel('Judul').fill('Sasaran');
  await page.getByLabel('Tahun', { exact: true }).fill('2027');
  await page.getByLabel('Sumber', { exact: true }).fill('Bappeda');
  await page.getByLabel('Seluruh wilayah, Semua pekerjaan').fill('10');
  await page.getByLabel('Undaan, Semua pekerjaan').fill('11');
  await page.getByRole('button', { name: 'Simpan deret' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Undaan, Semua pekerjaan').inputValue(), '11');
  await context.close();
});

test('a new programme is made from a form', async () => {
  const { context, page, faults } = await windowOf('cabang', '/office/programme');
  await page.getByRole('link', { name: 'Program baru' }).click();
  await page.getByLabel('Nama program').fill('Perlindungan Nelayan 2026');
  await page.getByLabel('Mulai bulan').fill('2026-01');
  await page.getByLabel('Sampai dengan bulan').fill('2026-12');
  await page.getByLabel('Dasar hukum').fill('Perbup 12/2026');
  await page.getByLabel('Nama pembayar').fill('Dinas Perikanan');
  await page.getByLabel('Jumlah uang (rupiah)').fill('500000000');
  await assertAccessible(page, 'new programme');
  await page.getByRole('button', { name: 'Buat program' }).click();
  await page.waitForURL(/scheme=perlindungan-nelayan-2026/);
  const made = await budgets(context, 'perlindungan-nelayan-2026');
  assert.equal(made.length, 1);
  assert.equal(made[0].amount, 500_000_000);
  assert.equal(made[0].period, '2026-01/2027-01');
  // Nothing was allocated yet: the page asks, is told so, and says it.
  await page.getByText('Belum pernah dibagi.').waitFor();
  assert.deepEqual(faults.filter((fault) => !fault.includes('404')), []);
  // With two programmes the results are those of today's, and the other one can be chosen.
  await page.goto('/office/figures');
  await page.getByRole('main').getByLabel('Program', { exact: true }).selectOption('perlindungan-nelayan-2026');
  await page.getByText(/^Perlindungan Nelayan 2026\. Keadaan/).waitFor();
  await context.close();
});

test('who may not write sees no forms', async () => {
  const { context, page } = await windowOf('pemeriksa', '/office/programme');
  await page.getByRole('heading', { name: 'Pembayar dan anggaran' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^(Ubah|Tambah anggaran)/ }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Program baru' }).count(), 0);
  await context.close();
});

test('targets at every size', async () => {
  await everySize(browser, office, 'targets', 'cabang', '/office/programme/kudus-2025/targets', (page) => page.locator('table.targets').waitFor());
});
