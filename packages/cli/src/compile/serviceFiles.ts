import {
  renderFiles,
  type CompileResult,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { OutFolder } from '../lib/outFolder/fillFolder';
import { ExistingFiles } from './existingFiles';

/** The files of services in the folder that `--out` names: the GitOps repository. */
export interface ServiceFiles {
  /**
   * Puts the files of a service and removes those that it no longer has. `whole` is the service in all its
   * environments; what it still has is never removed.
   */
  put(options: { result: CompileResult; whole: CompileResult }): Promise<void>;
  /** How many files there are of what was derived; services of one namespace share some. */
  count(): { objects: number; documents: number };
}

export function serviceFiles(options: {
  out: OutFolder;
  contract: PlatformContract;
}): ServiceFiles {
  const { out, contract } = options;
  const existing = new ExistingFiles(out.root, contract);
  const objects = new Set<string>();
  const documents = new Set<string>();
  return {
    count: () => ({ objects: objects.size, documents: documents.size }),
    async put({ result, whole }) {
      result.objects.forEach(each => objects.add(each.path));
      result.documents.forEach(each => documents.add(each.path));
      const files = renderFiles(result);
      const kept = new Set([
        ...files.map(file => file.path),
        ...whole.objects.map(object => object.path),
        ...whole.documents.map(document => document.path),
      ]);
      for (const file of files) {
        await out.put(file);
      }
      for (const stale of await existing.ofService(result.name)) {
        if (!kept.has(stale)) {
          await out.remove(stale);
        }
      }
    },
  };
}
