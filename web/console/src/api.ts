// The API as the console asks it: typed by the contract, with the CSRF token and an Idempotency-Key
// on every write, so that a click that is repeated on a bad line does nothing twice.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './generated/api';
import { language } from './words';

export type Schemas = components['schemas'];
export type Caller = Schemas['Caller'];
export type Problem = Schemas['Problem'];

/** What went wrong, in the words of the server (RFC 9457) or of the browser. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

let csrfToken = '';
export function useCsrfToken(token: string): void {
  csrfToken = token;
}
export function csrf(): string {
  return csrfToken;
}

/** A random name for one intended change; works on plain http in an office network too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** To the sign-in page, and back here afterwards. */
export function signInAgain(): void {
  const here = location.pathname + location.search;
  location.assign('/sign-in?next=' + encodeURIComponent(here));
}

/** Asks who sits here for the password again; whether it was brought. */
let proofWanted: () => Promise<boolean> = () => Promise.resolve(false);
export function onProofWanted(ask: () => Promise<boolean>): void {
  proofWanted = ask;
}

/** Requests as they were sent, to send them once more after the password was brought again. */
const sent = new Map<string, Request>();

async function wantsProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const told: unknown = await response.clone().json().catch(() => undefined);
  return problemOf(told, 403).type === 'tag:payung:prove_again';
}

const manners: Middleware = {
  onRequest({ request, id }) {
    request.headers.set('Accept-Language', language());
    if (request.method !== 'GET') {
      request.headers.set('X-CSRF-Token', csrfToken);
      if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey());
      sent.set(id, request.clone());
    }
    return request;
  },
  async onResponse({ response, request, id }) {
    const again = sent.get(id);
    sent.delete(id);
    if (response.status === 401 && !request.url.endsWith('/v1/session')) signInAgain();
    if (again && (await wantsProof(response)) && (await proofWanted())) return fetch(again);
    return response;
  },
  onError({ id }) {
    sent.delete(id);
  },
};

export const api = createClient<paths>({ baseUrl: '' });
api.use(manners);

/** The data of an answer, or an ApiError: `const bill = await got(api.GET('/v1/bills/{bill}', ...))`. */
export async function got<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let answer;
  try {
    answer = await asked;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ApiError(unreachable());
  }
  if (answer.response.ok) return answer.data as T;
  throw new ApiError(problemOf(answer.error, answer.response.status));
}

export function problemOf(error: unknown, status: number): Problem {
  if (error && typeof error === 'object' && 'title' in error) return error as Problem;
  return { type: 'tag:payung:unknown', title: `HTTP ${status}`, status };
}

export function unreachable(): Problem {
  const title =
    language() === 'en'
      ? 'The server cannot be reached. Nothing was lost: try again when the line is back.'
      : 'Server tidak terjangkau. Tidak ada yang hilang: coba lagi bila sambungan sudah kembali.';
  return { type: 'tag:payung:unreachable', title, status: 0 };
}
