import type { Preview } from '@fairway/plugin-golden-path-common';
import { createContext, useContext } from 'react';
import type { GoldenPathFacts } from '../useGoldenPathFacts';

/** What a page of the form knows; its fields read it instead of compiling again. */
export interface FormPreview {
  facts?: GoldenPathFacts;
  /** For what the form holds now. */
  preview?: Preview;
  /** The last preview with a result, for when something stated is not well-formed at the moment. */
  lastGood?: Preview;
  /** Why contract and fleet could not be loaded. */
  error?: Error;
}

export const PreviewContext = createContext<FormPreview>({});

export function usePreviewContext(): FormPreview {
  return useContext(PreviewContext);
}
