import { pointerSegments } from '../../json/pointer';
import { holdsSecret, isSecretName } from '../secretLook';
import type { Unread } from './shape';

const MAX_SHOWN = 5;

/** What nobody read, in words: `strategy.type Recreate`, `annotation sidecar.istio.io/inject false`. */
export function wordsOf({ at, value }: Unread): string {
  const path = pointerSegments(at);
  const key = path[path.length - 1] ?? '';
  return `${pathWords(path)}${isSecretName(key) ? '' : valueWords(value)}`;
}

function pathWords(path: string[]): string {
  const marked = path.findIndex(
    (segment, index) =>
      path[index - 1] === 'metadata' &&
      (segment === 'annotations' || segment === 'labels'),
  );
  if (marked >= 0 && path.length === marked + 2) {
    return `${path[marked] === 'labels' ? 'label' : 'annotation'} ${
      path[marked + 1]
    }`;
  }
  return path
    .map((segment, index) => {
      if (/^\d+$/.test(segment)) {
        return `[${segment}]`;
      }
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

/** A short value as it stands; what is long, nested or could be a secret is not shown. */
function valueWords(value: unknown): string {
  if (value === true) {
    return '';
  }
  const items = Array.isArray(value) ? value : [value];
  const shown = items.slice(0, MAX_SHOWN).flatMap((item: unknown) => {
    const text =
      typeof item === 'string' ||
      typeof item === 'number' ||
      typeof item === 'boolean'
        ? String(item)
        : '';
    return /^[-\w.,:/%+*?=& ]{1,60}$/.test(text) && !holdsSecret(text)
      ? [text]
      : [];
  });
  if (shown.length < Math.min(items.length, MAX_SHOWN)) {
    return '';
  }
  return ` ${shown.join(', ')}${items.length > MAX_SHOWN ? ', …' : ''}`;
}
