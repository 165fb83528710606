// The pages that need no script: signing in, the one-time link, the worker's check, the card, the
// open data; with script switched off throughout. Method: a real Chromium against the real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertFits, everySize, Hands, openWindow, PASSWORD, shot, signIn, startBrowser, startOffice } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('pages');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const WITHOUT_SCRIPT = { javaScriptEnabled: false };

test('an officer signs in without script and comes to where he wanted', async () => {
  const context = await openWindow(browser, office, { width: 360, height: 740, ...WITHOUT_SCRIPT });
  const page = await context.newPage();
  const hands = new Hands(page);
  await page.goto('/sign-in?next=/open-data');
  await hands.type('#f-name', 'cabang');
  await hands.type('#f-password', 'wrong password here');
  await hands.click(page.getByRole('button', { name: 'Masuk' }));
  await page.getByRole('alert').waitFor();
  assert.equal(await page.inputValue('#f-name'), 'cabang', 'what was typed stays');
  await hands.type('#f-password', PASSWORD);
  await hands.click(page.getByRole('button', { name: 'Masuk' }));
  await page.getByRole('heading', { name: 'Data terbuka' }).waitFor();
  const cookies = await context.cookies();
  const session = cookies.find((each) => each.name === 'payung_session');
  assert.ok(session?.httpOnly);
  assert.equal(hands.clicks, 2);
  await context.close();
});

test('nobody is sent to another server', async () => {
  const context = await openWindow(browser, office, WITHOUT_SCRIPT);
  const page = await context.newPage();
  await page.goto('/sign-in?next=//evil.example/');
  await page.fill('#f-name', 'cabang');
  await page.fill('#f-password', PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.waitForURL(office.base + '/office');
  await context.close();
});

test('an invited account sets its password by the link, then signs in', async () => {
  const admin = await openWindow(browser, office);
  const csrf = await signIn(admin, 'admin');
  const made = await admin.request.post('/v1/accounts', {
    headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': 'invite-siti-1' },
    data: { name: 'siti', shown_name: 'Siti', role: 'analyst', scope: [{ kind: 'region', value: '33.19' }] },
  });
  const { link_token } = await made.json();
  await admin.close();
  const context = await openWindow(browser, office);
  const page = await context.newPage();
  await page.goto(`/invitation#${link_token}`);
  await page.waitForFunction(() => document.querySelector('#f-token').value !== '');
  assert.ok(!page.url().includes(link_token), 'the secret is not left in the address');
  await page.fill('#f-password', 'hujan');
  await page.fill('#f-again', 'hujan');
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByRole('alert').waitFor();
  await page.fill('#f-password', 'hujan di bulan juni');
  await page.fill('#f-again', 'hujan di bulan juni');
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByRole('status').waitFor();
  await page.fill('#f-name', 'siti');
  await page.fill('#f-password', 'hujan di bulan juni');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('link', { name: 'Capaian', exact: true }).waitFor();
  await context.close();
});

/** A worker whom the programme covers: NIK and birth date as an officer may see them for a reason. */
async function coveredWorker() {
  const context = await openWindow(browser, office);
  const csrf = await signIn(context, 'cabang');
  const behind = await (await context.request.get('/v1/figures/people?station=active&limit=20')).json();
  for (const { id } of behind.items) {
    const answer = await context.request.post(`/v1/people/${id}/unmask`, {
      headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': `unmask-${id}` }, data: { reason: 'browser test' },
    });
    const row = (await answer.json()).rows.find((each) => /^\d{16}$/.test(each.nik) && each.birth_date);
    if (!row) continue;
    await context.close();
    return { nik: row.nik, born: row.birth_date };
  }
  throw new Error('nobody is covered');
}

test('a worker learns without script and account whether he is covered', async () => {
  const worker = await coveredWorker();
  for (const [language, verdict] of [['id', 'Ya, Anda terlindungi.'], ['en', 'Yes, you are covered.'], ['jv', 'Inggih, panjenengan kaayoman.']]) {
    const context = await openWindow(browser, office, { width: 360, height: 740, language, ...WITHOUT_SCRIPT });
    const page = await context.newPage();
    const hands = new Hands(page);
    await page.goto('/');
    await hands.type('#f-nik', worker.nik);
    await hands.type('#f-birth_date', worker.born);
    await hands.click('button.main');
    await page.getByText(verdict).waitFor();
    assert.equal(hands.clicks, 1);
    assert.ok(!page.url().includes(worker.nik));
    await shot(page, `worker-answer-${language}-360`);
    await context.close();
  }
});

test('an unknown NIK gets a friendly answer, and a code page like everybody', async () => {
  const context = await openWindow(browser, office, WITHOUT_SCRIPT);
  const page = await context.newPage();
  await page.goto('/');
  await page.fill('#f-nik', '3319045708800001');
  await page.fill('#f-birth_date', '1980-08-17');
  await page.click('button.main');
  await page.getByText('tidak kami kenali').waitFor();
  const card = await page.request.get('/my', { maxRedirects: 0 });
  assert.equal(card.status(), 401);
  await context.close();
});

test('a text that is no card is told so', async () => {
  const context = await openWindow(browser, office, WITHOUT_SCRIPT);
  const page = await context.newPage();
  await page.goto('/verify');
  await page.fill('#f-text', 'PYG1.<script>alert(1)</script>.x');
  await page.click('button.main');
  await page.getByText('bukan kartu').waitFor();
  await context.close();
});

test('pages at every size, in three languages, light for a bad line', async () => {
  for (const [name, place] of [['worker', '/'], ['sign-in', '/sign-in'], ['verify', '/verify'], ['open-data', '/open-data']]) {
    await everySize(browser, office, name, null, place, (page) => page.locator('h1').waitFor());
    const context = await openWindow(browser, office, { width: 360, height: 740, language: 'jv' });
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', async (response) => {
      bytes += Number(response.headers()['content-length'] ?? 0);
    });
    await page.goto(place);
    await assertFits(page, `${name} jv`);
    await assertAccessible(page, `${name} jv`);
    assert.ok(bytes < 20_000, `${name}: ${bytes} bytes`);
    await context.close();
  }
});
