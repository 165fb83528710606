// What is photographed beside the plain pages: pages as each role sees them, and states that a page is
// brought into first (a list with mistakes, a question answered, a form that was refused). Everything is
// made over the API or by the page's own buttons, with the rights of whoever does it.
import { setTimeout as sleep } from 'node:timers/promises';

const LIST = [
  'NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan',
  '3319045708800071,Siti Percobaan,17-08-1980,P,Undaan Lor,Petani',
  '33190457O8810072,Budi Percobaan,17-08-1981,P,Undaan Lor,Petani',
  ',Rina Percobaan,17-08-1982,P,Undaan Lor,Petani',
  '3319045708830074,Wati Percobaan,17-08-1983,P,Dukuh Entah,Petani',
  '3319045708840075,Sari Percobaan,17-08-1984,P,Dukuh Entah,Petani',
].join('\n');

/** Somebody who is signed in, to write with: `write(path, data)` answers what the server answered. */
async function hand(newContext, signIn, who) {
  const context = await newContext();
  const csrf = await signIn(context, who);
  const write = async (place, data, type) => {
    const headers = { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID(), ...(type ? { 'Content-Type': type } : {}) };
    const answer = await context.request.post(place, { data, headers });
    if (!answer.ok()) throw new Error(`${place}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const read = async (place) => (await context.request.get(place)).json();
  return { context, write, read };
}

/** Covered people of whom a list has birth date and phone, as an officer sees them for a reason. */
async function membersOf({ read, write }, count) {
  const { items } = await read('/v1/figures/people?station=active&limit=50');
  const found = [];
  for (const { id } of items) {
    const { rows } = await write(`/v1/people/${id}/unmask`, { reason: 'dicocokkan dengan KTP' });
    const row = rows.find((each) => /^\d{16}$/.test(each.nik) && each.birth_date);
    if (row && rows.some((each) => each.phone)) found.push({ id, nik: row.nik, born: row.birth_date });
    if (found.length === count) break;
  }
  return found;
}

const NIKS = ['3319015708819101', '3319015708829102', '3319015708839103'];

/** Three people entered by the village: accepted, and one whose number is wrong. */
async function entries({ write }) {
  const one = (nik, name, more = {}) => write('/v1/entries', { nik, name, birth_date: '1981-08-17', sex: 'P', occupation: 'Petani', village: '33.19.01.2006', ...more });
  const { id } = (await one(NIKS[0], 'Sri Percobaan')).entry ?? {};
  await one(NIKS[1], 'Tri Percobaan', { birth_date: '1982-08-17' });
  await one('33190157088391', 'Wahyu Percobaan', { birth_date: '1983-08-17', if_wrong: 'keep' });
  return id;
}

/** `hands`: {cabang, desa, sponsor, dispertan}, each from `hand`. What the scenes stand on. */
async function prepare(hands) {
  const upload = await hands.dispertan.write('/v1/uploads?file_name=petani-undaan.csv', Buffer.from(LIST), 'application/octet-stream');
  await hands.cabang.write('/v1/campaigns', { code: 'peduli-sekitar', scheme: 'kudus-2025', name: 'Peduli pekerja sekitar', district: '33.19.01' });
  await hands.sponsor.write('/v1/campaigns/peduli-sekitar/pledges', { heads: 10 });
  await entries(hands.desa);
  const { items } = await hands.desa.read('/v1/entries?limit=10');
  const members = await membersOf(hands.cabang, 2);
  const accident = await hands.cabang.write('/v1/claims', { person: members[1].id, kind: 'jkk', happened_on: '2025-12-03' });
  await hands.cabang.write(`/v1/claims/${accident.id}/verification`, {});
  return { accident: accident.id, upload: upload.id, entry: items.find((each) => each.name.startsWith('Sri'))?.id, members };
}

async function check(page, { nik, born }) {
  await page.goto('/');
  await page.fill('#f-nik', nik);
  await page.fill('#f-birth_date', born);
  await page.click('button.main');
  await page.locator('.verdict, .notice').first().waitFor();
}

async function report(page, { nik, born }, name) {
  await page.goto('/report');
  await page.fill('#f-nik', nik);
  await page.fill('#f-birth_date', born);
  await page.selectOption('#f-kind', 'jkm');
  await page.fill('#f-happened_on', '2025-12-20');
  await page.fill('#f-reporter_name', name);
  await page.fill('#f-reporter_phone', '081200000001');
  await page.click('form button.main');
  await page.locator('.code, .notice').first().waitFor();
}

/** The worker's own pages: the code goes to the phone, here to the gateway that the caller runs. */
async function mine(page, worker, newestCode) {
  await check(page, worker);
  await page.locator('form[action="/my/code"] button, form button').last().click();
  await page.locator('#f-code').waitFor();
  let code = '';
  for (let wait = 0; !code && wait < 60; ++wait) {
    await sleep(100);
    code = newestCode();
  }
  await page.fill('#f-code', code);
  await page.click('button.main');
  await page.locator('h1').waitFor();
}

const settle = (page) => page.waitForLoadState('networkidle');

/** Every scene: {name, who, languages, act(page)}; `act` brings the page to where it is looked at. */
export async function scenesOf(newContext, signIn, newestCode) {
  const hands = {};
  for (const who of ['cabang', 'desa', 'sponsor', 'dispertan']) hands[who] = await hand(newContext, signIn, who);
  const made = await prepare(hands);
  await Promise.all(Object.values(hands).map((each) => each.context.close()));
  const draft = `/office/lists/new/${made.upload}`;
  const at = (place) => async (page) => {
    await page.goto(place);
    await page.locator('h1').first().waitFor();
    await settle(page);
  };
  const settings = '?sender=dinas-pertanian&as_of=2025-12-28&as=automatic';
  const three = ['id', 'en', 'jv'];
  const scene = (name, who, act, more = {}) => ({ name, who, act, languages: ['id', 'en'], ...more });
  return [
    ...['admin', 'dispertan', 'sponsor', 'desa', 'provinsi', 'pemeriksa'].map((who) => scene(`home-${who}`, who, at('/office'))),
    scene('figures-analyst', 'provinsi', at('/office/figures?region=33.19')),
    scene('figures-province', 'provinsi', at('/office/figures')),
    scene('lists-check', 'dispertan', at(draft + settings)),
    scene('lists-fix', 'dispertan', at(`${draft}/fix${settings}`)),
    scene('campaign', 'sponsor', at('/office/campaigns/peduli-sekitar')),
    scene('bills-company', 'sponsor', at('/office/bills')),
    scene('budget-form', 'cabang', async (page) => {
      await at('/office/programme')(page);
      await page.locator('table button').first().click();
      await page.getByRole('dialog').waitFor();
    }),
    scene('people-found', 'cabang', async (page) => {
      await at('/office/people')(page);
      await page.locator('main input[type=search]').fill('siti');
      await page.locator('main a[href*="/office/people/"]').first().waitFor();
      await settle(page);
    }),
    scene('what-if-answer', 'cabang', async (page) => {
      await at('/office/claims/what-if')(page);
      await page.locator('input[inputmode=numeric]').first().fill('1000000');
      await page.locator('button.main').click();
      await page.locator('.claim-total').waitFor();
    }),
    scene('what-if-school', 'cabang', async (page) => {
      await at('/office/claims/what-if')(page);
      await page.locator('main select').first().selectOption('scholarship');
      await page.locator('.input-levels').waitFor();
    }),
    scene('claim-assess', 'cabang', async (page) => {
      await at(`/office/claims/${made.accident}`)(page);
      await page.getByRole('button', { name: /^(Hitung manfaat|Assess)$/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Tambah cacat|Add a loss/ }).click();
      await dialog.locator('.input-row select').selectOption('right_index');
      await settle(page);
    }),
    scene('impact-answer', 'provinsi', async (page) => {
      await at('/office/rules/impact')(page);
      await page.locator('input[list=rule-keys]').fill('JKM.contribution');
      await page.locator('input[type=number]').fill('7800');
      await page.locator('.inline-form button').click();
      await page.locator('button.main').click();
      await page.locator('.stat').first().waitFor();
    }),
    scene('second-factor', 'admin', async (page) => {
      await at('/office/account')(page);
      await page.locator('.card', { hasText: /authenticator|autentikator/ }).getByRole('button').first().click();
      await page.locator('.qr').waitFor();
    }),
    scene('village-home', 'desa', at('/village'), { languages: three }),
    scene('village-add', 'desa', at('/village/add'), { languages: three }),
    scene('village-entry', 'desa', at(`/village/entries/${made.entry}`), { languages: three }),
    scene('village-wrong', 'desa', async (page) => {
      await at('/village/add')(page);
      await page.fill('#f-nik', '33190157088291');
      await page.fill('#f-name', 'Dwi Percobaan');
      await page.fill('#f-occupation', 'Petani');
      await page.locator('form button.main').first().click();
      await page.locator('#faults').waitFor();
    }, { languages: three }),
    scene('worker-answer', '', (page) => check(page, made.members[0]), { languages: three }),
    scene('worker-unknown', '', (page) => check(page, { nik: '3319045708800001', born: '1980-08-17' }), { languages: three }),
    scene('my', '', (page) => mine(page, made.members[1], newestCode), { languages: three }),
    scene('my-card', '', async (page) => {
      await mine(page, made.members[1], newestCode);
      await at('/my/card')(page);
    }, { languages: three }),
    scene('reported', '', async (page) => report(page, made.members[0], 'BU SRI'), { languages: three }),
    scene('follow-claim', '', async (page) => {
      await report(page, made.members[0], 'BU SRI');
      await page.locator('a[href="/follow/claim"], main a.button, main a').first().click();
      await settle(page);
    }, { languages: three }),
    scene('no-such-page', '', at('/salah/ketik'), { languages: three }),
    scene('no-such-page-office', 'cabang', async (page) => {
      await page.goto('/office/salah/ketik');
      await page.locator('.notice').first().waitFor();
    }),
  ];
}
