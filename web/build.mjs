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

async function buildConsole() {
  const made = await build({
    ...common,
    entryPoints: [path.join(here, 'console/src/main.tsx')],
    outdir: path.join(files, 'assets'),
    splitting: true,
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const outputs = Object.entries(made.metafile.outputs);
  const entry = outputs.find(([, output]) => output.entryPoint?.endsWith('main.tsx'));
  const script = '/assets/' + path.basename(entry[0]);
  const style = '/assets/' + oneStyleSheet(entry[1].cssBundle);
  // What the first script needs at once is asked for beside it, not after it.
  const needed = entry[1].imports
    .filter((each) => each.kind === 'import-statement')
    .map((each) => `<link rel="modulepreload" href="/assets/${path.basename(each.path)}">\n`)
    .join('');
  const page = fs
    .readFileSync(path.join(here, 'console/index.html'), 'utf8')
    .replace('<!--links-->', `<link rel="stylesheet" href="${style}">\n${needed}<script type="module" src="${script}"></script>`);
  fs.mkdirSync(path.join(files, 'office'), { recursive: true });
  fs.writeFileSync(path.join(files, 'office/index.html'), page);
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

/** The sentences of text/ that the API names by their keys: reasons, findings, states. */
function buildWords() {
  const wanted = /^(intake|eligibility|report\.(reason|station)|status|review|link|lists\.change|programme\.event)\./;
  fs.mkdirSync(path.join(files, 'words'), { recursive: true });
  for (const language of ['id', 'en']) {
    const folder = path.join(here, 'text', language);
    const words = {};
    for (const name of fs.readdirSync(folder).sort()) {
      for (const [key, text] of Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))) {
        if (wanted.test(key)) words[key] = text;
      }
    }
    fs.writeFileSync(path.join(files, 'words', `${language}.json`), JSON.stringify(words));
  }
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
await buildConsole();
buildWords();
for (const folder of ['pages', 'village']) await buildFolder(folder);
writeAssembler();
