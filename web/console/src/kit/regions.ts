// Regions by name: what is stored and answered is their code.
import { useEffect, useState } from 'preact/hooks';
import { api, got } from '../api';
import { may, useCaller } from '../session';

const known = new Map<string, string>();
/** More than these are a list of their own and come with their names. */
const MOST = 150;

/** `name('33.19')` -> "Kabupaten Kudus", once it came; the code until then and where it may not be asked. */
export function useRegionNames(codes: string[]): (code: string) => string {
  const caller = useCaller();
  const [, arrived] = useState(0);
  const wanted = codes.filter((code) => code !== '' && !known.has(code)).slice(0, MOST);
  useEffect(() => {
    if (!may(caller, 'rules_read')) return;
    if (wanted.length === 0) return;
    for (const code of wanted) known.set(code, code);
    got(api.GET('/v1/region-names', { params: { query: { codes: wanted.join(' ') } } })).then(
      (found) => {
        for (const { code, name } of found.items) known.set(code, name);
        arrived((before) => before + 1);
      },
      () => wanted.forEach((code) => known.delete(code)),
    );
  }, [wanted.join()]);
  return (code) => known.get(code) ?? code;
}
