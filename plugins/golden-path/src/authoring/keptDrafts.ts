import type { AuthoringChanges } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** What was not saved yet, as the browser keeps it. */
const keptSchema = z.object({
  changes: z.record(z.string(), z.string().nullable()),
  /** Of the draft that it was written on. */
  revision: z.number().optional(),
});

/** @see keptSchema */
export interface KeptDraft {
  changes: AuthoringChanges;
  revision?: number;
}

/** One person, one draft; without an id what is out is being changed. */
export function keptKey(user: string, id: string | undefined): string {
  return `fairway.authoring:${user}|${id ?? ''}`;
}

export function readKept(key: string): KeptDraft | undefined {
  try {
    return keptSchema.parse(JSON.parse(window.localStorage.getItem(key) ?? ''));
  } catch {
    // None, not one of ours, or a browser that keeps nothing.
    return undefined;
  }
}

/** False where the browser does not keep it. */
export function writeKept(key: string, kept: KeptDraft): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function dropKept(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Nothing is kept there.
  }
}
