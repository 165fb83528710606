// Company HR, with its rights alone: pledges ten workers and sees them.
// Method: the office opens a campaign and finds the workers; a real Chromium, clicks counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringNewcomers } from './newcomers.mjs';
import { assertAccessible, everySize, openWindow, signIn, startBrowser, startOffice, windowFor } from './harness.mjs';

let office;
let browser;
before(async () => {
  office = await startOffice('campaign', [], '2025-06-10');
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

test('ten workers are pledged, found and seen', async () => {
  const branch = await windowOf('cabang');
  await branch.page.goto('/office/campaigns');
  await branch.hands.click(branch.page.getByRole('button', { name: 'Buka gerakan…' }));
  await branch.hands.type(branch.page.getByLabel('Nama', { exact: true }), 'Peduli pekerja sekitar');
  await branch.hands.type(branch.page.getByLabel('Kode (huruf kecil'), 'peduli-sekitar');
  await branch.page.getByRole('dialog').getByLabel('Program', { exact: true }).selectOption('kudus-2025');
  await branch.page.getByLabel('Kecamatan').selectOption(DISTRICT);
  await assertAccessible(branch.page, 'open a campaign');
  await branch.hands.click(branch.page.getByRole('button', { name: 'Buka gerakan', exact: true }));
  await branch.page.getByRole('heading', { name: 'Peduli pekerja sekitar' }).waitFor();

  const company = await windowOf('sponsor');
  await company.page.goto('/office/campaigns');
  await assertAccessible(company.page, 'campaigns');
  await company.hands.click(company.page.getByRole('link', { name: /Peduli pekerja sekitar/ }));
  await company.page.getByLabel('Berapa pekerja').waitFor();
  assert.equal(await company.page.getByLabel('Berapa pekerja').inputValue(), '10');
  await company.hands.click(company.page.getByRole('button', { name: 'Ikrarkan', exact: true }));
  await company.page.getByText('Terima kasih.').waitFor();
  console.log(`pledge ten workers: ${company.hands.clicks} clicks`);
  // It sees neither planner nor ledger.
  const menu = await company.page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link').allTextContents();
  assert.ok(!menu.includes('Program') && !menu.includes('Buku besar'), menu.join(', '));

  await branch.page.reload();
  branch.hands.clicks = 0;
  await branch.hands.click(branch.page.getByRole('button', { name: 'Carikan pekerja' }));
  const second = branch.page.getByText('Menunggu orang kedua');
  const done = branch.page.getByText('Carikan pekerja: Selesai.');
  await second.or(done).first().waitFor({ timeout: 60_000 });
  if (await second.count()) {
    const other = await windowOf('cabang2');
    await other.page.goto('/office/approvals');
    await other.hands.click(other.page.getByRole('button', { name: 'Setujui dan jalankan' }).first());
    await other.page.getByText('Pendaftaran peserta: Selesai.').waitFor({ timeout: 60_000 });
    assert.deepEqual(other.faults, []);
    await other.context.close();
  }
  console.log(`find the workers: ${branch.hands.clicks} clicks`);

  // The index of people follows within seconds: a page that came before it is asked for again.
  const workers = company.page.locator('a[href^="/office/people/"]');
  for (let visit = 0; visit < 10 && (await workers.count()) < 10; ++visit) {
    await company.page.reload();
    await company.page.getByText('lengkap').waitFor();
    await workers.nth(9).waitFor({ timeout: 6_000 }).catch(() => {});
  }
  assert.ok((await workers.count()) >= 10);
  await assertAccessible(company.page, 'campaign with workers');
  assert.deepEqual([...branch.faults, ...company.faults], []);
  await branch.context.close();
  await company.context.close();
});

const DISTRICT = '33.19.01';

test('a campaign at every size', async () => {
  await everySize(browser, office, 'campaign', 'sponsor', '/office/campaigns/peduli-sekitar', (page) => page.locator('table').first().waitFor());
});
