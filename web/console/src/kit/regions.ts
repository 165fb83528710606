// Regions by name: what is stored and answered is their code.
import { useEffect, useState } from 'preact/hooks';
import { api, got } from '../api';
import { may, useCaller } from '../session';

const known = new Map<string, string>();
/** What is asked for already, so that no second part of the page asks again: it waits with the first. */
const coming = new Map<string, Promise<unknown>>();
/** More than these are a list of their own and come with their names. */
const MOST = 150;

function ask(codes: string[]): void {
  const answer = got(api.GET('/v1/region-names', { params: { query: { codes: codes.join(' ') } } })).then((found) => {
    for (const code of codes) known.set(code, code);
    for (const { code, name } of found.items) known.set(code, name);
  });
  answer.catch(() => codes.forEach((code) => coming.delete(code)));
  for (const code of codes) coming.set(code, answer);
}

/** `name('33.19')` -> "Kabupaten Kudus", once it came; the code until then and where it may not be asked. */
export function useRegionNames(codes: string[]): (code: string) => string {
  const caller = useCaller();
  const [, arrived] = useState(0);
  const wanted = codes.filter((code) => code !== '' && !known.has(code)).slice(0, MOST);
  useEffect(() => {
    if (!may(caller, 'rules_read') || wanted.length === 0) return;
    const fresh = wanted.filter((code) => !known.has(code) && !coming.has(code));
    if (fresh.length > 0) ask(fresh);
    // What came between the drawing and now is waited for by nobody; it is drawn at once.
    Promise.all(wanted.map((code) => coming.get(code))).then(() => arrived((before) => before + 1), () => undefined);
  }, [wanted.join()]);
  return (code) => known.get(code) ?? code;
}
