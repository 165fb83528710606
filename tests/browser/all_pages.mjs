// Every page there is, with an example of it: the console's from its own route files, so that a new
// page cannot be forgotten; those of the server by name.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Pages without script, each with the account that sees it ('' for everybody). */
export const PUBLIC = ['/', '/report', '/follow', '/verify', '/open-data', '/sign-in', '/invitation'];

/** The accounts of the demo and what the routes ask for, the narrowest first. */
const ROLES = [
  ['provinsi', ['figures_read', 'rules_read']],
  ['admin', ['accounts_manage', 'webhooks_manage', 'system_manage', 'privacy_manage', 'audit_read', 'jobs_read', 'figures_read', 'rules_read']],
  ['cabang', null],
];

function whoSees(permissions) {
  for (const [name, may] of ROLES) {
    if (permissions.length === 0 || may === null || permissions.some((each) => may.includes(each))) return name;
  }
  return 'cabang';
}

/** {path, permissions} of every route of the console, as its route files say. */
export function consoleRoutes() {
  const pages = path.join(root, 'web/console/src/pages');
  const found = [];
  for (const area of fs.readdirSync(pages)) {
    const file = path.join(pages, area, 'routes.ts');
    if (!fs.existsSync(file)) continue;
    const text = fs.readFileSync(file, 'utf8');
    for (const [, place, permissions] of text.matchAll(/path:\s*'([^']+)',\s*permissions:\s*\[([^\]]*)\]/g)) {
      found.push({ path: place, permissions: [...permissions.matchAll(/'([^']+)'/g)].map(([, one]) => one), who: '' });
    }
  }
  for (const route of found) route.who = whoSees(route.permissions);
  return found;
}

/** Where the example of a path parameter comes from: the path before it, a list, a field of its rows. */
const SOURCES = [
  ['/office/lists/{list}', '/v1/lists', 'version'],
  ['/office/people/{person}', '/v1/figures/people?station=active&limit=5', 'id'],
  ['/office/bills/{bill}', '/v1/bills', 'bill'],
  ['/office/payments/{payment}', '/v1/payments', 'id'],
  ['/office/ledger/{account}', '/v1/ledger/accounts', 'code'],
  ['/office/programme/{scheme}', '/v1/schemes', 'code'],
  ['/office/campaigns/{campaign}', '/v1/campaigns', 'campaign'],
  ['/office/claims/unclaimed/lapsing/{person}', '/v1/claims/lapsing', 'person'],
  ['/office/claims/unclaimed/treated/{person}', '/v1/claims/treated', 'person'],
  ['/office/claims/unclaimed/school-years/{claim}', '/v1/claims/school-years', 'claim'],
  ['/office/claims/unclaimed/{person}', '/v1/claims/unclaimed', 'person'],
  ['/office/entries/{entry}', '/v1/entries', 'id'],
  ['/office/claims/{claim}', '/v1/claims?only=all', 'id'],
  ['/office/jobs/{job}', '/v1/jobs', 'id'],
  ['/office/accounts/{account}', '/v1/accounts', 'id'],
];
/** What is there in every house. */
const FIXED = { '/office/rules/{key}': '/office/rules/JKM.contribution' };

/** The address of an example, or undefined where this database has none. `contexts`: by account. */
export async function exampleOf(route, contexts) {
  if (!route.path.includes('{')) return route.path;
  if (FIXED[route.path]) return FIXED[route.path];
  const source = SOURCES.find(([place]) => route.path.startsWith(place));
  if (!source) return undefined;
  const [place, list, field] = source;
  const answer = await contexts[route.who].request.get(list);
  if (!answer.ok()) return undefined;
  const told = await answer.json();
  const rows = told.items ?? told.accounts ?? Object.values(told).find(Array.isArray) ?? [];
  const value = rows[0]?.[field] ?? rows[0]?.id;
  if (value === undefined) return undefined;
  const filled = place.replace(/\{\w+\}/, encodeURIComponent(String(value))) + route.path.slice(place.length);
  return filled.includes('{') ? undefined : filled;
}

/** Something to look at where the demo has nothing: a claim that is assessed. `context` is a branch officer's. */
export async function withSomething(context, csrf) {
  const write = async (place, data) => {
    const answer = await context.request.post(place, { data, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() } });
    if (!answer.ok()) throw new Error(`${place}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const { items } = await (await context.request.get('/v1/figures/people?station=active&limit=5')).json();
  const { id } = await write('/v1/claims', { person: items[0].id, kind: 'jkm', happened_on: '2025-12-01' });
  await write(`/v1/claims/${id}/verification`, {});
  await write(`/v1/claims/${id}/assessment`, { inputs: {} });
}

/** Every route of the console of which there is an example, with its address as `place`. */
export async function examplesOf(newContext, signIn) {
  const contexts = {};
  for (const who of ['cabang', 'admin', 'provinsi']) {
    contexts[who] = await newContext();
    const csrf = await signIn(contexts[who], who);
    if (who === 'cabang') await withSomething(contexts[who], csrf);
  }
  const found = [];
  for (const route of consoleRoutes()) {
    const place = await exampleOf(route, contexts);
    if (place) found.push({ ...route, place });
  }
  await Promise.all(Object.values(contexts).map((each) => each.close()));
  return found;
}
