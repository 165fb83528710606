// Payers by name: scopes and the people behind a figure carry their code alone.
import { api, got } from '../api';
import { may, useCaller } from '../session';
import { useLoad } from './load';

/** More payers than these are not asked for; who is not among them keeps his code. */
const MOST = 500;

/** Code and name of everybody who was billed, by name; empty where the caller may not read bills. */
export function usePayerList(wanted = true): [code: string, name: string][] {
  const caller = useCaller();
  const allowed = wanted && may(caller, 'bills_read');
  const found = useLoad(async () => (allowed ? got(api.GET('/v1/receivables', { params: { query: { limit: MOST } } })) : undefined), [allowed]);
  const names = new Map((found.data?.items ?? []).map((row) => [row.payer.code, row.payer.name]));
  return [...names].sort((a, b) => a[1].localeCompare(b[1]));
}

/** `name('dinas-sosial')` -> "Dinas Sosial Kabupaten Kudus"; the code where the caller may not read bills. */
export function usePayerNames(wanted = true): (code: string) => string {
  const names = new Map(usePayerList(wanted));
  return (code) => names.get(code) ?? code;
}
