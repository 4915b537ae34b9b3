/** A folder of the tree, or a file of it. */
export interface TreeNode {
  /** What stands in the list: the rest of the path below the folder above. */
  name: string;
  path: string;
  /** Missing for a file. */
  children?: TreeNode[];
}

interface Folder {
  folders: Map<string, Folder>;
  files: string[];
}

/** Paths as a tree: folders that hold nothing but one folder are one with it; files before folders. */
export function treeOf(paths: readonly string[], root: string): TreeNode[] {
  const top: Folder = { folders: new Map(), files: [] };
  for (const path of paths) {
    const names = path.slice(root.length).split('/');
    let folder = top;
    for (const name of names.slice(0, -1)) {
      const below = folder.folders.get(name) ?? {
        folders: new Map(),
        files: [],
      };
      folder.folders.set(name, below);
      folder = below;
    }
    folder.files.push(names[names.length - 1]);
  }
  return nodesOf(top, root);
}

function nodesOf(folder: Folder, at: string): TreeNode[] {
  return [
    ...[...folder.files]
      .sort((a, b) => a.localeCompare(b))
      .map(name => ({ name, path: `${at}${name}` })),
    ...[...folder.folders]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([first, below]) => {
        let name = first;
        let inside = below;
        while (inside.files.length === 0 && inside.folders.size === 1) {
          const [[next, deeper]] = inside.folders;
          name = `${name}/${next}`;
          inside = deeper;
        }
        const path = `${at}${name}/`;
        return { name, path, children: nodesOf(inside, path) };
      }),
  ];
}
