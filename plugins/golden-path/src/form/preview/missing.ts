import type { Preview } from '@fairway/plugin-golden-path-common';
import type { Place } from '../places';

/** Answers of one page that are still to come. */
export interface MissingOfPage {
  title: string;
  answers: { name: string; place: Place }[];
}

/**
 * Answers that are still to come, page by page in the order of the form. A group that is named as its page, as most
 * groups with a page of their own, is not said again.
 */
export function missingByPage(options: {
  missing: Preview['missing'];
  placeOf(pointer: string): Place;
  /** The page that is shown, counted from 0. */
  shown?: number;
}): MissingOfPage[] {
  const { missing, placeOf, shown } = options;
  const pages = new Map<number, MissingOfPage>();
  for (const { at, title } of missing) {
    const place = placeOf(at);
    const index = place.page?.index ?? Infinity;
    const inForm = place.page?.title ?? 'Elsewhere';
    const page = pages.get(index) ?? {
      title: index === shown ? 'On this page' : inForm,
      answers: [],
    };
    pages.set(index, page);
    const name = place.page ? withoutGroup(place.title, inForm) : title;
    if (!page.answers.some(answer => answer.name === name)) {
      page.answers.push({ name, place });
    }
  }
  return [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
}

function withoutGroup(title: string, page: string): string {
  return title.startsWith(`${page}: `) ? title.slice(page.length + 2) : title;
}
