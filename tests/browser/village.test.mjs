// The village office and volunteers on a phone: somebody entered, with and without script, with and
// without a signal; each arrives exactly once, whatever the line does, and what is known otherwise is
// decided by a person. Method: a real Chromium with its service worker, the role of the village alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertFits, everySize, Hands, openWindow, PASSWORD, shot, signIn, slowDown, startBrowser, startOffice, watch } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('village');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await office?.stop();
});

const WORDS = ['Satu', 'Dua', 'Tiga', 'Empat', 'Lima'];
const PHONE = { width: 360, height: 740 };

/** A woman born on 17 August of 1980 + `number`, whom no list of the seed has. */
const nikOf = (number) => `33190157088${number % 10}9${String(100 + number)}`;

async function phone(options = {}) {
  const context = await openWindow(browser, office, { ...PHONE, ...options });
  await signIn(context, 'desa');
  return context;
}

async function fill(page, nik, name, more = {}) {
  await page.fill('#f-nik', nik);
  await page.fill('#f-name', name);
  await page.fill('#f-occupation', more.occupation ?? 'Petani');
  if (more.birth) await page.fill('#f-birth_date', more.birth);
}

/** What the office has, asked past the pages. */
async function entries(context) {
  const answer = await context.request.get('/v1/entries?limit=200');
  assert.equal(answer.status(), 200);
  return answer.json();
}
const named = async (context, word) => (await entries(context)).items.filter((each) => each.name.includes(word));

/** A photo as a phone takes it, from a canvas. */
async function photo(page) {
  const text = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1500;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#88aacc';
    pen.fillRect(0, 0, 2400, 1500);
    return canvas.toDataURL('image/jpeg');
  });
  return { name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(text.split(',')[1], 'base64') };
}

/** The form is kept, and the browser knows whose and which villages. */
async function readyForOffline(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await caches.match('/village/shell')) !== undefined);
  await page.waitForFunction(async () => (await indexedDB.databases()).some((each) => each.name === 'payung-village'));
  await page.waitForFunction(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open('payung-village', 1);
        asked.onsuccess = () => {
          const got = asked.result.transaction('meta').objectStore('meta').get('me');
          got.onsuccess = () => {
            asked.result.close();
            resolve((got.result?.villages.length ?? 0) > 0);
          };
        };
      }),
  );
}

test('from signing in to an accepted person in four clicks', async () => {
  const context = await openWindow(browser, office, PHONE);
  const page = await context.newPage();
  const faults = watch(page, office);
  const hands = new Hands(page);
  await page.goto('/sign-in');
  await hands.type('#f-name', 'desa');
  await hands.type('#f-password', PASSWORD);
  await hands.click('button.main');
  await page.waitForURL('**/village');
  await hands.click(page.getByRole('link', { name: 'Tambah orang' }));
  await hands.type('#f-nik', nikOf(1));
  await page.getByText('16 angka · perempuan · lahir 17 Agustus 1981').waitFor();
  assert.equal(await page.inputValue('#f-birth_date'), '1981-08-17');
  assert.equal(await page.inputValue('#f-sex'), 'P');
  await hands.type('#f-name', 'Sri Percobaan');
  await hands.type('#f-occupation', 'Petani');
  await page.setInputFiles('#f-photo', await photo(page));
  await hands.click(page.getByRole('button', { name: 'Simpan', exact: true }));
  await page.getByText('Sri Percobaan terkirim dan diterima.').waitFor();
  assert.equal(await page.locator('#outbox-title').innerText(), 'Terkirim');
  await hands.click(page.getByRole('link', { name: 'Kembali ke beranda desa' }));
  await page.getByRole('link', { name: /Sri Percobaan.*diterima/ }).waitFor();
  assert.ok(hands.clicks <= 4, `${hands.clicks} clicks`);
  const [one] = await named(context, 'Sri Percobaan');
  assert.equal(one.state, 'accepted');
  assert.equal(one.photos, 1);
  assert.equal(one.nik, '331901**********');
  assert.deepEqual(faults, []);
  await context.close();
});

test('without script the form names what is wrong and keeps what was typed', async () => {
  const context = await phone({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/village/add');
  await fill(page, '33190157088291', 'Tri Percobaan', { birth: '1982-08-17' });
  await page.fill('#f-address', 'Dk Krajan RT 2 RW 6');
  await page.click('button.main');
  await page.getByRole('heading', { name: 'Ada yang perlu diperbaiki' }).waitFor();
  await page.locator('#faults a[href="#f-nik"]').getByText('NIK “33190157088291”').waitFor();
  assert.equal(await page.inputValue('#f-name'), 'Tri Percobaan');
  assert.equal(await page.inputValue('#f-address'), 'Dk Krajan RT 2 RW 6');
  assert.equal(await page.getAttribute('#f-nik', 'aria-invalid'), 'true');
  await shot(page, 'village-wrong-id-360');
  assert.equal((await named(context, 'Tri Percobaan')).length, 0);
  // Kept as it is, it waits and is named on the home page; corrected there it is accepted.
  await page.click('button[name=if_wrong]');
  await page.getByText('Tri Percobaan tersimpan, tetapi perlu diperbaiki').waitFor();
  await page.getByRole('link', { name: /Tri Percobaan/ }).first().click();
  await page.getByRole('link', { name: 'Perbaiki' }).click();
  await page.fill('#f-nik', nikOf(2));
  await page.click('button.main');
  await page.getByText('Tri Percobaan tersimpan dan diterima.').waitFor();
  assert.deepEqual((await named(context, 'Tri Percobaan')).map((each) => each.state), ['accepted']);
  // The same once more says so; with another occupation it asks first.
  await page.goto('/village/add');
  await fill(page, nikOf(2), 'Tri Percobaan', { birth: '1982-08-17', occupation: 'Nelayan' });
  await page.click('button.main');
  await page.getByRole('heading', { name: 'Orang ini sudah ada' }).waitFor();
  await page.getByText('Pekerjaan: di Desa Banget tercatat “Petani”, Anda mengetik “Nelayan”.').waitFor();
  await shot(page, 'village-known-id-360');
  await page.click('button[name=if_known]');
  await page.getByText('Tri Percobaan tersimpan dan diterima.').waitFor();
  const [one] = await named(context, 'Tri Percobaan');
  assert.equal(one.occupation, 'Nelayan');
  // Taken back.
  await page.goto(`/village/entries/${one.id}`);
  await page.click('summary');
  await page.locator('details button').click();
  await page.getByText('Sudah ditarik.').waitFor();
  await context.close();
});

test('what is wrong is told in Javanese to who reads Javanese', async () => {
  const context = await phone({ javaScriptEnabled: false, language: 'jv' });
  const page = await context.newPage();
  await page.goto('/village/add');
  await fill(page, '331901570882', 'TIGA PERCOBAAN');
  await page.locator('main form button[type=submit]').first().click();
  await page.locator('#faults').getByText('NIK mboten pas 16 angka.').waitFor();
  await context.close();
});

test('five entered offline with photos survive closing and arrive exactly once', async () => {
  const context = await phone();
  let page = await context.newPage();
  await page.goto('/village');
  await readyForOffline(page);
  await context.setOffline(true);
  for (let number = 11; number <= 15; number += 1) {
    await page.goto('/village/add');
    await page.getByText('Tidak ada sinyal.').first().waitFor();
    assert.equal(await page.inputValue('#f-village'), '33.19.01.2006');
    const born = `198${number % 10}-08-17`;
    await fill(page, nikOf(number), `Luring ${WORDS[number - 11]}`, { birth: born });
    await page.setInputFiles('#f-photo', await photo(page));
    await page.getByRole('button', { name: 'Simpan', exact: true }).click();
    await page.getByText(`${number - 10} menunggu.`).waitFor();
  }
  await assertFits(page, 'offline');
  await assertAccessible(page, 'offline');
  await shot(page, 'village-offline-id-360');
  await page.close();

  page = await context.newPage();
  await page.goto('/village');
  await page.getByText('5 menunggu.').waitFor();
  assert.equal(await page.locator('#outbox-list li').count(), 5);
  // The answers to the first two are lost on the way: they are sent again with the same keys.
  const keys = [];
  let lost = 2;
  await page.route('**/v1/entries', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    const answer = await route.fetch();
    lost -= 1;
    if (lost >= 0) await route.abort('connectionreset');
    else await route.fulfill({ response: answer });
  });
  await context.setOffline(false);
  // A round ends with the first answer that is lost; whoever waits presses again.
  const queued = page.locator('#outbox-list li');
  for (const until = Date.now() + 90_000; (await queued.count()) > 0 && Date.now() < until; ) {
    const answered = page.waitForEvent('requestfinished', { timeout: 5_000 }).catch(() => undefined);
    await page.locator('#send-now').click({ timeout: 2_000 }).catch(() => undefined);
    await answered;
  }
  assert.equal(await queued.count(), 0);
  const arrived = await named(context, 'Luring');
  assert.equal(arrived.length, 5);
  assert.deepEqual(arrived.map((each) => each.photos), [1, 1, 1, 1, 1]);
  assert.equal(new Set(keys).size, 5);
  assert.ok(keys.length >= 7, `${keys.length} requests`);
  await context.close();
});

test('what is known otherwise is shown and decided by whoever entered it', async () => {
  const context = await phone();
  const page = await context.newPage();
  const faults = watch(page, office);
  await page.goto('/village/add');
  await fill(page, nikOf(21), 'Beda Percobaan', { birth: '1981-08-17' });
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Beda Percobaan terkirim dan diterima.').waitFor();
  await fill(page, nikOf(21), 'Beda Percobaan', { birth: '1981-08-17', occupation: 'Pedagang' });
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Pekerjaan: di Desa Banget tercatat “Petani”, Anda mengetik “Pedagang”.').waitFor();
  await assertAccessible(page, 'conflict');
  await shot(page, 'village-conflict-id-360');
  assert.equal((await named(context, 'Beda'))[0].occupation, 'Petani');
  await page.getByRole('button', { name: /^Simpan data saya/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('#outbox-list li').length === 0);
  assert.deepEqual((await named(context, 'Beda')).map((each) => each.occupation), ['Pedagang']);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is wrong comes back into the form, and nothing typed is lost', async () => {
  const context = await phone();
  const page = await context.newPage();
  await page.goto('/village/add');
  await fill(page, '3319015708839', 'Salah Percobaan', { birth: '1983-08-17' });
  await page.getByText('13 dari 16 angka').waitFor();
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.locator('#faults a[href="#f-nik"]').waitFor();
  assert.equal(await page.inputValue('#f-name'), 'Salah Percobaan');
  await assertAccessible(page, 'faults');
  await page.reload();
  await page.getByRole('button', { name: /^Perbaiki/ }).click();
  assert.equal(await page.inputValue('#f-name'), 'Salah Percobaan');
  await page.fill('#f-nik', nikOf(23));
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Salah Percobaan terkirim dan diterima.').waitFor();
  assert.equal((await named(context, 'Salah')).length, 1);
  await context.close();
});

test('a session that ended offline keeps the entries until its owner signs in again', async () => {
  const context = await phone();
  const page = await context.newPage();
  await page.goto('/village/add');
  await readyForOffline(page);
  await context.setOffline(true);
  await fill(page, nikOf(31), 'Sesi Percobaan', { birth: '1981-08-17' });
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('1 menunggu.').waitFor();
  const left = await browser.newContext({ baseURL: office.base });
  const cookies = (await context.cookies()).filter((each) => each.name.includes('session'));
  await context.clearCookies({ name: cookies[0].name });
  await left.close();
  await context.setOffline(false);
  await page.locator('#send-now').click();
  await page.getByText('Sesi Anda berakhir.').waitFor();
  assert.equal(await page.locator('#outbox-list li').count(), 1);
  await page.locator('#outbox-says a').click();
  await page.fill('#f-name', 'desa');
  await page.fill('#f-password', PASSWORD);
  await page.click('button.main');
  await page.waitForURL('**/village');
  await page.getByText('Sesi Percobaan terkirim dan diterima.').waitFor();
  assert.equal((await named(context, 'Sesi')).length, 1);
  await context.close();
});

test('what is too old is told of a day before it goes, and can be saved as a file', async () => {
  const context = await phone({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto('/village/add');
  await readyForOffline(page);
  await context.setOffline(true);
  await fill(page, nikOf(41), 'Lama Percobaan', { birth: '1981-08-17' });
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('1 menunggu.').waitFor();
  const age = (days, told) =>
    page.evaluate(
      ([created, since]) =>
        new Promise((resolve) => {
          const asked = indexedDB.open('payung-village');
          asked.onsuccess = () => {
            const transaction = asked.result.transaction('outbox', 'readwrite');
            const store = transaction.objectStore('outbox');
            store.getAll().onsuccess = (event) => {
              const one = { ...event.target.result[0], created };
              if (since) one.told = since;
              store.put(one);
            };
            transaction.oncomplete = () => {
              asked.result.close();
              resolve();
            };
          };
        }),
      [Date.now() - days * 86_400_000, told],
    );
  await age(8);
  await page.goto('/village');
  await page.getByText('Akan segera dihapus dari telepon ini').waitFor();
  const coming = page.waitForEvent('download');
  await page.locator('#export').click();
  const { readFileSync } = await import('node:fs');
  const saved = JSON.parse(readFileSync(await (await coming).path(), 'utf8'));
  assert.equal(saved[0].name, 'Lama Percobaan');
  await age(9, Date.now() - 2 * 86_400_000);
  await page.goto('/village');
  await page.locator('#outbox').waitFor({ state: 'hidden' });
  assert.equal(await page.locator('#outbox-list li').count(), 0);
  await context.close();
});

test('only the empty form is kept by the browser', async () => {
  const context = await phone();
  const page = await context.newPage();
  await page.goto('/village');
  await page.waitForFunction(async () => (await caches.match('/village/shell')) !== undefined);
  await page.goto('/village/add');
  const kept = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const texts = [];
    for (const request of await cache.keys()) texts.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    return texts;
  });
  assert.deepEqual(kept.map(([place]) => place).sort(), ['/pages/icon.svg', '/pages/pages.css', '/village/shell', '/village/village.js', '/village/village.webmanifest']);
  const shell = kept.find(([place]) => place === '/village/shell')[1];
  assert.ok(!shell.includes('Percobaan') && !shell.includes('Banget'));
  const manifest = await context.request.get('/village/village.webmanifest');
  assert.equal(manifest.headers()['content-type'], 'application/manifest+json');
  assert.deepEqual((await manifest.json()).icons.map((each) => each.sizes), ['192x192', '512x512', '512x512']);
  const worker = await context.request.get('/village/worker.js');
  assert.equal(worker.headers()['service-worker-allowed'], '/village');
  const script = await context.request.get('/village/village.js', { headers: { 'Accept-Encoding': 'gzip' } });
  assert.ok(Number(script.headers()['content-length']) <= 20_000, script.headers()['content-length']);
  await context.close();
});

test('on a slow line and an old phone somebody is entered all the same', async () => {
  const context = await phone();
  const page = await context.newPage();
  await slowDown(page);
  await page.goto('/village/add');
  await fill(page, nikOf(51), 'Lambat Percobaan', { birth: '1981-08-17' });
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Lambat Percobaan terkirim dan diterima.').waitFor();
  await context.close();
});

test('who sends no lists has no village page, and nobody gets in unsigned', async () => {
  const context = await openWindow(browser, office, PHONE);
  const page = await context.newPage();
  await page.goto('/village');
  await page.waitForURL('**/sign-in?next=%2Fvillage');
  await signIn(context, 'provinsi');
  await page.goto('/village');
  await page.getByText('Halaman ini untuk perangkat desa dan relawan').waitFor();
  await context.close();
});

test('somebody covered already is told of before anything is stored', async () => {
  // A member of the village, found and unmasked by the branch: the village itself sees no full NIK.
  const branch = await openWindow(browser, office);
  const csrf = await signIn(branch, 'cabang');
  const asked = async (place, data) => (await branch.request.post(place, { data, headers: { 'X-CSRF-Token': csrf } })).json();
  let covered;
  for (const word of ['siti', 'sri', 'budi', 'ahmad', 'nur', 'eko', 'dewi', 'slamet', 'agus', 'muh']) {
    const found = await asked('/v1/people/searches', { q: word, area: '33.19.01.2006', limit: 50 });
    covered ??= found.items.find((each) => each.covered === 'yes');
  }
  assert.ok(covered, 'the seed has a covered person in the village');
  const { rows } = await asked(`/v1/people/${covered.id}/unmask`, { reason: 'test' });
  const whole = rows.find((each) => each.nik);
  const context = await phone();
  const page = await context.newPage();
  await page.goto('/village/add');
  await fill(page, whole.nik, covered.name);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText(/Sudah terlindungi sampai .* dibayar oleh/).waitFor();
  await page.getByText('1 menunggu.').waitFor();
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: /^Hapus/ }).click();
  await page.locator('#outbox').waitFor({ state: 'hidden' });
  await context.close();
  await branch.close();
});

test('a photo comes later, is told by its bytes, and is shown to the branch alone', async () => {
  const context = await phone();
  const page = await context.newPage();
  const [one] = await named(context, 'Lambat Percobaan');
  await page.goto(`/village/entries/${one.id}`);
  await page.setInputFiles('#f-photo', await photo(page));
  await page.getByText('Lambat Percobaan terkirim').waitFor();
  await page.reload();
  await page.getByText('1 terkirim').waitFor();
  const { csrf_token: csrf } = await (await context.request.get('/v1/session')).json();
  const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/octet-stream' };
  const place = `/v1/entries/${one.id}/photos`;
  const refused = await context.request.post(place, { headers, data: Buffer.from('<svg>no photo</svg>') });
  assert.equal(refused.status(), 422);
  const { items } = await (await context.request.get(place)).json();
  assert.deepEqual(items.map((each) => each.media_type), ['image/jpeg']);
  assert.equal((await context.request.get(`${place}/${items[0].id}`)).status(), 403);
  const branch = await openWindow(browser, office);
  await signIn(branch, 'cabang');
  const shown = await branch.request.get(`${place}/${items[0].id}`);
  assert.equal(shown.status(), 200);
  const bytes = await shown.body();
  assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  // 2400 points wide when it was taken, 1600 when it left the phone.
  assert.equal(widthOfJpeg(bytes), 1600);
  await branch.close();
  await context.close();
});

/** Of the start-of-frame segment (ITU-T T.81, B.2.2). */
function widthOfJpeg(bytes) {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xc2) return bytes.readUInt16BE(at + 7);
  }
  return 0;
}

test('where the browser keeps nothing the form is posted all the same', async () => {
  const context = await phone();
  await context.addInitScript(() => {
    globalThis.indexedDB.open = () => {
      throw new Error('private window');
    };
  });
  const page = await context.newPage();
  await page.goto('/village/add');
  await fill(page, nikOf(71), 'Pribadi Percobaan', { birth: '1981-08-17' });
  await page.click('button.main');
  await page.getByText('Pribadi Percobaan tersimpan dan diterima.').waitFor();
  await context.close();
});

test('another village is nobody of this office', async () => {
  const context = await phone();
  const { csrf_token: csrf } = await (await context.request.get('/v1/session')).json();
  const answer = await context.request.post('/v1/entries', {
    headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': 'elsewhere-1' },
    data: { nik: nikOf(61), name: 'Jauh Percobaan', birth_date: '1981-08-17', village: '33.19.01.2001' },
  });
  assert.equal(answer.status(), 409);
  const { items } = await (await context.request.get('/v1/entry-villages')).json();
  assert.deepEqual(items.map((each) => each.code), ['33.19.01.2006']);
  await context.close();
});

test('village pages at every size', async () => {
  const context = await phone();
  const [one] = await named(context, 'Percobaan');
  await context.close();
  await everySize(browser, office, 'village', 'desa', '/village', (page) => page.getByRole('link', { name: /Sri Percobaan/ }).waitFor());
  await everySize(browser, office, 'village-add', 'desa', '/village/add', (page) => page.locator('#f-nik').waitFor());
  await everySize(browser, office, 'village-entry', 'desa', `/village/entries/${one.id}`, (page) => page.locator('.facts').waitFor());
});
