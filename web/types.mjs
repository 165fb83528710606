// Writes the types of the API's contract (api/*.json) for the console: console/src/generated/api.d.ts.
import openapiTS, { astToString } from 'openapi-typescript';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The parts put together as the server does it (src/api/contract.cpp), without what every route has. */
function contract() {
  const document = { openapi: '3.1.0', info: { title: 'Payung', version: '1' }, paths: {}, components: { schemas: {} } };
  for (const name of fs.readdirSync(path.join(here, 'api')).sort()) {
    const part = JSON.parse(fs.readFileSync(path.join(here, 'api', name), 'utf8'));
    Object.assign(document.components.schemas, part.schemas ?? {});
    for (const [place, item] of Object.entries(part.paths ?? {})) {
      document.paths[place] = { ...document.paths[place], ...item };
    }
  }
  withProblems(document);
  return document;
}

/** The refusals of RFC 9457, which the server adds to every operation. */
function withProblems(document) {
  const text = { type: 'string' };
  const fault = { type: 'object', required: ['pointer', 'code', 'detail'], properties: { pointer: text, code: text, detail: text } };
  document.components.schemas.Problem = {
    type: 'object',
    required: ['type', 'title', 'status'],
    properties: { type: text, title: text, status: { type: 'integer' }, detail: text, instance: text, errors: { type: 'array', items: fault } },
  };
  const refusal = {
    description: 'refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  document.components.responses = {};
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      for (const response of Object.values(operation.responses ?? {})) {
        const name = response.$ref?.split('/').pop();
        if (name) document.components.responses[name] = refusal;
      }
      operation.responses = { ...operation.responses, default: refusal };
    }
  }
}

const folder = path.join(here, 'console/src/generated');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'api.d.ts'), astToString(await openapiTS(contract(), { defaultNonNullable: false })));
