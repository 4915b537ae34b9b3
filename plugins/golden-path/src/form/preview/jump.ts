import type { FormPath } from '@fairway/plugin-golden-path-common';
import type { Place } from '../places';

/**
 * The field someone wants to be led to, while the wizard turns to its page. The wizard draws each page anew, so this
 * outlives them; whatever stops on the way drops it.
 */
let wanted: { page: number; path: FormPath; until: number } | undefined;

/** Nobody is led away by what they clicked long ago. */
const LONGEST_MS = 10_000;

/** The field's own input, or the first one of its group, list or row. */
function inputOf(root: ParentNode, path: FormPath): HTMLElement | undefined {
  const at = path.findIndex(part => typeof part === 'number');
  const ids =
    at < 0
      ? [`root_${path.join('_')}`]
      : [
          `root_${path.slice(0, at).join('_')}-${path
            .slice(at, at + 1)
            .join('-')}`,
          `root_${path.slice(0, at).join('_')}`,
        ];
  const inputs = [
    ...root.querySelectorAll<HTMLElement>(
      'input:not([type="hidden"]), textarea, select, [role="button"][tabindex="0"]',
    ),
  ];
  return ids
    .map(id =>
      inputs.find(
        input =>
          input.id === id ||
          (/^[-_]/.test(input.id.slice(id.length)) && input.id.startsWith(id)),
      ),
    )
    .find(Boolean);
}

/** The wizard turns pages only by its labels, back, and by "Next", forward. */
function turn(options: { from: HTMLElement; page: number; shown: number }) {
  const { from, page, shown } = options;
  const wizard = from.closest(
    '.MuiCard-root, .MuiPaper-root:has(.MuiStepper-root)',
  );
  if (page < shown) {
    wizard
      ?.querySelectorAll<HTMLElement>('.MuiStepper-root .MuiStepLabel-root')
      [page]?.click();
  } else {
    from.closest('form')?.requestSubmit();
  }
}

/** Leads to a field: at once where its page is shown, by way of the pages between otherwise. */
export function jumpTo(options: {
  place: Place;
  /** Something on the page that is shown. */
  from: HTMLElement;
  shown: number;
}): void {
  const { place, from, shown } = options;
  if (place.page) {
    wanted = {
      page: place.page.index,
      path: place.path ?? [],
      until: Date.now() + LONGEST_MS,
    };
    arrive({ root: from, shown });
  }
}

/** Goes on with a jump on a page that has come into view. */
export function arrive(options: { root: HTMLElement; shown: number }): void {
  const { root, shown } = options;
  if (!wanted || Date.now() > wanted.until) {
    wanted = undefined;
    return;
  }
  if (wanted.page !== shown) {
    turn({ from: root, page: wanted.page, shown });
    return;
  }
  const { path } = wanted;
  wanted = undefined;
  const input = inputOf(root.closest('form') ?? root, path);
  input?.focus();
  input?.scrollIntoView?.({ block: 'center' });
}

/** A page would not let anyone pass: what it refuses comes first. */
export function stopJump(): void {
  wanted = undefined;
}
