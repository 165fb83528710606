// Bundles the web application and writes it as one assembler file that the binary carries.
//   node build.mjs OUT      OUT/files/... as they are served, OUT/payung_site.S
// console/src/main.tsx becomes /assets/*.js (hashed, one piece a page); every top-level script, style
// and picture of pages/ and village/ keeps its name under /pages/ and /village/.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, '../build/site'));
const files = path.join(out, 'files');

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  legalComments: 'none',
  logLevel: 'warning',
  charset: 'utf8',
};

/** What every page needs: one file, since on a slow line ten small ones are two waits more. */
const KIT = [
  'api', 'format', 'router', 'session', 'words',
  ...['basics', 'bars', 'fields', 'job', 'last_search', 'later', 'law', 'load', 'prove', 'regions', 'said', 'senders', 'table', 'terms', 'today'].map((name) => `kit/${name}`),
].map((name) => path.join(here, 'console/src', name));
const PREACT = ['preact', 'preact/hooks', 'preact/jsx-runtime'];

/** The file of the kit, as "/assets/kit-HASH.js". A name that two of its parts have would be lost: it is told. */
async function buildKit(wordsOf) {
  const made = await build({
    ...common,
    stdin: {
      contents: [...PREACT, ...KIT].map((each) => `export * from ${JSON.stringify(each)};\n`).join(''),
      resolveDir: path.join(here, 'console/src'),
      sourcefile: 'kit.ts',
    },
    outdir: path.join(files, 'assets'),
    entryNames: 'kit-[hash]',
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"', WORDS_OF: JSON.stringify(wordsOf) },
  });
  if (made.warnings.length > 0) throw new Error(made.warnings.map((each) => each.text).join('\n'));
  return '/assets/' + path.basename(Object.keys(made.metafile.outputs)[0]);
}

/** Whoever imports a part of the kit takes it from its file. */
const fromKit = (kit) => ({
  name: 'kit',
  setup(builder) {
    builder.onResolve({ filter: /^(preact|\.)/ }, ({ path: wanted, resolveDir }) => {
      const part = wanted.startsWith('.') ? KIT.includes(path.resolve(resolveDir, wanted)) : PREACT.includes(wanted);
      return part ? { path: kit, external: true } : undefined;
    });
  },
});

/** `wordsOf`: the hash of each file of words, by its name; with it in their address browsers keep them for good. */
async function buildConsole(wordsOf) {
  const kit = await buildKit(wordsOf);
  const made = await build({
    ...common,
    entryPoints: [path.join(here, 'console/src/main.tsx')],
    plugins: [fromKit(kit)],
    outdir: path.join(files, 'assets'),
    splitting: true,
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const { outputs } = made.metafile;
  const [entry, about] = Object.entries(outputs).find(([, output]) => output.entryPoint?.endsWith('main.tsx'));
  const style = '/assets/' + oneStyleSheet(about.cssBundle);
  const form = fs.readFileSync(path.join(here, 'console/index.html'), 'utf8');
  // Whatever a page needs is asked for beside the first script, not after it: on a slow line each wait counts.
  const write = (place, piece, first) => {
    const needed = [kit, ...neededBy(outputs, entry), ...(piece ? [piece, ...neededBy(outputs, piece)] : [])];
    const links = [...new Set(needed)].map((each) => `<link rel="modulepreload" href="/assets/${path.basename(each)}">\n`).join('');
    const asked = first.map((each) => `<link rel="preload" href="${each.replaceAll('&', '&amp;')}" as="fetch" crossorigin>\n`).join('');
    const file = path.join(files, 'office', place);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, form.replace('<!--links-->', `<link rel="stylesheet" href="${style}">\n${links}${asked}<script type="module" src="/assets/${path.basename(entry)}"></script>`));
  };
  for (const { place, source, first } of consoleRoutes()) {
    const [piece] = Object.entries(outputs).find(([, output]) => output.entryPoint?.endsWith(source)) ?? [];
    if (!piece) throw new Error(`${place}: no piece of script for ${source}`);
    write(place === '/office' ? 'index.html' : `pages${place.slice('/office'.length)}.html`, piece, first);
  }
}

/** The pieces that one imports, and those that they import. */
function neededBy(outputs, piece, found = new Set()) {
  for (const { path: other, kind } of outputs[piece].imports) {
    if (kind !== 'import-statement' || found.has(other) || !outputs[other]) continue;
    found.add(other);
    neededBy(outputs, other, found);
  }
  return found;
}

/** {place, source, first}: each address of the console, the file of its page and what that asks first, as the areas' routes say. */
function consoleRoutes() {
  const folder = path.join(here, 'console/src/pages');
  return fs.readdirSync(folder).flatMap((area) => {
    const file = path.join(folder, area, 'routes.ts');
    if (!fs.existsSync(file)) return [];
    const pairs = fs.readFileSync(file, 'utf8').matchAll(/path:\s*'([^']+)'([\s\S]*?)import\('\.\/(\w+)'\)/g);
    return [...pairs].map(([, place, between, name]) => ({
      place,
      source: `pages/${area}/${name}.tsx`,
      first: [...(/first: \[([^\]]*)\]/.exec(between)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, asked]) => asked),
    }));
  });
}

/** The pages' own styles go into the first sheet: a piece of script does not bring its styles along. */
function oneStyleSheet(first) {
  const folder = path.join(files, 'assets');
  const main = path.basename(first);
  const all = fs.readdirSync(folder).filter((name) => name.endsWith('.css')).sort();
  const text = [main, ...all.filter((name) => name !== main)]
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join('');
  for (const name of all) fs.unlinkSync(path.join(folder, name));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  fs.writeFileSync(path.join(folder, `console-${hash}.css`), text);
  return `console-${hash}.css`;
}

async function buildFolder(name) {
  const folder = path.join(here, name);
  if (!fs.existsSync(folder)) return;
  const target = path.join(files, name);
  fs.mkdirSync(target, { recursive: true });
  const all = fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
  const bundled = all.map((each) => each.name).filter((each) => /\.(ts|js|css)$/.test(each) && !each.endsWith('.d.ts'));
  if (bundled.length > 0) {
    await build({ ...common, entryPoints: bundled.map((each) => path.join(folder, each)), outdir: target });
  }
  for (const each of all) {
    if (/\.(svg|png|webmanifest|txt)$/.test(each.name)) {
      fs.copyFileSync(path.join(folder, each.name), path.join(target, each.name));
    }
  }
}

/** The sentences of text/ that the API names by their keys: reasons, findings, states. Their hashes by name. */
function buildWords() {
  const wanted = /^(intake|eligibility|report\.(reason|station)|status|review|link|lists\.change|programme\.event)\./;
  // The names of rules are many, and only the pages of the law say them.
  const law = /^(rule|rule_word|claims\.paper)\./;
  fs.mkdirSync(path.join(files, 'words'), { recursive: true });
  const hashes = {};
  for (const language of ['id', 'en']) {
    const folder = path.join(here, 'text', language);
    const words = {};
    const names = {};
    for (const name of fs.readdirSync(folder).sort()) {
      for (const [key, text] of Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))) {
        if (wanted.test(key)) words[key] = text;
        if (law.test(key)) names[key] = text;
      }
    }
    for (const [name, content] of [[language, words], [`law-${language}`, names]]) {
      const text = JSON.stringify(content);
      fs.writeFileSync(path.join(files, 'words', `${name}.json`), text);
      hashes[name] = createHash('sha256').update(text).digest('hex').slice(0, 8);
    }
  }
  return hashes;
}

function walk(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((each) =>
      each.isDirectory() ? walk(path.join(folder, each.name)) : [path.join(folder, each.name)],
    )
    .sort();
}

/** One row a file: path, hash, content, gzip of it where that is smaller. */
function writeAssembler() {
  const rows = [];
  const data = [];
  walk(files).forEach((file, number) => {
    const content = fs.readFileSync(file);
    const hash = createHash('sha256').update(content).digest('hex');
    const packed = gzipSync(content, { level: 9 });
    const smaller = packed.length < content.length * 0.95;
    data.push(
      `path_${number}: .asciz "/${path.relative(files, file).split(path.sep).join('/')}"`,
      `hash_${number}: .asciz "${hash}"`,
      `data_${number}: .incbin "${file}"`,
      `data_end_${number}: .byte 0`,
    );
    if (smaller) {
      const place = path.join(out, 'packed', `${number}.gz`);
      fs.writeFileSync(place, packed);
      data.push(`packed_${number}: .incbin "${place}"`, `packed_end_${number}: .byte 0`);
    }
    rows.push(
      `.quad path_${number}, hash_${number}, data_${number}, data_end_${number} - data_${number}, ` +
        (smaller ? `packed_${number}, packed_end_${number} - packed_${number}` : '0, 0'),
    );
  });
  const text = [
    '.section .rodata',
    ...data,
    '.section .data.rel.ro,"aw"',
    '.global payung_site_table',
    '.balign 8',
    'payung_site_table:',
    ...rows,
    '.quad 0, 0, 0, 0, 0, 0',
    '.section .note.GNU-stack,"",@progbits',
    '',
  ];
  fs.writeFileSync(path.join(out, 'payung_site.S'), text.join('\n'));
}

fs.rmSync(files, { recursive: true, force: true });
fs.rmSync(path.join(out, 'packed'), { recursive: true, force: true });
fs.mkdirSync(path.join(out, 'packed'), { recursive: true });
await buildConsole(buildWords());
for (const folder of ['pages', 'village']) await buildFolder(folder);
writeAssembler();
