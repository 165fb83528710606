// Who is signed in, and what he may.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Caller } from './api';

export const SessionContext = createContext<Caller | null>(null);

export function useCaller(): Caller {
  const caller = useContext(SessionContext);
  if (!caller) throw new Error('nobody is signed in');
  return caller;
}

/** What the server grants to callers of the whole country alone (api/guard.cpp). */
const UNDIVIDED = ['accounts_manage', 'audit_read', 'privacy_manage', 'webhooks_manage', 'system_manage'];

/** The caller without what his role has, but his reach is too small for: it would only be refused. */
export function asFarAsItReaches(caller: Caller): Caller {
  const [limit, ...more] = caller.scope;
  const everything = more.length === 0 && limit?.kind === 'region' && limit.value === '*';
  if (everything) return caller;
  return { ...caller, permissions: caller.permissions.filter((each) => !UNDIVIDED.includes(each)) };
}

export function may(caller: Caller, permission: string): boolean {
  return caller.permissions.includes(permission);
}

/** The area of a caller limited to one, "33.19"; empty when it is the whole country. */
export function ownArea(caller: Caller): string {
  const area = caller.scope.find((limit) => limit.kind === 'region')?.value ?? '';
  return area === '*' ? '' : area;
}
