// What families would lose or never ask for, found before they ask: from signing in to the letter in hand
// or the report begun, for a death, dues that lapse, a school year and a stay in hospital. The branch with
// its rights, the village with its own people alone, the company with those it pays for.
// Method: a real Chromium against the real server; the office's lists and claims are brought over the API.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertAccessible, everySize, Hands, openWindow, PASSWORD, signIn, startBrowser, startOffice, watch } from './harness.mjs';

// December is the last paid month, three more may stay unpaid: membership ends after 31 March.
const TODAY = '2026-03-10';
const VILLAGE = '33.19.01.2006';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let office;
let browser;
/** Who died, who was treated, whose child goes to school, who died at work: of the district, not of the village. */
let dead;
let patient;
let parent;
let killed;

before(async () => {
  office = await startOffice('rights', [], TODAY);
  browser = await startBrowser();
  const first = await desk('cabang');
  const { items } = await first.get(`/v1/figures/people?station=grace&region=${VILLAGE.slice(0, 8)}&limit=100`);
  // Farmers with names that only one of them has.
  const alone = (each) => items.filter((one) => one.name === each.name).length === 1;
  [dead, patient, parent, killed] = items.filter((each) => each.sector === 'agriculture' && each.region !== VILLAGE && alone(each));
  await first.post(`/v1/people/${dead.id}/events`, { kind: 'died', on: '2025-12-20' });
  await treat(first, patient);
  await scholarship(first, parent);
  await approvedDeath(first, killed);
  await first.context.close();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Somebody at the API. */
async function desk(name) {
  const context = await openWindow(browser, office);
  const csrf = await signIn(context, name);
  const told = async (answer, place) => {
    if (!answer.ok()) throw new Error(`${place}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  return {
    context,
    get: async (place) => told(await context.request.get(place), place),
    post: async (place, data, more = {}) =>
      told(await context.request.post(place, { data, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID(), ...more } }), place),
  };
}

async function done(at, job) {
  for (;;) {
    const now = await at.get(`/v1/jobs/${job.id}`);
    if (now.state === 'done') return;
    if (now.state === 'failed') throw new Error(JSON.stringify(now));
    await sleep(100);
  }
}

/** A hospital's list with one patient. */
async function treat(at, person) {
  const { rows } = await at.post(`/v1/people/${person.id}/unmask`, { reason: 'daftar rumah sakit percobaan' });
  const file = `NIK,Nama,Desa\n${rows[0].nik},${person.name},${person.region_name}\n`;
  const upload = await at.post('/v1/uploads?file_name=rsud.csv', Buffer.from(file), { 'Content-Type': 'application/octet-stream' });
  await done(at, await at.post('/v1/lists', { upload: upload.id, sender: 'rsud', sender_name: 'RSUD', sender_kind: 'hospital', area: '33.19', as_of: '2025-12-15' }));
  await done(at, await at.post('/v1/link-runs'));
}

/** One year of junior school was counted from April 2025; the next one begins a year later. */
async function scholarship(at, person) {
  const { id } = await at.post('/v1/claims', { person: person.id, kind: 'scholarship', happened_on: '2025-03-20' });
  await at.post(`/v1/claims/${id}/verification`, {});
  await at.post(`/v1/claims/${id}/assessment`, { inputs: { first_year: '2025-04-01', children: '2012-05-01 junior*1', programme: 'JKK' } });
}

/** A death by an accident at work, approved: its children have a right that nobody asked for. */
async function approvedDeath(at, person) {
  const claim = await at.post('/v1/claims', { person: person.id, kind: 'jkk_death', happened_on: '2025-12-10' });
  let number = 0;
  for (const paper of claim.missing_codes) {
    number += 1;
    await at.post(`/v1/claims/${claim.id}/papers?paper=${paper}`, Buffer.concat([PNG, Buffer.from([number])]), { 'Content-Type': 'image/png' });
  }
  await at.post(`/v1/claims/${claim.id}/receiver`, { name: 'SITI CONTOH', relation: 'spouse_or_child', bank: 'BRI', account: '1234567890' });
  await at.post(`/v1/claims/${claim.id}/verification`, {});
  await at.post(`/v1/claims/${claim.id}/assessment`, { inputs: {} });
  await at.post(`/v1/claims/${claim.id}/decision`, { decision: 'approve', reason: 'Berkas lengkap' });
  const second = await desk('cabang2');
  const { items } = await second.get('/v1/approvals?state=proposed');
  await second.post(`/v1/approvals/${items[0].id}/approve`, { answer: 'Setuju' });
  await second.context.close();
}

/** Signs in by the page, as a person does, and comes to the home page of the office. */
async function arrive(name, home) {
  const context = await openWindow(browser, office);
  const page = await context.newPage();
  const faults = watch(page, office);
  const hands = new Hands(page);
  await page.goto('/sign-in');
  await hands.type('#f-name', name);
  await hands.type('#f-password', PASSWORD);
  await hands.click('button.main');
  await page.waitForURL(`**${home}`);
  hands.clicks = 0;
  return { context, page, faults, hands };
}

async function tab(page, hands, name) {
  await hands.click(page.getByRole('navigation', { name: 'Jenis hak' }).getByRole('link', { name }));
}
const rowOf = (page, person) => page.locator('.right', { has: page.getByRole('heading', { name: person.name, exact: true }) });

/** The PDF that the button brings; its bytes say that it is one. */
async function taken(page, hands) {
  const [file] = await Promise.all([page.waitForEvent('download'), hands.click(page.getByRole('link', { name: 'Unduh PDF' }))]);
  const bytes = fs.readFileSync(await file.path());
  assert.equal(bytes.subarray(0, 7).toString(), '%PDF-1.');
  assert.ok(bytes.length > 1_000);
}

test('a death that nobody claimed: from the home page to the letter, and to the report filled in', async () => {
  const { context, page, faults, hands } = await arrive('cabang', '/office');
  await hands.click(page.getByRole('link', { name: /keluarga belum meminta haknya/ }));
  const row = rowOf(page, dead);
  await row.getByText('Rp42.000.000').waitFor();
  await row.getByText('20 Desember 2025').waitFor();
  await assertAccessible(page, 'unclaimed');
  await hands.click(row.getByRole('link', { name: `Surat untuk ${dead.name}` }));
  await page.getByText(`Kami turut berduka atas meninggalnya ${dead.name} pada 20 Desember 2025.`).waitFor();
  await page.getByText('Rp42.000.000').first().waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Kartu keluarga' }).waitFor();
  await assertAccessible(page, 'letter of a right');
  await taken(page, hands);
  console.log(`home to the family's letter: ${hands.clicks} clicks`);
  await page.goBack();
  await hands.click(rowOf(page, dead).getByRole('link', { name: 'Buat laporan' }));
  await page.getByText(`Dipilih: ${dead.name}`).waitFor();
  assert.equal(await page.getByLabel('Jenis').inputValue(), 'jkm');
  assert.equal(await page.getByLabel('Hari kejadian').inputValue(), '2025-12-20');
  await hands.click(page.getByRole('button', { name: 'Simpan laporan' }));
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  // Asked for: it waits no more.
  await page.goto('/office/claims/unclaimed');
  await page.getByText('Tidak ada hak yang belum diminta.').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('cover that lapses: months, sum and last day, and the letter', async () => {
  const { context, page, faults, hands } = await arrive('cabang', '/office');
  await hands.click(page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Hak dan tenggat' }));
  await tab(page, hands, 'Akan gugur');
  const row = rowOf(page, patient);
  for (let more = 0; more < 50 && (await row.count()) === 0; more += 1) {
    await page.getByRole('button', { name: 'Lanjutkan' }).or(row).first().waitFor();
    if ((await row.count()) === 0) await page.getByRole('button', { name: 'Lanjutkan' }).click();
  }
  // January, February and March of JKK and JKM: 3 x 16,800 (PP 44/2015 annex II, lowest line).
  await row.getByText('Rp50.400').waitFor();
  await row.getByText('31 Maret 2026').waitFor();
  await row.getByText('3 bulan: Januari 2026, Februari 2026, Maret 2026').waitFor();
  await assertAccessible(page, 'lapsing');
  await hands.click(row.getByRole('link', { name: `Surat untuk ${patient.name}` }));
  await page.getByText('Agar perlindungan berlanjut, Rp50.400 perlu dibayar paling lambat 31 Maret 2026.').waitFor();
  await taken(page, hands);
  await page.goBack();
  await page.locator('.right').first().getByRole('link', { name: 'Rekening pembayar' }).click();
  await page.getByRole('heading', { name: 'Rekening iuran satu pembayar' }).waitFor();
  // The payer is chosen already: its statement is one click away.
  assert.match(await page.getByRole('link', { name: 'PDF', exact: true }).getAttribute('href'), /^\/v1\/payers\/[a-z0-9-]+\/statement/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a school year that is due, and a family that never asked', async () => {
  const { context, page, faults, hands } = await arrive('cabang', '/office');
  await hands.click(page.getByRole('link', { name: /2 beasiswa anak dapat diminta/ }));
  const row = rowOf(page, parent);
  // Junior school is Rp2,000,000 a year (PP 82/2019).
  await row.getByText('Rp2.000.000').waitFor();
  await row.getByText('1 April 2026').waitFor();
  await row.getByText('ke-1, lahir 1 Mei 2012').waitFor();
  await assertAccessible(page, 'school years');
  await hands.click(row.getByRole('link', { name: `Surat untuk ${parent.name}` }));
  await page.getByText('untuk tahun sekolah yang mulai 1 April 2026: SMP, Rp2.000.000.').waitFor();
  await taken(page, hands);
  await page.goBack();
  await hands.click(rowOf(page, parent).getByRole('link', { name: 'Buka klaim' }));
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  await page.goBack();
  await rowOf(page, killed).getByText('Belum pernah diminta.').waitFor();
  await hands.click(rowOf(page, killed).getByRole('link', { name: 'Minta beasiswa' }));
  await page.getByText(`Dipilih: ${killed.name}`).waitFor();
  assert.equal(await page.getByLabel('Jenis').inputValue(), 'scholarship');
  assert.equal(await page.getByLabel('Hari kejadian').inputValue(), '2025-12-10');
  assert.deepEqual(faults, []);
  await context.close();
});

test('treated in hospital without a claim: asked, reported, and gone from the list', async () => {
  const { context, page, faults, hands } = await arrive('cabang', '/office');
  await hands.click(page.getByRole('link', { name: /1 peserta dirawat di rumah sakit/ }));
  const row = rowOf(page, patient);
  await row.getByText('15 Desember 2025').waitFor();
  await assertAccessible(page, 'treated');
  await hands.click(row.getByRole('link', { name: `Surat untuk ${patient.name}` }));
  await page.getByText('Menurut daftar rumah sakit tanggal 15 Desember 2025').waitFor();
  await taken(page, hands);
  await page.goBack();
  await everySize(browser, office, 'treated', 'cabang', '/office/claims/unclaimed/treated', (one) => one.locator('.right').first().waitFor());
  await hands.click(row.getByRole('link', { name: 'Laporkan kecelakaan' }));
  await page.getByText(`Dipilih: ${patient.name}`).waitFor();
  assert.equal(await page.getByLabel('Jenis').inputValue(), 'jkk');
  await hands.click(page.getByRole('button', { name: 'Simpan laporan' }));
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  await page.goto('/office/claims/unclaimed/treated');
  await page.getByText('Tidak ada peserta yang dirawat tanpa klaim.').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the village sees its own people who lapse, and neither patients nor children', async () => {
  const { context, page, faults, hands } = await arrive('desa', '/village');
  await page.goto('/office');
  await hands.click(page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Hak dan tenggat' }));
  await page.getByText('Tidak ada hak yang belum diminta.').waitFor();
  const tabs = await page.getByRole('navigation', { name: 'Jenis hak' }).getByRole('link').allTextContents();
  assert.deepEqual(tabs, ['Meninggal, belum diminta', 'Akan gugur']);
  await tab(page, hands, 'Akan gugur');
  await page.locator('.right').first().waitFor();
  const places = await page.locator('.right-who .hint').allTextContents();
  assert.deepEqual([...new Set(places)], ['Banget'], 'its own village alone');
  await hands.click(page.locator('.right').first().getByRole('link', { name: 'Surat untuk' }));
  await page.getByText('Agar perlindungan berlanjut').waitFor();
  await taken(page, hands);
  for (const hidden of ['school-years', 'treated', `treated/${patient.id}/letter`, `unclaimed/${dead.id}/letter`]) {
    assert.equal((await context.request.get(`/v1/claims/${hidden}`)).status(), 403, hidden);
  }
  const counts = await (await context.request.get('/v1/claims/waiting-rights')).json();
  assert.equal(counts.treated, null);
  assert.deepEqual(faults.filter((each) => !/status of 4\d\d/.test(each)), []);
  await context.close();
});

test('a company is told of nobody for whom it does not pay', async () => {
  const { context, page, faults, hands } = await arrive('sponsor', '/office');
  await hands.click(page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Hak dan tenggat' }));
  await tab(page, hands, 'Akan gugur');
  await page.locator('.right').or(page.locator('.empty')).first().waitFor();
  const own = await (await context.request.get('/v1/claims/lapsing?limit=200')).json();
  assert.deepEqual(own.items.filter((each) => each.paid_by_code !== 'perusahaan-01'), []);
  const branch = await desk('cabang');
  const all = await branch.get('/v1/claims/lapsing?limit=200');
  assert.ok(all.items.length > 100, 'the branch has many of them');
  await branch.context.close();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the pages of rights at every size', async () => {
  await everySize(browser, office, 'lapsing', 'cabang', '/office/claims/unclaimed/lapsing', (page) => page.locator('.right').nth(1).waitFor());
  await everySize(browser, office, 'school-years', 'cabang', '/office/claims/unclaimed/school-years', (page) => page.locator('.right').first().waitFor());
  await everySize(browser, office, 'right-letter', 'cabang', `/office/claims/unclaimed/lapsing/${parent.id}/letter`, (page) => page.locator('.letter p').first().waitFor());
});
