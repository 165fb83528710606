// What is not sent yet, as a list: why it waits, until when it is kept, and what its owner may do.
import { send, type Round } from './send';
import * as store from './store';
import type { Item } from './store';
import { moment, say } from './words';

const section = document.querySelector<HTMLElement>('#outbox');
const title = document.querySelector<HTMLElement>('#outbox-title');
const list = document.querySelector<HTMLElement>('#outbox-list');
const says = document.querySelector<HTMLElement>('#outbox-says');

/** The form puts an entry back into its fields. */
type Mend = (item: Item) => void;
let mend: Mend = () => undefined;
let line: Round['line'] = navigator.onLine ? 'good' : 'none';
let news: string[] = [];

function part<K extends keyof HTMLElementTagNameMap>(name: K, text = '', kind = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function button(text: string, name: string, deed: () => Promise<unknown>): HTMLButtonElement {
  const made = part('button', text);
  made.type = 'button';
  made.setAttribute('aria-label', `${text}: ${name}`);
  made.addEventListener('click', () => void deed());
  return made;
}

/** Said to the server once more, as something new: its owner has decided. */
async function again(item: Item, options: Item['options']): Promise<void> {
  const { findings: _, clashes: __, cover: ___, ...rest } = item;
  await store.put({ ...rest, key: store.newKey(), options: { ...item.options, ...options }, state: 'new' });
  await sendNow();
}

async function drop(item: Item, name: string): Promise<void> {
  if (!window.confirm(say('drop_sure', { name }))) return;
  await store.remove(item.id);
  await draw();
}

function reasons(item: Item): HTMLElement[] {
  const label = (field: string) => (field ? say(`field.${field}`) : '');
  const found = (item.findings ?? []).map((each) => {
    const said = `${each.what} ${each.remedy}`.trim();
    return part('p', each.field ? say('value', { field: label(each.field), value: said }) : said, 'fault');
  });
  if (item.state !== 'known') return item.state === 'wrong' ? found : [];
  const cover = item.cover;
  const told = (item.clashes ?? []).map((each) =>
    part('p', say(each.there ? 'clash' : 'clash_hidden', { field: label(each.field), there: each.there, typed: item.fields[each.field] ?? '', sender: each.sender_name })),
  );
  if (cover) told.unshift(part('p', say(`cover.${cover.covered}`, { until: cover.covered_until ?? '–', payer: cover.payer ?? '–' })));
  return [part('p', say('known'), 'fault'), ...told, part('p', say('known_choose'))];
}

function shown(item: Item, account: string): HTMLElement {
  const row = part('li', '', 'queued');
  const others = item.account !== '' && item.account !== account;
  const name = others ? '•••' : (item.fields.name ?? '') || '–';
  const state = others ? 'state_other' : `state_${item.state}`;
  row.append(part('strong', name), part('span', `${say(state)} · ${say(item.photo ? 'with_photo' : 'no_photo')}`, 'hint'));
  if (others) return row;
  row.append(...reasons(item));
  if (store.nearEnd(item, Date.now())) row.append(part('p', say('warn', { day: moment(store.endOf(item)) }), 'fault'));
  const acts = part('p', '', 'actions');
  if (item.state === 'known') acts.append(button(say('replace'), name, () => again(item, { if_known: 'replace' })));
  if (item.state === 'wrong') acts.append(button(say('keep'), name, () => again(item, { if_wrong: 'keep' })));
  if (item.state !== 'photo') acts.append(button(say('mend'), name, () => Promise.resolve(mend(item))));
  acts.append(button(say('drop'), name, () => drop(item, name)));
  row.append(acts);
  return row;
}

function drawBadge(count: number): void {
  const badge = document.querySelector<HTMLElement>('#badge');
  const link = badge?.querySelector('a');
  if (!badge || !link) return;
  badge.hidden = count === 0;
  link.textContent = say(line === 'none' ? 'badge_off' : 'badge', { count });
}

export async function draw(): Promise<void> {
  if (!section || !list || !says) return;
  const waiting = await store.items();
  const { account } = await store.meta();
  section.hidden = waiting.length === 0 && news.length === 0;
  if (title) title.textContent = say(waiting.length > 0 ? 'unsent' : 'sent_title');
  list.replaceChildren(...waiting.map((item) => shown(item, account)));
  const told = [...news];
  if (waiting.length > 0) told.push(say('waits', { count: waiting.length, days: store.KEPT_DAYS }));
  // The form without a signal says so itself, until there is one again.
  const notice = document.querySelector('#offline');
  notice?.toggleAttribute('hidden', line === 'good');
  if (waiting.length > 0 && line === 'none' && !notice) told.push(say('offline'));
  says.replaceChildren(told.join(' '));
  if (waiting.length > 0 && line === 'signed_out') {
    const link = part('a', say('sign_in_link'));
    link.href = '/sign-in?next=/village';
    says.append(' ', say('sign_in'), ' ', link);
  }
  drawBadge(waiting.length);
  for (const id of ['send-now', 'export']) document.getElementById(id)?.toggleAttribute('hidden', waiting.length === 0);
}

/** What was sent before is no news beside what is saved now. */
export function forgetNews(): void {
  news = [];
}

/** Sends, and says what came of it. */
export async function sendNow(): Promise<Round> {
  const round = await send();
  line = round.line;
  if (round.done.length > 0) {
    news = round.done.map(({ item, answer, state }) => {
      const key = answer === 'same' ? 'same' : state === 'waiting' ? 'sent_waiting' : 'sent';
      return say(key, { name: item.fields.name ?? '' });
    });
  }
  await draw();
  return round;
}

function dataUrl(bytes: ArrayBuffer, type: string): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return `data:${type};base64,${btoa(text)}`;
}

/** Everything of this account as one file, photos included, for whoever cannot send it in time. */
async function exportAll(): Promise<void> {
  const { account } = await store.meta();
  const own = (await store.items()).filter((each) => each.account === '' || each.account === account);
  const told = own.map((each) => ({
    entered: new Date(each.created).toISOString(),
    ...each.fields,
    ...(each.photo ? { photo: dataUrl(each.photo.bytes, each.photo.type) } : {}),
  }));
  const link = part('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2)], { type: 'application/json' }));
  link.download = 'payung-belum-terkirim.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const EVERY_MS = 30_000;

export async function startOutbox(onMend: Mend): Promise<void> {
  mend = onMend;
  document.getElementById('send-now')?.addEventListener('click', () => void sendNow());
  document.getElementById('export')?.addEventListener('click', () => void exportAll());
  const look = async () => {
    if ((await store.items()).some((each) => each.state === 'new' || each.state === 'photo')) await sendNow();
  };
  window.addEventListener('online', () => void look());
  window.addEventListener('offline', () => {
    line = 'none';
    void draw();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look();
  });
  setInterval(() => void look(), EVERY_MS);
  await store.tidy(Date.now());
  await draw();
  await sendNow();
}
