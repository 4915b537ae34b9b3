/**
 * Builds what is published: one file with all that `fairway` imports, so that no other package has to be installed and
 * Node opens one file instead of a thousand; beside it the shipped contract, and the licences of what is in the bundle.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const here = path.resolve(import.meta.dirname, '..');
const root = path.resolve(here, '../..');
const dist = path.join(here, 'dist');

/** Stands where the name of the build will be, which is known when the rest of the file is. */
const BUILD = '@@fairway-build@@';

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.cjs.js',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // Names stay: a stack in a bug report should tell where it was.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  alias: { 'cross-fetch': './scripts/fetchOfNode.mjs' },
  define: { FAIRWAY_BUILD: JSON.stringify(BUILD) },
  metafile: true,
  write: false,
  logLevel: 'warning',
});
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
for (const { path: file, text } of outputFiles) {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  await writeFile(file, text.replace(BUILD, name));
}
await cp(path.join(root, 'platform'), path.join(dist, 'platform'), {
  recursive: true,
});
await cp(path.join(root, 'LICENSE'), path.join(dist, 'LICENSE'));
await writeFile(
  path.join(dist, 'THIRD-PARTY-LICENSES.txt'),
  await licences(packagesOf(metafile)),
);

/** Folders of the packages that the bundle has a part of. */
function packagesOf({ inputs }) {
  const folders = Object.keys(inputs).flatMap(
    file => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].map(folder => path.resolve(here, folder)).sort();
}

async function licences(folders) {
  const parts = await Promise.all(
    folders.map(async folder => {
      const { name, version, license } = JSON.parse(
        await readFile(path.join(folder, 'package.json'), 'utf8'),
      );
      const file = (await readdir(folder)).find(each =>
        /^licen[cs]e/i.test(each),
      );
      const text = file ? await readFile(path.join(folder, file), 'utf8') : '';
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    }),
  );
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
