import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { unusable } from '../lib/failure';
import {
  isFolder,
  readBytes,
  yamlFilesBelow,
  type TextFile,
} from '../lib/files';

/** Marks of documents of objectives, seen without reading them as YAML: they may be malformed. */
const MARK =
  /^["']?(?:apiVersion["']?:\s*["']?(?:openslo(?:\.com)?|sloth\.slok\.dev|pyrra\.dev)\/|version["']?:\s*["']?prometheus\/|kind["']?:\s*["']?ServiceIntent\b)/m;
/** Of Sloth, and no objectives: `--windows` takes them. */
const WINDOWS = /^kind:\s*["']?AlertWindows\b/m;

/**
 * The files of objectives that paths name: files, and in folders all YAML files that are about objectives, where other
 * YAML is passed over. Each counts once.
 */
export async function readSloFiles(paths: string[]): Promise<TextFile[]> {
  const found = new Map<string, TextFile>();
  const add = (file: TextFile) => {
    const place = path.resolve(file.file);
    found.set(place, found.get(place) ?? file);
  };
  for (const each of paths) {
    if (await isFolder(each)) {
      const files = yamlFilesBelow(each)
        .map(readUtf8)
        .filter(({ text }) => MARK.test(text) && !WINDOWS.test(text));
      if (files.length === 0) {
        throw unusable(
          `${each}: there is no YAML file about objectives in it; name a file or folder of OpenSLO, Sloth or Pyrra documents or of service intents`,
        );
      }
      files.forEach(add);
    } else {
      add(readUtf8(each));
    }
  }
  return [...found.values()];
}

/** A file as text, which has to be UTF-8. */
export function readUtf8(file: string): TextFile {
  const bytes = readBytes(file);
  if (!isUtf8(bytes)) {
    throw unusable(`${file}:1: is no text in UTF-8; save it as UTF-8`);
  }
  return { file, text: bytes.toString('utf8') };
}
