import type { ChangedFile, TreeEntry } from '../files';
import type { Git } from './git';

/** Change of one file, with the mode it has afterwards. */
export interface TreeChange extends ChangedFile {
  /** Mode afterwards, e.g. `100644`; `000000` when removed. */
  mode: string;
}

/** Files of a commit below folders (all when none is named), in the byte order of their paths. */
export async function listTree(options: {
  git: Git;
  commit: string;
  folders: string[];
}): Promise<TreeEntry[]> {
  const { git, commit, folders } = options;
  const { stdout } = await git.run({
    args: ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...folders],
  });
  const entries: TreeEntry[] = [];
  for (const record of stdout.toString().split('\0')) {
    // <mode> SP <type> SP <oid> TAB <path>
    const tab = record.indexOf('\t');
    const [, type, blob] = record.slice(0, tab).split(' ');
    if (tab > 0 && type === 'blob') {
      entries.push({ path: record.slice(tab + 1), blob });
    }
  }
  return entries;
}

/** Files that differ between two commits or trees, in the byte order of their paths. */
export async function diffTrees(options: {
  git: Git;
  from: string;
  to: string;
}): Promise<TreeChange[]> {
  const { git, from, to } = options;
  if (from === to) {
    return [];
  }
  const { stdout } = await git.run({
    args: ['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to, '--'],
  });
  const records = stdout.toString().split('\0');
  const changes: TreeChange[] = [];
  for (let index = 0; index + 1 < records.length; index += 2) {
    // :<mode before> SP <mode after> SP <oid before> SP <oid after> SP <status>
    const [, mode, before, after, status] = records[index].split(' ');
    const path = records[index + 1];
    if (status === 'A') {
      changes.push({ path, change: 'added', after, mode });
    } else if (status === 'D') {
      changes.push({ path, change: 'removed', before, mode });
    } else {
      changes.push({ path, change: 'changed', before, after, mode });
    }
  }
  return changes;
}
