import { z } from 'zod';

/** What was written and not asked for yet, as the tab keeps it. */
const keptSchema = z.object({
  text: z.string(),
  /** The document that it was begun on. */
  base: z.string(),
});

/** @see keptSchema */
export type KeptText = z.infer<typeof keptSchema>;

/** One for each objective, and one for a new one. */
export function keptKey(id: string | undefined): string {
  return `fairway.slo-editor:${id ?? ''}`;
}

export function readKept(key: string): KeptText | undefined {
  try {
    return keptSchema.parse(
      JSON.parse(window.sessionStorage.getItem(key) ?? ''),
    );
  } catch {
    // None, not one of ours, or a browser that keeps nothing.
    return undefined;
  }
}

/** False where the browser does not keep it. */
export function writeKept(key: string, kept: KeptText): boolean {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function dropKept(key: string): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept there.
  }
}
