// Who has no account: a family reports a death without script, follows it with the code and sends
// photographs; a worker signs in with a code to the phone, sees what is owed and reports an accident.
// Method: a real Chromium with script switched off, the real server, a message gateway of our own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertFits, everySize, Hands, openWindow, shot, signIn, startBrowser, startOffice } from './harness.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const WITHOUT_SCRIPT = { javaScriptEnabled: false };
let office;
let browser;
let gateway;
let members = [];
let code = '';
const messages = [];

before(async () => {
  gateway = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      messages.push(JSON.parse(body));
      response.writeHead(202).end();
    });
  });
  await new Promise((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const token = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'payung-')), 'token');
  fs.writeFileSync(token, 'a token of the gateway\n', { mode: 0o600 });
  Object.assign(process.env, { PAYUNG_MESSAGE_URL: `http://127.0.0.1:${gateway.address().port}/`, PAYUNG_MESSAGE_TOKEN_FILE: token });
  office = await startOffice('family', ['--private-callbacks']);
  browser = await startBrowser();
  members = await membersWithPhone(2);
});
after(async () => {
  await browser?.close();
  await office?.stop();
  gateway?.close();
});

/** Covered people of whom a list has birth date and phone: NIK and day as an officer sees them for a reason. */
async function membersWithPhone(count) {
  const context = await openWindow(browser, office);
  const csrf = await signIn(context, 'cabang');
  const behind = await (await context.request.get('/v1/figures/people?station=active&limit=50')).json();
  const found = [];
  for (const { id } of behind.items) {
    const answer = await context.request.post(`/v1/people/${id}/unmask`, {
      headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': `unmask-${id}` }, data: { reason: 'browser test' },
    });
    const { rows } = await answer.json();
    const row = rows.find((each) => /^\d{16}$/.test(each.nik) && each.birth_date);
    if (row && rows.some((each) => each.phone)) found.push({ id, nik: row.nik, born: row.birth_date });
    if (found.length === count) break;
  }
  await context.close();
  assert.equal(found.length, count, 'people with a phone');
  return found;
}

async function phone(language = 'id') {
  const context = await openWindow(browser, office, { width: 360, height: 740, language, ...WITHOUT_SCRIPT });
  const page = await context.newPage();
  return { context, page, hands: new Hands(page) };
}

async function fillReport(page, hands, who, by) {
  await page.goto('/');
  await hands.click(page.getByRole('link', { name: 'Lapor kecelakaan atau kematian' }));
  await hands.type('#f-nik', who.nik);
  await hands.type('#f-birth_date', who.born);
  await page.selectOption('#f-kind', 'jkm');
  await hands.type('#f-happened_on', '2025-12-20');
  await hands.type('#f-reporter_name', by.name);
  await hands.type('#f-reporter_phone', by.phone);
}

test('a family reports a death without account and script, and follows it with the code', async () => {
  const { context, page, hands } = await phone();
  const by = { name: 'BU SRI', phone: '081200000001' };
  await fillReport(page, hands, members[0], by);
  // A day to come is refused, and nothing that was typed is lost.
  await page.fill('#f-happened_on', '2026-12-20');
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByRole('alert').waitFor();
  await page.getByText('tidak boleh sesudah hari ini').waitFor();
  // A number that nobody can call is told beside its field, where a screen reader finds it.
  await page.fill('#f-reporter_phone', '0812abc');
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByText('Tulis nomor telepon dengan angka').waitFor();
  assert.equal(await page.getAttribute('#f-reporter_phone', 'aria-invalid'), 'true');
  assert.equal(await page.getAttribute('#f-reporter_phone', 'aria-describedby'), 'f-reporter_phone-fault');
  await page.fill('#f-reporter_phone', by.phone);
  assert.equal(await page.inputValue('#f-nik'), members[0].nik);
  assert.equal(await page.inputValue('#f-reporter_name'), by.name);
  await page.fill('#f-happened_on', '2025-12-20');
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByText('Laporan Anda tersimpan').waitFor();
  code = await page.locator('.code').textContent();
  assert.match(code, /^([a-z2-7]{4}-){6}[a-z2-7]{2}$/);
  assert.ok(!page.url().includes(members[0].nik) && !page.url().includes(code));
  await assertFits(page, 'reported');
  console.log(`report a death: ${hands.clicks} clicks, ${hands.keys} fields`);

  await hands.click(page.getByRole('link', { name: 'Lihat klaim dan kirim berkas' }));
  await page.getByText('Berkas yang masih kurang').waitFor();
  // What is no picture is refused by its content; a photograph is taken, once.
  const file = page.locator('input[type=file]').first();
  await file.setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from('MZ no picture') });
  await page.locator('.papers button').first().click();
  await page.getByText('bukan foto').waitFor();
  const wanting = await page.locator('input[type=file]').count();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PNG });
  await page.locator('.papers button').first().click();
  await page.getByText('sudah ada').first().waitFor();
  assert.equal(await page.locator('input[type=file]').count(), wanting - 1);
  await assertFits(page, 'follow');
  await shot(page, 'follow-claim-id-360');
  await page.getByRole('button', { name: 'Keluar', exact: true }).click();
  await context.close();
});

test('the code opens the claim on another phone, in Javanese, however it is written', async () => {
  const { context, page } = await phone('jv');
  await page.goto('/follow');
  await page.fill('#f-code', 'aaaa-bbbb-cccc-dddd-eeee-ffff-gg');
  await page.locator('button.main').click();
  await page.getByText('mboten kita tepangi').waitFor();
  await page.fill('#f-code', code.toUpperCase().replaceAll('-', ' '));
  await page.locator('button.main').click();
  await page.getByText('kalapuraken').first().waitFor();
  await assertFits(page, 'follow jv');
  await context.close();
});

test('pressed twice is once; whoever else reports the same learns that, and gets no code', async () => {
  const { context, page, hands } = await phone();
  await fillReport(page, hands, members[0], { name: 'BU SRI', phone: '081200000001' });
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  assert.equal(await page.locator('.code').textContent(), code);
  await fillReport(page, hands, members[0], { name: 'ORANG LAIN', phone: '081200000009' });
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByText('sudah dilaporkan').waitFor();
  assert.equal(await page.locator('.code').count(), 0);
  await context.close();
});

test('somebody whom nobody knows is answered kindly, and nothing is written down', async () => {
  const { context, page, hands } = await phone();
  await fillReport(page, hands, { nik: '3319045708800001', born: '1980-08-17' }, { name: 'A', phone: '081200000003' });
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByText('tidak kami kenali').waitFor();
  await context.close();
});

test('the officer sees who reported it', async () => {
  const context = await openWindow(browser, office);
  await signIn(context, 'cabang');
  const page = await context.newPage();
  await page.goto('/office/claims');
  await page.locator('.grid-body a').first().click();
  await page.getByRole('heading', { name: 'Riwayat' }).waitFor();
  await page.getByText('family').first().waitFor();
  await context.close();
});

test('a worker sees what is owed, reports an accident and sees where it stands', async () => {
  const { context, page, hands } = await phone();
  await page.goto('/');
  await hands.type('#f-nik', members[1].nik);
  await hands.type('#f-birth_date', members[1].born);
  await hands.click('button.main');
  await hands.click(page.getByRole('button', { name: 'Kirim kode' }));
  await page.locator('#f-code').waitFor();
  for (let wait = 0; messages.length === 0 && wait < 100; ++wait) await new Promise((resolve) => setTimeout(resolve, 50));
  const sent = messages.at(-1).text.match(/\d{6}/)[0];
  await hands.type('#f-code', sent);
  await hands.click('button.main');
  await page.getByRole('heading', { name: 'Perlindungan saya' }).waitFor();
  // JKM for a death in 2025: 42 million (PP 44/2015 article 34 as changed by PP 82/2019); whether in full
  // depends on how long somebody is a member, so only the form is looked at here.
  await page.getByText(/keluarga menerima Rp[\d.]+/).first().waitFor();
  await page.getByText('Belum ada klaim.').waitFor();
  console.log(`see what is owed: ${hands.clicks} clicks, ${hands.keys} fields`);
  await shot(page, 'my-id-360');
  await assertFits(page, 'my');
  await hands.click(page.getByRole('link', { name: 'Laporkan kecelakaan saya' }));
  await hands.type('#f-happened_on', '2025-12-22');
  await hands.type('#f-story', 'jatuh di sawah');
  await hands.click(page.getByRole('button', { name: 'Kirim laporan' }));
  await page.getByText('Kecelakaan kerja, 22 Desember 2025: dilaporkan.').waitFor();
  // The card, everything that is known, and who looked: one click each.
  await page.getByRole('heading', { name: 'Siapa yang melihat data saya' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Unduh semua data saya' }).click()]);
  const data = JSON.parse(fs.readFileSync(await download.path(), 'utf8'));
  assert.ok(JSON.stringify(data).includes(members[1].nik));
  await page.getByRole('link', { name: 'Kartu saya' }).click();
  await page.locator('.id-card svg').waitFor();
  await assertFits(page, 'card');
  await page.goto('/my');
  await page.getByRole('button', { name: 'Keluar', exact: true }).click();
  const ended = await page.goto('/my');
  assert.equal(ended.status(), 401);
  await context.close();
});

test('the pages of the report at every size, and light', async () => {
  await everySize(browser, office, 'report', null, '/report', (page) => page.locator('form').waitFor());
  await everySize(browser, office, 'follow', null, '/follow', (page) => page.locator('form').waitFor());
  for (const place of ['/report', '/follow']) {
    const { context, page } = await phone('jv');
    await page.goto(place);
    await assertFits(page, `${place} jv`);
    await context.close();
    const looked = await openWindow(browser, office, { width: 360, height: 740, language: 'jv' });
    const shown = await looked.newPage();
    await shown.goto(place);
    await assertAccessible(shown, `${place} jv`);
    await looked.close();
  }
});
