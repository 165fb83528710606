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

export function may(caller: Caller, permission: string): boolean {
  return caller.permissions.includes(permission);
}

/** The area of a caller limited to one, "33.19"; empty when it is the whole country. */
export function ownArea(caller: Caller): string {
  return caller.scope.find((limit) => limit.kind === 'region')?.value ?? '';
}
