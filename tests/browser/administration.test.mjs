// The administrator invites somebody, who signs in; the auditor searches the trail.
// Method: a real Chromium against the real server, with each one's rights alone; clicks counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, everySize, openWindow, PASSWORD, signIn, startBrowser, startOffice, windowFor } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('administration');
  browser = await startBrowser();
  // The trail is one for the whole house: its auditor reaches the whole country.
  const context = await openWindow(browser, office);
  const csrf = await signIn(context, 'admin');
  const made = await context.request.post('/v1/accounts', {
    data: { name: 'pengawas', shown_name: 'Pengawas', role: 'auditor', scope: [{ kind: 'region', value: '*' }] },
    headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() },
  });
  const { link_token: token } = await made.json();
  const accepted = await context.request.post('/v1/invitations/accept', {
    data: { token, password: PASSWORD }, headers: { 'X-CSRF-Token': csrf },
  });
  assert.equal((await accepted.json()).answer, 'set');
  await context.close();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const windowOf = (name) => windowFor(browser, office, name);

test('an invited account signs in, reaches what it was given, and is disabled', async () => {
  const { context, page, faults, hands } = await windowOf('admin');
  await page.goto('/office/accounts');
  await page.locator('.grid-row').nth(1).waitFor();
  await hands.click(page.getByRole('button', { name: 'Undang seseorang…' }));
  await hands.type(page.getByLabel('Nama masuk (huruf kecil'), 'rini');
  await hands.type(page.getByLabel('Nama yang tampil'), 'Rini');
  await page.getByLabel('Peran').selectOption('analyst');
  const invitation = page.getByRole('dialog');
  await invitation.getByLabel('Provinsi').selectOption('Jawa Tengah');
  await invitation.getByLabel('Kabupaten atau kota').selectOption('Kabupaten Kudus');
  hands.clicks += 2;
  await assertAccessible(page, 'invite');
  await hands.click(page.getByRole('button', { name: 'Buat undangan' }));
  const link = await page.locator('[data-once]').textContent();
  assert.match(link, /\/invitation#pyl_/);
  console.log(`invite somebody: ${hands.clicks} clicks, ${hands.keys} fields`);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'rini' }).waitFor();

  const guest = await windowOf('');
  const accepted = await guest.context.request.post('/v1/invitations/accept', {
    data: { token: link.split('#')[1], password: PASSWORD },
  });
  assert.equal((await accepted.json()).answer, 'set');
  await signIn(guest.context, 'rini');
  await guest.page.goto('/office/account');
  await guest.page.getByText('Kabupaten Kudus (33.19)').waitFor();
  await assertAccessible(guest.page, 'own account');
  const menu = await guest.page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link').allTextContents();
  assert.ok(!menu.includes('Administrasi') && !menu.includes('Orang'), menu.join(', '));
  // A second factor is offered as a picture and as text.
  await guest.hands.click(guest.page.getByRole('button', { name: 'Pasang faktor kedua' }));
  await guest.page.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).waitFor();
  await assertAccessible(guest.page, 'second factor');

  await page.getByRole('link', { name: 'rini' }).click();
  await hands.click(page.getByRole('button', { name: 'Matikan akun…' }));
  await hands.click(page.getByRole('button', { name: 'Matikan akun', exact: true }));
  await page.getByText('dimatikan').waitFor();
  const after = await guest.context.request.get('/v1/session');
  assert.equal(after.status(), 401);
  assert.deepEqual([...faults, ...guest.faults], []);
  await guest.context.close();
  await context.close();
});

test('a backup is made while the office works, and checked', async () => {
  const { context, page, faults, hands } = await windowOf('admin');
  await page.goto('/office/system');
  await page.getByText('Belum ada cadangan.').waitFor();
  await hands.click(page.getByRole('button', { name: 'Buat cadangan sekarang' }));
  await page.getByText('Cadangan: Selesai.').waitFor({ timeout: 60_000 });
  await page.getByRole('cell', { name: /payung-\d{8}T\d{6}Z\.db/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the auditor finds who invited whom', async () => {
  const { context, page, faults, hands } = await windowOf('pengawas');
  await page.goto('/office/audit');
  await page.locator('.grid-row').nth(1).waitFor();
  await page.getByLabel('Tindakan').selectOption({ label: 'Membuat akun' });
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('.grid-body .grid-row')];
    return rows.length > 0 && rows.every((row) => row.textContent.includes('Membuat akun'));
  });
  assert.match(page.url(), /action=create_account/);
  await assertAccessible(page, 'audit');
  console.log(`search the trail: ${hands.clicks} clicks, ${hands.keys} fields`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the trail is told in words, and its stored text stays under the pointer', async () => {
  const { context, page, faults } = await windowOf('pengawas');
  await page.goto('/office/audit');
  const rows = page.locator('.grid-body .grid-row');
  await rows.nth(1).waitFor();
  const cells = await rows.locator('[role=cell]').allTextContents();
  assert.ok(cells.length > 20, String(cells.length));
  assert.deepEqual(cells.filter((text) => /[a-z]_[a-z]|\w=/.test(text)), []);
  await page.getByLabel('Tindakan').selectOption({ label: 'Mencatat pembayaran' });
  const paid = page.getByText(/^pembayar nomor: \d+, jumlah: Rp[\d.]+, dipakai untuk tagihan: Rp[\d.]+, tidak ditagih: Rp0$/).first();
  await paid.waitFor();
  assert.match(await paid.getAttribute('title'), /^payer=\d+ amount=\d+ settled=\d+ not_charged=0$/);
  await page.getByLabel('Tindakan').selectOption({ label: 'Semua tindakan' });
  await page.getByLabel('Tentang').selectOption({ label: 'akun' });
  await page.getByLabel('Nomor (kosong: semua)').fill('1');
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('.grid-body .grid-row')];
    return all.length > 0 && all.every((row) => row.textContent.includes('akun 1'));
  });
  assert.match(page.url(), /subject=account(\+|%20)1/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the pages of administration at every size', async () => {
  const card = (page) => page.locator('.card').first().waitFor();
  await everySize(browser, office, 'accounts', 'admin', '/office/accounts', (page) => page.locator('.grid-row').nth(1).waitFor());
  await everySize(browser, office, 'system', 'admin', '/office/system', (page) => page.locator('.stat').first().waitFor());
  await everySize(browser, office, 'audit', 'pengawas', '/office/audit', (page) => page.locator('.grid-row').nth(1).waitFor());
  await everySize(browser, office, 'rules', 'cabang', '/office/rules', (page) => page.locator('table').first().waitFor());
  await everySize(browser, office, 'own-account', 'cabang', '/office/account', card);
  for (const place of ['/office/organisations', '/office/webhooks', '/office/jobs', '/office/regions', '/office/regions?under=33.19', '/office/rules/jkm_monthly']) {
    const { context, page, faults } = await windowOf('admin');
    await page.goto(place);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, place);
    assert.deepEqual(faults.filter((each) => !/404/.test(each)), [], place);
    await context.close();
  }
});
