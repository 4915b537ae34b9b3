import { unusable } from '../lib/failure';
import type { TextFile } from '../lib/files';

/** No cluster takes an object of more than 1.5 MiB; a file of several is still far below. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Files that are too large to be manifests end the command before they are read as YAML, which would take minutes. */
export function refuseLargeFiles(files: readonly TextFile[]): void {
  const large = files.filter(({ text }) => text.length > MAX_BYTES);
  if (large.length > 0) {
    throw unusable(
      ...large.map(
        ({ file }) =>
          `${file}:1: is larger than 4 MiB; split it, or move what is no manifest out of the folder`,
      ),
    );
  }
}

/** A chart or a template in place of manifests, seen before it is told as malformed YAML. */
export function refuseTemplates(files: readonly TextFile[]): void {
  const templates = files.flatMap(({ file, text }) => {
    const index = text.split('\n').findIndex(line => /^\s*\{\{/.test(line));
    return index < 0 ? [] : [{ file, line: index + 1 }];
  });
  if (templates.length > 0) {
    throw unusable(
      ...templates.map(
        ({ file, line }) =>
          `${file}:${line}: is a template; render it first (helm template, kustomize build) and import what comes out`,
      ),
    );
  }
}
