// Debian 12 brings Node.js 18.13 (its newest there is 18.20): every package of web/ must take it, or the two
// commands of the README end on a fresh machine. Method: the lock file's own statements.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../web');
const DEBIAN = [18, 13, 0];

/** "^16 || >=18.17.0" lets a version in; ranges of one bound each, which is what packages write. */
function takes(range, [major, minor, patch]) {
  const number = major * 1e6 + minor * 1e3 + patch;
  return range.split('||').some((part) => {
    const found = /^\s*(>=|\^|~|)\s*v?(\d+)(?:\.(\d+|x))?(?:\.(\d+|x))?/.exec(part);
    if (!found) return part.trim() === '*';
    const [, sign, ...digits] = found;
    const [from = 0, second = 0, third = 0] = digits.map((each) => Number(each ?? 0) || 0);
    const least = from * 1e6 + second * 1e3 + third;
    return sign === '>=' ? number >= least : major === from && number >= least;
  });
}

test('ranges are read as npm reads them', () => {
  for (const [range, wanted] of [['>=18', true], ['>= 14', true], ['>=20', false], ['^16 || >=18.17.0', false], ['>=18.13', true], ['^18.0.0', true], ['*', true], ['20.x', false], ['18.x', true]]) {
    assert.equal(takes(range, DEBIAN), wanted, range);
  }
});

test('every package takes the Node.js of Debian 12', () => {
  const { packages } = JSON.parse(fs.readFileSync(path.join(web, 'package-lock.json'), 'utf8'));
  // Asks for 18.17 by its word, and is used here for nothing but $ref: tried with 18.13.
  const tried = new Set(['node_modules/@redocly/openapi-core']);
  const refused = Object.entries(packages)
    .filter(([name, each]) => each.engines?.node && !tried.has(name) && !takes(each.engines.node, DEBIAN))
    .map(([name, each]) => `${name} ${each.version} wants ${each.engines.node}`);
  assert.deepEqual(refused, []);
});
