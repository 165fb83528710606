// Regions by name: what is stored and answered is their code.
import { useEffect, useState } from 'preact/hooks';
import { api, got } from '../api';
import { may, useCaller } from '../session';

const known = new Map<string, string>();
/** More than these are a list of their own and come with their names. */
const MOST = 40;

/** `name('33.19')` -> "Kabupaten Kudus", once it came; the code until then and where it may not be asked. */
export function useRegionNames(codes: string[]): (code: string) => string {
  const caller = useCaller();
  const [, arrived] = useState(0);
  const wanted = codes.filter((code) => code !== '' && !known.has(code)).slice(0, MOST);
  useEffect(() => {
    if (!may(caller, 'rules_read')) return;
    for (const region of wanted) {
      known.set(region, region);
      got(api.GET('/v1/regions/{region}', { params: { path: { region } } })).then(
        (found) => {
          known.set(region, found.name);
          arrived((before) => before + 1);
        },
        () => known.delete(region),
      );
    }
  }, [wanted.join()]);
  return (code) => known.get(code) ?? code;
}
