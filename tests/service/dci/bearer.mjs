// Adds "Authorization: Bearer $DCI_AUTH_TOKEN" to what a Node program sends, for public test suites
// that know no credentials: NODE_OPTIONS="--import <this file>" npx cucumber-js
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

for (const module of [http, https]) {
  const request = module.request;
  module.request = (...words) => {
    const made = request.apply(module, words);
    if (!made.hasHeader('Authorization')) {
      made.setHeader('Authorization', `Bearer ${process.env.DCI_AUTH_TOKEN}`);
    }
    return made;
  };
}
syncBuiltinESMExports();
