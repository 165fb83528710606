// Senders of lists by name: rows and lists carry their code alone.
import { api, got } from '../api';
import { may, useCaller } from '../session';
import { useLoad } from './load';

/** `name('dinas-sosial')` -> "Dinas Sosial (DTKS)"; the code where the caller may not read lists. */
export function useSenderNames(wanted = true): (code: string) => string {
  const caller = useCaller();
  const allowed = wanted && may(caller, 'lists_read');
  const found = useLoad(async () => (allowed ? got(api.GET('/v1/senders')) : undefined), [allowed]);
  const names = new Map((found.data?.items ?? []).map((each) => [each.code, each.name]));
  return (code) => names.get(code) ?? code;
}
