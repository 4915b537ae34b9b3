#!/usr/bin/env node
/** Writes templates/<form>/template.yaml from templates/source. A test says when they are not current. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/paths.mjs';
import { templatesOf } from './lib/templates.mjs';

const folder = path.join(root, 'templates');
for (const [name, text] of Object.entries(await templatesOf(folder))) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'template.yaml'), text);
}
