// Each main task by the keyboard alone: Tab, letters, Enter, arrows; and what a screen reader is told on
// the way: headings that take the focus, messages that are read out. Method: a real Chromium, no mouse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, startBrowser, startOffice, windowFor } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('keyboard');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (who, more) => windowFor(browser, office, who, more);

/** Tab until that is where the focus is; fails when it is not reached. */
async function tabTo(page, target, most = 90) {
  await target.first().waitFor();
  for (let step = 0; step < most; ++step) {
    if (await target.first().evaluate((node) => node === document.activeElement)) return step;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

async function typeInto(page, label, text) {
  await tabTo(page, page.getByLabel(label, { exact: false }));
  await page.keyboard.type(text);
}

test('the way past menu and header is the first stop', async () => {
  const { context, page } = await windowOf('cabang');
  await page.goto('/office/figures');
  await page.locator('h1').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Langsung ke isi');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
  await context.close();
});

test('an officer signs in, finds somebody and reads the page', async () => {
  const { context, page, faults } = await windowOf('');
  await page.goto('/sign-in');
  await typeInto(page, 'Nama akun', 'cabang');
  await typeInto(page, 'Kata sandi', PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('siti');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Orang' }).waitFor();
  // How many were found is read out.
  const told = page.getByRole('status').filter({ hasText: /\d/ });
  await told.first().waitFor();
  await tabTo(page, page.locator('main td a, main .grid-body a'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/office\/people\/[a-z2-7]{26}/);
  // A new page begins at its heading, so that it is read from there.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a worker asks, without script', async () => {
  const { context, page } = await windowOf('', { javaScriptEnabled: false, width: 360, height: 740 });
  await page.goto('/');
  await page.keyboard.press('Tab');
  for (let step = 0; step < 12; ++step) await page.keyboard.press('Tab');
  await page.locator('#f-nik').focus();
  await page.keyboard.type('3319045708800001');
  await page.keyboard.press('Tab');
  await page.keyboard.type('08171980');
  await page.keyboard.press('Enter');
  await page.getByRole('status').or(page.getByRole('alert')).first().waitFor();
  await context.close();
});

test('an accident is reported; what is wrong is told where the focus is', async () => {
  const { context, page } = await windowOf('cabang');
  await page.goto('/office/claims/new');
  await typeInto(page, 'Cari nama, NIK atau telepon', 'siti');
  await tabTo(page, page.getByRole('button', { name: /^Pilih / }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Jenis'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Hari kejadian'));
  await page.keyboard.type('01012031');
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.ok(await alert.evaluate((node) => node === document.activeElement), 'the refusal has the focus');
  assert.equal(await page.getByLabel('Hari kejadian').getAttribute('aria-invalid'), 'true');
  await tabTo(page, page.getByLabel('Hari kejadian'));
  await page.keyboard.type('12202025');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/office\/claims\/[a-z2-7]{26}$/);
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Periksa perlindungan' }));
  await page.keyboard.press('Space');
  await page.locator('.notice strong').first().waitFor();
  await context.close();
});

test('a payment is recorded', async () => {
  const { context, page, faults } = await windowOf('cabang');
  await page.goto('/office/payments');
  const payer = page.getByLabel('Pembayar').first();
  await tabTo(page, payer);
  await page.keyboard.press('ArrowDown');
  await typeInto(page, 'Jumlah', '16800');
  await typeInto(page, 'Acuan bank', 'TRX-TOMBOL');
  await tabTo(page, page.getByRole('button', { name: 'Catat', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').or(page.getByRole('alert')).first().waitFor();
  assert.deepEqual(faults.filter((each) => !/status of 4\d\d/.test(each)), []);
  await context.close();
});

test('an administrator invites somebody; the window keeps the focus and gives it back', async () => {
  const { context, page, faults } = await windowOf('admin');
  await page.goto('/office/accounts');
  const open = page.getByRole('button', { name: 'Undang seseorang…' });
  await tabTo(page, open);
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: /Undang/ });
  await box.waitFor();
  for (let step = 0; step < 20; ++step) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'the focus stays in the window');
  }
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  assert.ok(await open.evaluate((node) => node === document.activeElement), 'and goes back');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an analyst reads a drawing as a table and sorts out a district', async () => {
  const { context, page, faults } = await windowOf('provinsi');
  await page.goto('/office/figures');
  await tabTo(page, page.getByRole('button', { name: 'Lihat sebagai tabel' }));
  await page.keyboard.press('Enter');
  await page.getByRole('table').first().waitFor();
  await tabTo(page, page.getByRole('link', { name: 'Kabupaten Kudus', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Capaian perlindungan: Kabupaten Kudus' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('keys are told in one window', async () => {
  const { context, page } = await windowOf('cabang');
  await page.goto('/office');
  await page.locator('h1').waitFor();
  await page.keyboard.press('?');
  const box = page.getByRole('dialog', { name: 'Bantuan dan tombol cepat' });
  await box.waitFor();
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  await context.close();
});

test('what a screen reader finds on three pages', async () => {
  const { context, page } = await windowOf('cabang');
  await page.goto('/office/claims/new');
  await page.locator('form.page').waitFor();
  const report = await page.getByRole('main').ariaSnapshot();
  for (const line of ['- heading "Laporkan kejadian" [level=1]', '- searchbox "Cari nama, NIK atau telepon"', '- combobox "Jenis"', '- textbox "Hari kejadian"', '- button "Simpan laporan"']) {
    assert.ok(report.includes(line), `${line} in\n${report}`);
  }
  await page.goto('/office/bills');
  await page.locator('.grid-row').nth(1).waitFor();
  const bills = await page.getByRole('main').ariaSnapshot();
  assert.match(bills, /- table "[^"]+"/);
  assert.match(bills, /- columnheader "Pembayar"/);
  await page.goto('/office');
  await page.locator('h1').waitFor();
  const home = await page.locator('body').ariaSnapshot();
  assert.match(home, /- banner:/);
  assert.match(home, /- navigation "Menu utama":/);
  assert.match(home, /- main:/);
  assert.match(home, /- search:/);
  await context.close();
});
