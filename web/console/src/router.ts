// Addresses of the console: each page has one, so that it can be shared, reloaded and left.
import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

window.addEventListener('popstate', tell);

/** Goes to an address of the console ("/office/people?q=siti"). */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  tell();
}

export interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const listener = () => setPlace(here());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return place;
}

/** "/office/bills/{bill}" against "/office/bills/b_1" -> {bill: "b_1"}; null where they differ. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/+$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const names: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith('{')) names[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return names;
}

/** Changes what the address says after "?" without a new page: filters that can be shared. */
export function setQuery(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(location.pathname + (text ? '?' + text : ''), 'replace');
}

/** Links of the console are followed without loading the page anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  const to = new URL(link.href, location.href);
  if (to.origin !== location.origin || !/^\/office(\/|$)/.test(to.pathname)) return;
  event.preventDefault();
  if (to.pathname + to.search !== location.pathname + location.search) go(to.pathname + to.search);
  if (to.hash) document.getElementById(to.hash.slice(1))?.focus();
}
