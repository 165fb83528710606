// The branch's own job, with its rights alone: an officer plans and proposes, a second one says yes,
// members are enrolled, a month is billed, a payment is recorded.
// Method: a real Chromium against the real server; clicks are counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringNewcomers } from './newcomers.mjs';
import { assertAccessible, everySize, openWindow, signIn, startBrowser, startOffice, windowFor } from './harness.mjs';

const SCHEME = '/office/programme/kudus-2025/planner';
let office;
let browser;
before(async () => {
  office = await startOffice('programme', [], '2025-06-10');
  browser = await startBrowser();
  const context = await openWindow(browser, office);
  assert.ok((await bringNewcomers(context, await signIn(context, 'cabang'), 'kudus-2025')) >= 60);
  await context.close();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (name) => windowFor(browser, office, name);

const figure = (page, name) => page.locator('.stat', { has: page.getByText(name, { exact: true }) }).locator('.stat-value');

test('a plan is shown at once, proposed, approved by a second officer, enrolled, billed and paid', async () => {
  const first = await windowOf('cabang');
  const { page, hands } = first;
  await page.goto(SCHEME);
  await figure(page, 'Terlindungi').waitFor();
  await page.getByLabel('Dibayar dari').selectOption('apbd-pertanian');
  hands.clicks += 1;
  const says = (name, value) => page.waitForFunction(
    ([name, value]) => [...document.querySelectorAll('.stat')].some((each) => each.textContent.startsWith(name) && each.querySelector('.stat-value').textContent === value),
    [name, value],
  );
  // The budget is far larger than what the farmers who wait cost: nobody waits.
  await says('Menunggu', '0');
  const all = Number((await figure(page, 'Terlindungi').textContent()).replace(/\D/g, ''));
  assert.ok(all >= 40, `${all} farmers`);
  // June to December are seven months of Rp16.800.
  await says('Biaya', 'Rp' + new Intl.NumberFormat('id-ID').format(all * 7 * 16_800));
  // Rp2.000.000 pay for 17 people and seven months, and the answer comes while typing.
  const amount = page.getByLabel('Jumlah uang', { exact: true });
  await hands.type(amount, '2000000');
  await says('Terlindungi', '17');
  await says('Menunggu', String(all - 17));
  // Until August: three months, so 39 people.
  await page.getByLabel('Sampai dengan bulan', { exact: true }).selectOption({ label: 'Agustus 2025' });
  await says('Terlindungi', '39');
  await page.getByLabel('Sampai dengan bulan', { exact: true }).selectOption({ label: 'Desember 2025' });
  await says('Terlindungi', '17');
  // By keyboard on the slider too.
  await page.getByLabel('Jumlah uang, geser').focus();
  await hands.press('Home');
  await says('Terlindungi', '0');
  await hands.press('End');
  await says('Menunggu', '0');
  await hands.type(amount, '2000000');
  await says('Terlindungi', '17');
  // Who comes first.
  await page.getByLabel('Dahulukan kelompok').selectOption({ index: 1 });
  hands.clicks += 1;
  await page.getByRole('list', { name: 'Kelompok pekerjaan' }).waitFor();
  // The chart has a table twin.
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).first().click();
  await page.getByRole('columnheader', { name: 'Berhak' }).waitFor();
  await assertAccessible(page, 'planner with table');

  await hands.click(page.getByRole('button', { name: 'Simpan dan usulkan…' }));
  await hands.type(page.getByLabel('Nama rencana'), 'Sepersepuluh dahulu');
  await hands.type(page.getByLabel('Alasan, untuk orang kedua'), 'Dana triwulan pertama');
  await assertAccessible(page, 'save dialog');
  await hands.click(page.getByRole('button', { name: 'Simpan dan usulkan', exact: true }));
  await page.getByText('Diusulkan. Orang kedua menemukannya').waitFor();
  await page.getByRole('cell', { name: 'Sepersepuluh dahulu' }).waitFor();
  console.log(`plan and propose: ${hands.clicks} clicks, ${hands.keys} fields for 17 people`);

  // His own proposal he cannot approve.
  await page.goto('/office/approvals');
  await page.getByText('Usulan Anda sendiri').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Setujui dan jalankan' }).count(), 0);

  const second = await windowOf('cabang2');
  await second.page.goto('/office/approvals');
  await second.page.getByText('Dana triwulan pertama').waitFor();
  await assertAccessible(second.page, 'approvals');
  await second.hands.click(second.page.getByRole('button', { name: 'Setujui dan jalankan' }));
  await second.page.getByText('Pendaftaran peserta: Selesai.').waitFor({ timeout: 60_000 });
  console.log(`approve and enrol: ${second.hands.clicks} clicks`);

  await page.goto(SCHEME);
  await page.getByText('sudah didaftarkan').waitFor();

  // A month is billed.
  await page.goto('/office/bills');
  hands.clicks = 0;
  await hands.type(page.getByLabel('Bulan', { exact: true }), MONTH);
  await hands.click(page.getByRole('button', { name: 'Buat tagihan' }));
  await page.getByText(/tagihan, .* orang/).waitFor({ timeout: 60_000 });
  console.log(`bill a month: ${hands.clicks} clicks`);

  // What the payer owes is proposed as the amount.
  await page.goto('/office/payments');
  hands.clicks = 0;
  const payer = page.getByLabel('Pembayar', { exact: true });
  await page.waitForFunction(() => document.querySelectorAll('select option').length > 1);
  const options = await payer.locator('option').allTextContents();
  const owing = options.findIndex((text) => /terbuka Rp[1-9]/.test(text));
  assert.ok(owing > 0, options.join(' | '));
  await payer.selectOption({ index: owing });
  hands.clicks += 1;
  await hands.type(page.getByLabel('Jumlah (Rp)'), 'Rp 168.000,-');
  await hands.type(page.getByLabel('Diterima tanggal'), '2025-06-10');
  await hands.type(page.getByLabel('Acuan bank'), 'giro 17');
  await hands.click(page.getByRole('button', { name: 'Catat', exact: true }));
  // Nobody books money alone unless the office says so.
  await page.getByText('Jumlah ini menunggu orang kedua').waitFor();
  console.log(`record a payment: ${hands.clicks} clicks`);
  await second.page.goto('/office/approvals');
  await second.page.getByText('Pembayaran: Rp168.000').waitFor();
  await second.hands.click(second.page.getByRole('button', { name: 'Setujui dan jalankan' }));
  await second.page.getByText('Disetujui dan dijalankan.').waitFor();
  await page.reload();
  await page.getByText('giro 17').waitFor();
  await page.locator('.grid-row a').first().click();
  await page.getByText('Bulan-orang yang lunas').waitFor();
  await assertAccessible(page, 'payment');
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.context.close();
  await second.context.close();
});

const MONTH = '2025-07';

test('the pages of programme and money at every size', async () => {
  const heading = (page) => page.locator('.card, .empty').first().waitFor();
  await everySize(browser, office, 'programme', 'cabang', '/office/programme?scheme=kudus-2025', heading);
  await everySize(browser, office, 'planner', 'cabang', SCHEME, (page) => page.locator('.stat-value').first().waitFor());
  await everySize(browser, office, 'bills', 'cabang', '/office/bills', (page) => page.locator('.grid-row').nth(1).waitFor());
  await everySize(browser, office, 'payments', 'cabang', '/office/payments', (page) => page.locator('.grid-row').nth(1).waitFor());
  await everySize(browser, office, 'arrears', 'cabang', '/office/arrears', (page) => page.locator('.grid-row').nth(1).waitFor());
});

test('the ledger, one account and the check', async () => {
  const { context, page, faults } = await windowOf('pemeriksa');
  await page.goto('/office/ledger');
  await page.getByText('Kedua sisi sama.').or(page.locator('table')).first().waitFor();
  await assertAccessible(page, 'ledger');
  await page.locator('table a').first().click();
  await page.locator('.grid-row').nth(1).waitFor();
  await assertAccessible(page, 'account');
  assert.deepEqual(faults, []);
  await context.close();
});
