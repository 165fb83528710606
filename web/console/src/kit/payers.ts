// Payers by name: scopes and the people behind a figure carry their code alone.
import { api, got } from '../api';
import { may, useCaller } from '../session';
import { useLoad } from './load';

/** More payers and months than these are not asked for; who is not among them keeps his code. */
const MOST = 500;

/** `name('dinas-sosial')` -> "Dinas Sosial Kabupaten Kudus"; the code where the caller may not read bills. */
export function usePayerNames(wanted = true): (code: string) => string {
  const caller = useCaller();
  const allowed = wanted && may(caller, 'bills_read');
  const found = useLoad(async () => (allowed ? got(api.GET('/v1/receivables', { params: { query: { limit: MOST } } })) : undefined), [allowed]);
  const names = new Map((found.data?.items ?? []).map((row) => [row.payer.code, row.payer.name]));
  return (code) => names.get(code) ?? code;
}
