import type {
  IntentForm,
  Preview,
  ServiceAnswer,
} from '@fairway/plugin-golden-path-common';
import { createContext, useContext } from 'react';
import type { Place } from '../places';
import type { FormPage } from '../template';
import type { GoldenPathFacts } from '../../hooks/useGoldenPathFacts';

/** What a page of the form knows; its fields read it instead of compiling again. */
export interface FormPreview {
  facts?: GoldenPathFacts;
  /** For what the form holds now. */
  preview?: Preview;
  /** Why contract and fleet could not be loaded. */
  error?: Error;
  /** All pages of the form. */
  form: IntentForm;
  /** The merged service of the name that is stated. */
  standing?: ServiceAnswer;
  /** The field that an intent pointer is entered in. */
  placeOf(pointer: string): Place;
  /** The page that is shown, counted from 0. */
  page?: number;
  /** What the template asks. */
  pages?: readonly FormPage[];
  /** The service that is changed, where the form states no new one. */
  changes?: string;
  /** Fills in all pages. */
  fill?(form: IntentForm): void;
}

export const PreviewContext = createContext<FormPreview>({
  form: {},
  placeOf: pointer => ({ title: pointer }),
});

export function usePreviewContext(): FormPreview {
  return useContext(PreviewContext);
}
