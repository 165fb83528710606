// Words in two languages, kept beside the page that says them. `en` has the type of `id`: a sentence
// that is missing in one of them does not compile.
export type Language = 'id' | 'en';

function chosen(): Language {
  return /(?:^|;\s*)payung_language=en(?:;|$)/.test(document.cookie) ? 'en' : 'id';
}

let current: Language = chosen();
const listeners = new Set<() => void>();

export function language(): Language {
  return current;
}

/** Everything that is shown says itself anew; nothing that was typed is lost. */
export function chooseLanguage(next: Language): void {
  current = next;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `payung_language=${next}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] };

/** `const words = inBoth({...}, {...}); words().title` */
export function inBoth<T extends Record<string, unknown>>(id: T, en: Same<T>): () => Same<T> {
  return () => (current === 'en' ? en : (id as Same<T>));
}

/** "{count} rows" with count = "5" -> "5 rows" */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
