import { useMemo } from 'react';
import type { Workbench } from '../../../hooks/useWorkbench';
import { templateOf } from '../../../authoring/paths';
import { treeOf, type TreeNode } from '../../../authoring/tree';

/** A part of the list: the contract, or one template. */
export interface FileGroup {
  id: string;
  /** Name of the template; missing for the contract. */
  template?: string;
  nodes: TreeNode[];
  /** Whether the files are here. */
  isLoaded: boolean;
}

/** All files by contract and template, also those that the draft takes away; only what the filter leaves. */
export function useFileList(options: {
  workbench: Workbench;
  filter: string;
}): FileGroup[] {
  const { workbench } = options;
  const { out, files, templates } = workbench;
  const filter = options.filter.trim().toLocaleLowerCase('en');
  const { names, loaded } = templates;
  const isOut = useMemo(
    () => new Set(workbench.authoring.templates.map(({ name }) => name)),
    [workbench.authoring.templates],
  );
  return useMemo(() => {
    const paths = [...new Set([...Object.keys(out), ...Object.keys(files)])]
      .filter(path => path.toLocaleLowerCase('en').includes(filter))
      .sort();
    const nodes = (root: string) =>
      treeOf(
        paths.filter(path => path.startsWith(root)),
        root,
      );
    const groups: FileGroup[] = [
      { id: 'contract', nodes: nodes('contract/'), isLoaded: true },
      ...names
        .filter(
          name =>
            name.toLocaleLowerCase('en').includes(filter) ||
            paths.some(path => templateOf(path) === name),
        )
        .map(name => ({
          id: `templates/${name}`,
          template: name,
          nodes: nodes(`templates/${name}/`),
          // What only the draft has is here.
          isLoaded: loaded.has(name) || !isOut.has(name),
        })),
    ];
    return groups.filter(
      ({ nodes: own, template }) => own.length > 0 || template !== undefined,
    );
  }, [out, files, names, loaded, isOut, filter]);
}
