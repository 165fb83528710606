// What is not sent yet, in this browser's IndexedDB: it survives closing and is removed only when the
// server has confirmed it, when its owner deletes it, or when it is too old to be kept on a phone.

export interface Finding {
  field: string;
  what: string;
  remedy: string;
}
export interface Clash {
  field: string;
  there: string;
  sender_name: string;
}
export interface Cover {
  covered: string;
  covered_until: string | null;
  payer: string | null;
}
export interface Photo {
  bytes: ArrayBuffer;
  type: string;
}
/** new: not sent; photo: stored, its photo waits; wrong and known: somebody must look. */
export type State = 'new' | 'photo' | 'wrong' | 'known';

export interface Item {
  id: number;
  /** The same key is the same entry, however often it is sent. */
  key: string;
  account: string;
  created: number;
  fields: Record<string, string>;
  options: { if_wrong?: 'keep'; if_known?: 'replace' };
  photo?: Photo;
  state: State;
  entry?: string;
  findings?: Finding[];
  clashes?: Clash[];
  cover?: Cover | null;
  /** When its owner was first told that it will be deleted. */
  told?: number;
}
export type NewItem = Omit<Item, 'id'>;

export interface Village {
  code: string;
  name: string;
  district: string;
}
/** Who was signed in last, and where he may enter people. */
export interface Meta {
  account: string;
  villages: Village[];
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('payung-village', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true });
      asked.result.createObjectStore('meta');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function inside<T>(store: string, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    const asked = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const items = (): Promise<Item[]> => inside<Item[]>('outbox', 'readonly', (store) => store.getAll());
export const item = (id: number): Promise<Item | undefined> => inside<Item | undefined>('outbox', 'readonly', (store) => store.get(id));
export const add = async (item: NewItem): Promise<number> => Number(await inside('outbox', 'readwrite', (store) => store.add(item)));
export const put = (item: Item): Promise<unknown> => inside('outbox', 'readwrite', (store) => store.put(item));
export const remove = (id: number): Promise<unknown> => inside('outbox', 'readwrite', (store) => store.delete(id));

export async function meta(): Promise<Meta> {
  const kept = await inside<Meta | undefined>('meta', 'readonly', (store) => store.get('me'));
  return kept ?? { account: '', villages: [] };
}
export const keepMeta = (value: Meta): Promise<unknown> => inside('meta', 'readwrite', (store) => store.put(value, 'me'));

const DAY_MS = 86_400_000;
export const KEPT_DAYS = 7;
const WARNED_DAYS = 2;

export const endOf = (item: Item): number => Math.max(item.created + KEPT_DAYS * DAY_MS, (item.told ?? 0) + DAY_MS);
export const nearEnd = (item: Item, now: number): boolean => now >= item.created + (KEPT_DAYS - WARNED_DAYS) * DAY_MS;

/** Deletes what is too old, but nothing of which its owner was not told a day before. */
export async function tidy(now: number): Promise<void> {
  for (const one of await items()) {
    if (one.told !== undefined && now >= endOf(one)) await remove(one.id);
    else if (one.told === undefined && nearEnd(one, now)) await put({ ...one, told: now });
  }
}

/** A random name for one entry. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
