// Makes the two pieces of the browser form that others wrote, from the npm packages that the lock file pins:
// the interpreter of JSON Schema, which is its judge, and the packer of zips.
//
//   node tests/tools/vendor.mjs           compares src/emit/form/vendor/ with what the packages come to
//   node tests/tools/vendor.mjs --write   writes them
//
// Each becomes one script without modules that declares one name, with its licence at its head. The packages are
// looked for in NODE_PATH and in ./node_modules. Nothing is fetched.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(resolve('package.json')));
const FOLDER = 'src/emit/form/vendor';

const PIECES = [
  // The package has no file with its licence; its manifest names the licence and the author.
  { file: 'schema.js', name: 'jsonSchema', of: '@cfworker/json-schema', takes: 'dereference, validate', holder: 'Jeremy Danyow' },
  { file: 'zip.js', name: 'fflate', of: 'fflate', takes: 'zipSync, unzipSync', licence: 'LICENSE' },
];

function head({ of, holder, licence }) {
  let folder = dirname(require.resolve(of));
  while (!readManifest(folder)?.version) folder = dirname(folder);
  const { version, license } = readManifest(folder);
  const mit = readFileSync(join(dirname(require.resolve('fflate/package.json')), 'LICENSE'), 'utf8');
  const text = licence
    ? readFileSync(join(folder, licence), 'utf8')
    : mit.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
  if (license !== 'MIT') throw new Error(`${of} is under ${license}, not under MIT`);
  const lines = text.trim().split('\n').map((line) => ` * ${line}`.trimEnd());
  return `/*! ${of} ${version}; made by tests/tools/vendor.mjs, do not edit\n *\n${lines.join('\n')}\n */`;
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
}

async function made(piece) {
  const { outputFiles: [{ text }] } = await require('esbuild').build({
    stdin: { contents: `export { ${piece.takes} } from '${piece.of}';`, resolveDir: resolve('.') },
    nodePaths: (process.env.NODE_PATH ?? '').split(':').filter(Boolean),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: piece.name,
    platform: 'browser',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    banner: { js: head(piece) },
  });
  if (/\beval\(|new Function|<\/script/.test(text)) throw new Error(`${piece.of} would need what the page forbids`);
  return text;
}

const write = process.argv.includes('--write');
let stale = 0;
for (const piece of PIECES) {
  const path = join(FOLDER, piece.file);
  const text = await made(piece);
  if (write) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    stale += 1;
    console.error(`${path} is not what ${piece.of} comes to: run node tests/tools/vendor.mjs --write`);
  }
}
if (stale > 0) process.exit(1);
console.log(`Copy agrees with ${PIECES.length} packages`);
