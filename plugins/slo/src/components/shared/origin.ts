import type { DocumentOrigin } from '@fairway/plugin-slo-common';
import type { Words } from '../../hooks/useWords';
import { nameOf } from './names';

/** Where a document was found, in a few words. */
export function originInWords(origin: DocumentOrigin, t: Words): string {
  switch (origin.kind) {
    case 'golden-path':
      return t('unreadable.origin.golden-path');
    case 'catalog':
      return t('unreadable.origin.catalog', { entity: nameOf(origin.entity) });
    case 'git':
      return t('unreadable.origin.git');
    default:
      return t('unreadable.origin.upload', { by: nameOf(origin.by) });
  }
}
