import { useEffect, useState } from 'react';
import { dropKept, keptKey, readKept, writeKept } from './keptText';

/** A document that is being written. */
export interface SloDraft {
  text: string;
  /** The document as it was when it was begun. */
  base: string;
  /** Whether it says something else than the document as it is. */
  isChanged: boolean;
  /** Whether it came back from this tab. */
  isRestored: boolean;
  /** Whether the document has changed since it was begun. */
  hasMoved: boolean;
  /** False where the browser keeps nothing. */
  isKept: boolean;
  write(text: string): void;
  /** Back to the document as it is. */
  discard(): void;
  /** It was handed on: leaving loses nothing any more. */
  done(): void;
}

interface Mine {
  text: string;
  base: string;
  isRestored?: boolean;
}

/**
 * What is written stays in this tab until it is asked for; where the browser keeps nothing, it asks before the page is
 * left.
 */
export function useSloDraft(options: {
  /** Of the objective; missing for a new one. */
  id?: string;
  original: string;
}): SloDraft {
  const { id, original } = options;
  const key = keptKey(id);
  const [mine, setMine] = useState<Mine | undefined>(() => {
    const kept = readKept(key);
    return kept && { ...kept, isRestored: true };
  });
  const [isKept, setKept] = useState(true);
  const [isDone, setDone] = useState(false);
  const text = mine?.text ?? original;
  const isChanged = text !== original;
  const base = mine?.base ?? original;

  useEffect(() => {
    if (isChanged && !isDone) {
      setKept(writeKept(key, { text, base }));
    } else {
      dropKept(key);
    }
  }, [key, text, base, isChanged, isDone]);

  useEffect(() => {
    if (isKept || !isChanged || isDone) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept, isChanged, isDone]);

  return {
    text,
    base,
    isChanged,
    isRestored: mine?.isRestored === true && isChanged,
    hasMoved: isChanged && base !== original,
    isKept,
    write: next => {
      setDone(false);
      setMine({ text: next, base });
    },
    discard: () => setMine(undefined),
    done: () => setDone(true),
  };
}
