// Sends what waits, one by one and oldest first. An entry leaves the browser only when the server has
// confirmed it; a broken line or an ended session leaves it where it is.
import * as store from './store';
import type { Clash, Cover, Finding, Item } from './store';

interface EntryAnswer {
  answer: 'stored' | 'again' | 'same' | 'wrong' | 'known';
  entry: { id: string; state: string } | null;
  findings: Finding[];
  clashes: Clash[];
  cover: Cover | null;
}

/** What came of a round. */
export interface Round {
  line: 'good' | 'none' | 'signed_out';
  done: { item: Item; answer: string; state: string }[];
  looked: Item[];
}

const PATIENCE_MS = 60_000;
let token = '';

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(path, { credentials: 'same-origin', signal: patience.signal, ...init });
  } finally {
    clearTimeout(bell);
  }
}

/** Who is signed in; keeps account and villages for the time without a signal. */
export async function whoAmI(): Promise<'good' | 'none' | 'signed_out'> {
  try {
    const answer = await ask('/v1/session');
    if (answer.status === 401) return 'signed_out';
    if (!answer.ok) return 'none';
    const me = (await answer.json()) as { account: string; csrf_token: string };
    token = me.csrf_token;
    const before = await store.meta();
    if (before.account === me.account && before.villages.length > 0) return 'good';
    const villages = await ask('/v1/entry-villages');
    if (!villages.ok) return 'none';
    const told = (await villages.json()) as { items: store.Village[] };
    await store.keepMeta({ account: me.account, villages: told.items });
    return 'good';
  } catch {
    return 'none';
  }
}

function headers(key: string, type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'X-CSRF-Token': token,
    'Idempotency-Key': key,
    'Accept-Language': document.documentElement.lang === 'en' ? 'en' : 'id',
  };
}

async function sendPhoto(item: Item): Promise<boolean> {
  if (!item.photo || !item.entry) return true;
  const answer = await ask(`/v1/entries/${encodeURIComponent(item.entry)}/photos`, {
    method: 'POST',
    headers: headers(`${item.key}-photo`, 'application/octet-stream'),
    body: item.photo.bytes,
  });
  if (answer.status === 401) throw new SignedOut();
  if (answer.ok) return true;
  // Nothing can be done about a photo that is refused: the entry itself is stored.
  return answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 403;
}

class SignedOut extends Error {}
class Later extends Error {}

/** What the server says of one entry; throws when it said nothing that counts. */
async function sendEntry(item: Item): Promise<EntryAnswer> {
  const answer = await ask('/v1/entries', {
    method: 'POST',
    headers: headers(item.key, 'application/json'),
    body: JSON.stringify({ ...item.fields, ...item.options }),
  });
  if (answer.status === 401) throw new SignedOut();
  if (answer.ok) return (await answer.json()) as EntryAnswer;
  if (answer.status >= 500 || answer.status === 429 || answer.status === 403) throw new Later();
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  const what = problem.detail ?? problem.title ?? String(answer.status);
  return { answer: 'wrong', entry: null, findings: [{ field: '', what, remedy: '' }], clashes: [], cover: null };
}

async function sendOne(one: Item, round: Round): Promise<void> {
  let item = one;
  let answer = 'stored';
  let state = 'accepted';
  if (item.state === 'new') {
    const told = await sendEntry(item);
    if (told.answer === 'wrong' || told.answer === 'known') {
      item = { ...item, state: told.answer, findings: told.findings, clashes: told.clashes, cover: told.cover };
      await store.put(item);
      round.looked.push(item);
      return;
    }
    answer = told.answer;
    state = told.entry?.state ?? state;
    if (item.photo && told.entry) {
      item = { ...item, state: 'photo', entry: told.entry.id };
      await store.put(item);
    }
  }
  if (item.state === 'photo' && !(await sendPhoto(item))) throw new Later();
  await store.remove(item.id);
  round.done.push({ item, answer, state });
}

async function sendAll(): Promise<Round> {
  const round: Round = { line: 'good', done: [], looked: [] };
  const waiting = (await store.items()).filter((each) => each.state === 'new' || each.state === 'photo');
  if (waiting.length === 0 && token !== '') return round;
  round.line = await whoAmI();
  if (round.line !== 'good') return round;
  const { account } = await store.meta();
  for (const { id } of waiting) {
    // Somebody may have deleted or changed it while the others went.
    const item = await store.item(id);
    if (!item || (item.state !== 'new' && item.state !== 'photo')) continue;
    if (item.account !== '' && item.account !== account) continue;
    try {
      await sendOne(item, round);
    } catch (error) {
      round.line = error instanceof SignedOut ? 'signed_out' : 'none';
      return round;
    }
  }
  return round;
}

let underWay: Promise<Round> | undefined;

async function aloneInAllWindows(): Promise<Round> {
  if (!navigator.locks) return sendAll();
  return await navigator.locks.request('payung-outbox', sendAll);
}

async function after(round: Promise<Round> | undefined): Promise<Round> {
  await round?.catch(() => undefined);
  return aloneInAllWindows();
}

/**
 * One round at a time, in this window and, where the browser can tell, in all of them. A round that is
 * under way may not know what was saved just now: another one follows it.
 */
export function send(): Promise<Round> {
  underWay = after(underWay);
  return underWay;
}
