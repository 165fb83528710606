// The second factor in the browser: an administrator without one is told so on every page, sets it up from
// the offered secret, signs in with its code without script, with a recovery code once, and is asked for
// password and code again before a deed that wants them. Codes are worked out here, by RFC 6238 (SHA-1,
// 30 s, six digits), not by the server. Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertAccessible, assertFits, openWindow, PASSWORD, signIn, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
let secret = '';
const recovery = [];
before(async () => {
  office = await startOffice('second_factor');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

/** RFC 4648, base 32 without padding. */
function bytesOf(text) {
  let bits = '';
  for (const letter of text.toUpperCase().replace(/[^A-Z2-7]/g, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)));
}

const now = () => Math.floor(Date.now() / 30_000);

/** The code of a step of 30 s. */
function codeOf(step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

let used = 0;
/** A code that was not used: each is good once, and the server takes one step to either side of now. */
async function freshCode() {
  while (used >= now() + 1) await sleep(500);
  used = Math.max(used + 1, now());
  return codeOf(used);
}

const banner = (page) => page.getByText('Peran Anda memerlukan faktor kedua');

/** Name and password on the page without script; what comes next is the second factor's page. */
async function firstStep(page) {
  await page.goto('/sign-in');
  await page.fill('#f-name', 'admin');
  await page.fill('#f-password', PASSWORD);
  await page.click('button.main');
  await page.locator('#f-code').waitFor();
}

test('the codes are those of RFC 6238', () => {
  // Appendix B: the secret "12345678901234567890" at second 59 is 94287082, of which six digits are 287082.
  secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  assert.equal(codeOf(Math.floor(59 / 30)), '287082');
});

test('an administrator without one is told on every page, sets it up, and is told no more', async () => {
  const context = await openWindow(browser, office, { width: 360, height: 740 });
  await signIn(context, 'admin');
  const page = await context.newPage();
  const faults = watch(page, office);
  for (const place of ['/office', '/office/accounts']) {
    await page.goto(place);
    await banner(page).waitFor();
    await assertFits(page, `${place} with the banner`);
  }
  await assertAccessible(page, 'banner');
  await page.getByRole('link', { name: 'Pasang faktor kedua' }).click();
  await page.getByRole('button', { name: 'Pasang faktor kedua' }).click();
  secret = (await page.locator('p.once').textContent()).replace('Rahasia: ', '');
  assert.match(secret, /^[A-Z2-7 ]{32,}$/);
  const factor = page.locator('.card', { has: page.getByRole('heading', { name: 'Faktor kedua' }) });
  // A wrong code activates nothing.
  await factor.getByLabel('Sandi sekarang').fill(PASSWORD);
  await factor.getByLabel('Kode enam angka').fill('000000');
  await factor.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByText('Sandi atau kode salah.').waitFor();
  await factor.getByLabel('Kode enam angka').fill(await freshCode());
  await factor.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByText('Faktor kedua aktif.').waitFor();
  recovery.push(...(await page.locator('ul.codes li').allTextContents()));
  assert.ok(recovery.length >= 8, `${recovery.length} recovery codes`);
  await assertFits(page, 'recovery codes');
  await assertAccessible(page, 'recovery codes');
  await page.goto('/office');
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  assert.equal(await banner(page).count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('who has no duty to have one sees no banner', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'cabang');
  const page = await context.newPage();
  await page.goto('/office');
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  assert.equal(await banner(page).count(), 0);
  await context.close();
});

test('the password alone no longer lets in; the next code does, and only once', async () => {
  const context = await openWindow(browser, office, { width: 360, height: 740, javaScriptEnabled: false });
  const page = await context.newPage();
  await firstStep(page);
  assert.equal((await page.request.get('/v1/session')).status(), 401, 'half a session is none');
  await page.fill('#f-code', '000000');
  await page.click('button.main');
  await page.getByRole('alert').waitFor();
  const code = await freshCode();
  await page.fill('#f-code', code);
  await page.click('button.main');
  await page.waitForURL(`${office.base}/office`);
  assert.equal((await page.request.get('/v1/session')).status(), 200);
  await context.close();
  const other = await openWindow(browser, office, { javaScriptEnabled: false });
  const again = await other.newPage();
  await firstStep(again);
  await again.fill('#f-code', code);
  await again.click('button.main');
  await again.getByRole('alert').waitFor();
  assert.equal((await again.request.get('/v1/session')).status(), 401, 'a code is good once');
  await other.close();
});

test('a recovery code lets in once; a deed asks for password and code again', async () => {
  const context = await openWindow(browser, office, { width: 360, height: 740 });
  const page = await context.newPage();
  await firstStep(page);
  await page.fill('#f-code', recovery[0]);
  await page.click('button.main');
  await page.waitForURL(`${office.base}/office`);
  // The session is older than what the server takes for granted: told by its answer, once.
  let asked = 0;
  await page.route('**/v1/accounts/*/disable', async (route) => {
    asked += 1;
    if (asked > 1) return route.fallback();
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: 'tag:payung:prove_again', title: 'prove', status: 403 }) });
  });
  const other = await openWindow(browser, office, { javaScriptEnabled: false });
  const again = await other.newPage();
  await firstStep(again);
  await again.fill('#f-code', recovery[0]);
  await again.click('button.main');
  await again.getByRole('alert').waitFor();
  await other.close();

  await page.goto('/office/accounts');
  await page.getByRole('link', { name: 'desa' }).click();
  await page.getByRole('button', { name: 'Matikan akun…' }).click();
  await page.getByRole('button', { name: 'Matikan akun', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Masukkan lagi sandi Anda' });
  await dialog.waitFor();
  await assertAccessible(page, 'prove again');
  await assertFits(page, 'prove again');
  await dialog.getByLabel('Sandi', { exact: true }).fill('bukan sandi saya');
  const code = await freshCode();
  await dialog.getByLabel('Kode enam angka').fill(code);
  await dialog.getByRole('button', { name: 'Lanjutkan' }).click();
  await dialog.getByText('Sandi atau kode salah.').waitFor();
  await dialog.getByLabel('Sandi', { exact: true }).fill(PASSWORD);
  // A wrong password spends no code.
  await dialog.getByLabel('Kode enam angka').fill(code);
  await dialog.getByRole('button', { name: 'Lanjutkan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('dimatikan').waitFor();
  assert.equal(asked, 2, 'the deed was asked again, by itself');
  await context.close();
});
