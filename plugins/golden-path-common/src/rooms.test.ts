import { readFileSync, readdirSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';

/** Folders below `root`, each with the folders beside it that its code imports; tests may reach anywhere. */
function importsOfFolders(root: string): Map<string, Set<string>> {
  const folders = readdirSync(root, { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  );
  const imports = new Map(folders.map(({ name }) => [name, new Set<string>()]));
  for (const entry of readdirSync(root, {
    recursive: true,
    withFileTypes: true,
  })) {
    const folder = entry.parentPath.slice(root.length + 1);
    const [from] = folder.split(sep);
    const isCode = /(?<!\.test)\.ts$/.test(entry.name);
    const reached = imports.get(from);
    if (!reached || !isCode || folder.includes('__testUtils__')) {
      continue;
    }
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const [, path] of text.matchAll(/ from '(\.[^']*)';/g)) {
      const [to] = normalize(join(folder, path)).split(sep);
      if (to !== from && imports.has(to)) {
        reached.add(to);
      }
    }
  }
  return imports;
}

/** The first way from a folder back to itself. */
function circleIn(imports: Map<string, Set<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (folder: string, way: string[]): string[] | undefined => {
    if (way.includes(folder)) {
      return [...way.slice(way.indexOf(folder)), folder];
    }
    if (done.has(folder)) {
      return undefined;
    }
    for (const next of imports.get(folder) ?? []) {
      const circle = visit(next, [...way, folder]);
      if (circle) {
        return circle;
      }
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of imports.keys()) {
    const circle = visit(folder, []);
    if (circle) {
      return circle;
    }
  }
  return undefined;
}

describe('No folder imports one that imports it', () => {
  it.each(['.', 'compile'])('in %s', folder => {
    const imports = importsOfFolders(join(__dirname, folder));
    expect(imports.size).toBeGreaterThan(3);
    expect(circleIn(imports)).toBeUndefined();
  });

  it('and a circle is found, whoever closes it', () => {
    const imports = new Map([
      ['checks', new Set(['settings'])],
      ['settings', new Set(['words'])],
      ['words', new Set(['checks'])],
    ]);
    expect(circleIn(imports)).toEqual([
      'checks',
      'settings',
      'words',
      'checks',
    ]);
  });
});
