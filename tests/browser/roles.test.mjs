// The jobs that no other file has, each with that role's rights alone and its clicks counted: the analyst
// asks what a change of the law would mean, the auditor follows one claim to its rule, the company sees what
// it owes and reports an accident, the officer tries a case and takes the letter along.
// Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, startBrowser, startOffice, windowFor } from './harness.mjs';

let office;
let browser;
let claim = '';
before(async () => {
  office = await startOffice('roles');
  browser = await startBrowser();
  const { context, csrf } = await windowOf('cabang');
  const write = async (path, data) => (await context.request.post(path, {
    data, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() },
  })).json();
  const { items } = await (await context.request.get('/v1/figures/people?station=active&limit=1')).json();
  claim = (await write('/v1/claims', { person: items[0].id, kind: 'jkm', happened_on: '2025-12-20' })).id;
  await write(`/v1/claims/${claim}/verification`, {});
  await write(`/v1/claims/${claim}/assessment`, { inputs: {} });
  await context.close();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (name) => windowFor(browser, office, name);

test('an analyst sees what a proposal would mean, and no person', async () => {
  const { context, page, faults, hands } = await windowOf('provinsi');
  await page.goto('/office');
  await hands.click(page.getByRole('link', { name: 'Aturan', exact: true }));
  await hands.click(page.getByRole('link', { name: 'Dampak perubahan' }));
  // The dues of JKM are Rp6,800 a month (PP 44/2015 annex II); Rp1,000 more is asked of everybody.
  await hands.type(page.getByLabel('Aturan', { exact: true }), 'JKM.contribution');
  await page.getByText('sekarang 6800').waitFor();
  await hands.type(page.getByLabel('Nilai usulan'), '7800');
  await hands.click(page.getByRole('button', { name: 'Tambah nilai' }));
  await hands.click(page.getByRole('button', { name: 'Hitung dampak' }));
  const dues = page.locator('.card', { has: page.getByRole('heading', { name: 'Iuran sebulan' }) });
  await dues.waitFor();
  const members = Number((await page.locator('.stat', { hasText: 'Peserta yang dihitung' }).locator('.stat-value').textContent()).replace(/\D/g, ''));
  assert.ok(members > 100, String(members));
  await dues.getByText(`Rugi: ${new Intl.NumberFormat('id-ID').format(members)}`).waitFor();
  await dues.getByText('Untung: 0').waitFor();
  await page.getByRole('cell', { name: '7.800' }).waitFor();
  await assertAccessible(page, 'impact');
  assert.equal(await page.locator('a[href*="/office/people/"]').count(), 0);
  // The law in use is the same as before.
  const law = await (await context.request.get('/v1/rules/JKM.contribution?on=2025-12-28')).json();
  assert.equal(law.in_force.value, 6800);
  console.log(`what a proposal means: ${hands.clicks} clicks, ${hands.keys} fields`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a proposal that came as a file: who gains, who loses, by area and work, and the file again', async () => {
  const { context, page, faults, hands } = await windowOf('cabang');
  await page.goto('/office/rules/impact');
  const open = async (text) => {
    await page.locator('button:enabled', { hasText: 'Buka berkas usulan' }).waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'usulan.toml', mimeType: 'text/plain', buffer: Buffer.from(text) });
  };
  // Each line that is none is told with its number; nothing of the file is used.
  await open('# usulan\nJKM.contribution = 7_800\nJKM.kontribusi = 1\nJKM.contribution = 7_900\nsantunan naik\n');
  await page.getByText('Berkas tidak dipakai: 3 baris perlu diperbaiki.').waitFor();
  await page.getByText('Baris 3: “JKM.kontribusi = 1” bukan aturan').waitFor();
  await page.getByText('Baris 4: “JKM.contribution = 7_900” sudah disebut').waitFor();
  await page.getByText('Baris 5: “santunan naik” bukan “aturan = angka bulat”.').waitFor();
  assert.equal(await page.getByText('JKM.contribution → ').count(), 0);
  await assertAccessible(page, 'proposal that is none');
  // Dues of JKM Rp500 less; of benefits nothing changes.
  await open('# iuran turun\nJKM.contribution = 6_300  # semula 6_800\n');
  await page.getByRole('listitem').filter({ hasText: 'JKM.contribution' }).getByText('6.300').waitFor();
  await hands.click(page.getByRole('button', { name: 'Hitung dampak' }));
  const dues = page.locator('.card', { has: page.getByRole('heading', { name: 'Iuran sebulan' }) });
  await dues.waitFor();
  const amount = (text) => Number(text.replace(/\D/g, ''));
  const members = amount(await page.locator('.stat', { hasText: 'Peserta yang dihitung' }).locator('.stat-value').textContent());
  const said = (value) => new Intl.NumberFormat('id-ID').format(value);
  await dues.getByText(`Untung: ${said(members)}`).waitFor();
  await dues.getByText('Rugi: 0').waitFor();
  await dues.getByText(`-Rp${said(500 * members)}`).waitFor();
  // By area and by work: each table adds up to everybody.
  await hands.click(dues.locator('summary'));
  for (const caption of ['Wilayah', 'Pekerjaan']) {
    const gains = await dues.getByRole('table', { name: caption }).locator('tbody tr td:nth-child(2)').allTextContents();
    assert.equal(gains.reduce((sum, each) => sum + amount(each), 0), members, caption);
  }
  for (const other of ['Santunan kematian karena kecelakaan kerja', 'Santunan kematian (peserta lama)']) {
    await page.locator('.card', { has: page.getByRole('heading', { name: other }) }).getByText(`Tetap: ${said(members)}`).waitFor();
  }
  await assertAccessible(page, 'impact of a file');
  const [file] = await Promise.all([page.waitForEvent('download'), hands.click(page.getByRole('button', { name: 'Simpan usulan' }))]);
  assert.match(fs.readFileSync(await file.path(), 'utf8'), /^# .+\nJKM\.contribution = 6300\n$/);
  // The law in use is the same as before.
  const law = await (await context.request.get('/v1/rules/JKM.contribution?on=2025-12-28')).json();
  assert.equal(law.in_force.value, 6800);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an officer tries a case, and takes the letter of a claim along', async () => {
  const { context, page, faults, hands } = await windowOf('cabang');
  await page.goto('/office/rules');
  await hands.click(page.getByRole('link', { name: 'Hitung seandainya' }));
  // Death by a work accident with a wage of Rp1,000,000: 48 x 1,000,000 (PP 44/2015), and what else is owed.
  await hands.type(page.getByLabel('Upah atau penghasilan sebulan (rupiah)'), '1000000');
  await hands.click(page.getByRole('button', { name: 'Hitung', exact: true }));
  await page.locator('.claim-total').waitFor();
  await page.getByText('Rp48.000.000').first().waitFor();
  await assertAccessible(page, 'what if');
  await page.getByLabel('Upah atau penghasilan sebulan (rupiah)').fill('satu juta');
  await hands.click(page.getByRole('button', { name: 'Hitung', exact: true }));
  await page.getByRole('alert').waitFor();
  // An index finger and a scalded scalp, by name: (9% + 10%) x 80 x 1,000,000.
  await page.getByLabel('Apa yang dihitung').selectOption('jkk');
  await hands.type(page.getByLabel('Upah atau penghasilan sebulan (rupiah)'), '1000000');
  await hands.click(page.getByRole('button', { name: 'Tambah cacat' }));
  await page.getByLabel('Cacat', { exact: true }).selectOption('right_index');
  await hands.click(page.getByRole('button', { name: 'Tambah cacat' }));
  await page.getByLabel('Cacat', { exact: true }).nth(1).selectOption('scalp');
  await hands.type(page.getByLabel('Persen menurut dokter (10 sampai 30)'), '10');
  await hands.click(page.getByRole('button', { name: 'Hitung', exact: true }));
  await page.locator('.claim-total', { hasText: 'Rp15.200.000' }).waitFor();
  await assertAccessible(page, 'what if with losses');
  // A child with three years of junior school before it: 3 x 2,000,000 a year.
  await page.getByLabel('Apa yang dihitung').selectOption('scholarship');
  await hands.type(page.getByLabel('Hari pertama tahun sekolah'), '2025-07-14');
  await hands.type(page.getByLabel('Hari kejadian'), '2025-06-02');
  await hands.type(page.getByLabel('Tanggal lahir'), '2012-05-01');
  await hands.type(page.getByLabel('SMP'), '3');
  await hands.click(page.getByRole('button', { name: 'Hitung', exact: true }));
  await page.locator('.claim-total', { hasText: 'Rp6.000.000' }).waitFor();
  // A month without work: 60% of the wage (PP 6/2025), which lies below the ceiling.
  await page.getByLabel('Apa yang dihitung').selectOption('jkp');
  await hands.type(page.getByLabel('Upah sebulan (rupiah)'), '4000000');
  await hands.type(page.getByLabel('Bulan tanpa pekerjaan'), '1');
  await hands.type(page.getByLabel('Bulan iuran dalam jendela waktunya'), '24');
  await hands.type(page.getByLabel('Tanggal lahir'), '1985-01-31');
  await hands.click(page.getByRole('button', { name: 'Hitung', exact: true }));
  await page.locator('.claim-total', { hasText: 'Rp2.400.000' }).waitFor();
  await page.goto(`/office/claims/${claim}`);
  await hands.click(page.getByRole('link', { name: 'Surat untuk keluarga' }));
  const [file] = await Promise.all([page.waitForEvent('download'), hands.click(page.getByRole('link', { name: 'Unduh PDF' }))]);
  const bytes = fs.readFileSync(await file.path());
  assert.equal(bytes.subarray(0, 7).toString(), '%PDF-1.');
  assert.ok(bytes.length > 1_000);
  assert.deepEqual(faults.filter((each) => !/status of 4\d\d/.test(each)), []);
  await context.close();
});

test('an auditor follows one claim to its rule and to whoever touched it, and changes nothing', async () => {
  const { context, page, faults, hands } = await windowOf('pemeriksa');
  await page.goto('/office/claims?only=all');
  await hands.click(page.locator('.grid-body a').first());
  await page.locator('.claim-total').waitFor();
  await page.getByText('Dihitung ulang hari ini: sama.').waitFor();
  assert.equal(await page.getByRole('button', { name: /Periksa perlindungan|Hitung manfaat|Usulkan/ }).count(), 0);
  await hands.click(page.getByRole('link', { name: 'Jejak audit' }));
  await page.getByLabel('Tindakan').selectOption('claim_assessed');
  await page.getByRole('cell', { name: 'Klaim dihitung' }).first().waitFor();
  await page.getByRole('cell', { name: 'cabang' }).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), hands.click(page.getByRole('link', { name: 'Unduh CSV' }))]);
  assert.match(fs.readFileSync(await file.path(), 'utf8'), /claim_assessed/);
  console.log(`one claim to its trail: ${hands.clicks} clicks`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a company sees what it owes for whom, and nobody else’s', async () => {
  const { context, page, faults, hands } = await windowOf('sponsor');
  await page.goto('/office');
  await hands.click(page.getByRole('link', { name: 'Tagihan', exact: true }));
  await page.locator('.grid-body .grid-row').first().waitFor();
  // A worker is Rp16,800 a month: JKK Rp10,000 and JKM Rp6,800 (PP 44/2015 annex II, lowest income line).
  const first = await page.locator('.grid-body .grid-row').first().locator('[role=cell]').allTextContents();
  assert.equal(first[3], `Rp${new Intl.NumberFormat('id-ID').format(16_800 * Number(first[2]))}`);
  await hands.click(page.locator('.grid-body a').first());
  await page.locator('h1').waitFor();
  const { items } = await (await context.request.get('/v1/bills')).json();
  assert.ok(items.every((bill) => bill.payer.code === 'perusahaan-01'), 'its own bills alone');
  const menu = await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link').allTextContents();
  for (const other of ['Buku besar', 'Program', 'Cocokkan', 'Jejak audit']) assert.ok(!menu.includes(other), other);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the pages of these jobs at every size', async () => {
  await everySize(browser, office, 'impact', 'provinsi', '/office/rules/impact', (page) => page.locator('form.page').waitFor());
  await everySize(browser, office, 'what-if', 'cabang', '/office/claims/what-if', (page) => page.locator('form.page').waitFor());
  await everySize(browser, office, 'claim-assessed', 'cabang', `/office/claims/${claim}`, (page) => page.locator('.claim-total').waitFor());
});
