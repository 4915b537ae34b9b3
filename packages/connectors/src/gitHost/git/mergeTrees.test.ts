import fc from 'fast-check';
import { mergeTrees } from './mergeTrees';
import type { TreeChange } from './trees';

type Tree = Record<string, string>;

const paths = ['a', 'b', 'c/d', 'c/e'];
const tree = fc
  .array(fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }), {
    minLength: paths.length,
    maxLength: paths.length,
  })
  .map(blobs =>
    Object.fromEntries(
      paths.flatMap((path, index) => {
        const blob = blobs[index];
        return blob === undefined ? [] : [[path, blob]];
      }),
    ),
  );

function diff(from: Tree, to: Tree): TreeChange[] {
  const all = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return all
    .filter(path => from[path] !== to[path])
    .map(path => {
      const before = from[path];
      const after = to[path];
      if (after === undefined) {
        return { path, change: 'removed', before, mode: '000000' };
      }
      const change = before === undefined ? 'added' : 'changed';
      return { path, change, before, after, mode: '100644' };
    });
}

describe('mergeTrees', () => {
  it('gives each file the side that changed it, and names those that both changed', () => {
    fc.assert(
      fc.property(tree, tree, tree, (base, ours, theirs) => {
        const { apply, conflicts } = mergeTrees({
          ours: diff(base, ours),
          theirs: diff(base, theirs),
        });
        const merged: Record<string, string | undefined> = { ...ours };
        for (const { path, after } of apply) {
          merged[path] = after;
        }
        for (const path of paths) {
          const both = ours[path] !== base[path] && theirs[path] !== base[path];
          const differ = both && ours[path] !== theirs[path];
          expect(conflicts.includes(path)).toBe(differ);
          const expected = ours[path] === base[path] ? theirs : ours;
          expect(differ || merged[path] === expected[path]).toBe(true);
        }
      }),
    );
  });

  it('names a file that is a folder on the other side', () => {
    const added = (path: string): TreeChange => ({
      path,
      change: 'added',
      after: '1',
      mode: '100644',
    });
    expect(
      mergeTrees({ ours: [added('x/y/z')], theirs: [added('x/y')] }).conflicts,
    ).toEqual(['x/y']);
    expect(
      mergeTrees({ ours: [added('x')], theirs: [added('x/y/z')] }).conflicts,
    ).toEqual(['x/y/z']);
  });
});
