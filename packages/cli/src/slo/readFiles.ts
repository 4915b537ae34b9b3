import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { isAboutObjectives, yamlDocuments } from '@fairway/plugin-slo-common';
import { CliFailure, unusable } from '../lib/failure';
import {
  isFolder,
  readBytes,
  yamlAndJsonFilesBelow,
  type TextFile,
} from '../lib/files';

/** What a file about objectives says somewhere; most others need not be read as YAML at all. */
const MENTION =
  /openslo(?:\.com)?\/|sloth\.slok\.dev\/|pyrra\.dev\/|prometheus\/v|ServiceIntent/;
/** A document of objectives as people write it, malformed as it may be. */
const MARK =
  /^\uFEFF?["']?(?:apiVersion["']?:\s*["']?(?:openslo(?:\.com)?|sloth\.slok\.dev|pyrra\.dev)\/|version["']?:\s*["']?prometheus\/|kind["']?:\s*["']?ServiceIntent\b)/m;
/** Of Sloth, and no objectives: `--windows` takes them. */
const WINDOWS = /AlertWindows/;

/** Files of objectives, and a line for each path that cannot be read: it hides nothing of the others. */
export interface SloFiles {
  files: TextFile[];
  unreadable: string[];
}

/**
 * The files of objectives that paths name: files, and in folders all YAML files that are about objectives, where other
 * YAML is passed over. Each counts once.
 */
export async function readSloFiles(paths: string[]): Promise<SloFiles> {
  const found = new Map<string, TextFile>();
  const unreadable: string[] = [];
  const add = (file: TextFile) => {
    const place = path.resolve(file.file);
    found.set(place, found.get(place) ?? file);
  };
  /** What cannot be read is noted, and anything else goes on. */
  const noting = async <T>(read: () => T | Promise<T>) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof CliFailure)) {
        throw error;
      }
      unreadable.push(...error.lines);
      return undefined;
    }
  };
  for (const each of paths) {
    const folder = await noting(() => isFolder(each));
    if (folder === false) {
      const file = await noting(() => readUtf8(each));
      if (file) {
        add(file);
      }
    } else if (folder) {
      const before = unreadable.length;
      const files: TextFile[] = [];
      for (const place of yamlAndJsonFilesBelow(each)) {
        const file = await noting(() => readUtf8(place));
        if (file && hasObjectives(file)) {
          files.push(file);
        }
      }
      if (files.length === 0 && unreadable.length === before) {
        unreadable.push(
          `${each}: there is no YAML file about objectives in it; name a file or folder of OpenSLO, Sloth or Pyrra documents or of service intents`,
        );
      }
      files.forEach(add);
    }
  }
  return { files: [...found.values()], unreadable };
}

/** Whether a file of a folder is about objectives; it is read as YAML only where its text leaves that open. */
function hasObjectives({ file, text }: TextFile): boolean {
  if (!MENTION.test(text)) {
    return false;
  }
  const isMarked = MARK.test(text);
  if (isMarked && !WINDOWS.test(text)) {
    return true;
  }
  const { documents, problems } = yamlDocuments({ file, text });
  return (
    (isMarked && problems.length > 0) ||
    documents.some(
      document =>
        textOf(document.value, 'kind') !== 'AlertWindows' &&
        (isAboutObjectives(document) ||
          textOf(document.value, 'kind') === 'ServiceIntent'),
    )
  );
}

function textOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, field)
    : undefined;
}

/** A file as text, which has to be UTF-8. */
export function readUtf8(file: string): TextFile {
  const bytes = readBytes(file);
  if (!isUtf8(bytes)) {
    throw unusable(`${file}:1: is no text in UTF-8; save it as UTF-8`);
  }
  return { file, text: bytes.toString('utf8') };
}
