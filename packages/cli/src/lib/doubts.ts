import type { CompileResult } from '@fairway/plugin-golden-path-common';
import type { Unread } from './fleet';

/** What is found wrong with a service perhaps only because something around it cannot be read. */
export function doubts(options: {
  result: CompileResult;
  file: string;
  unread: Unread;
}): string[] {
  const { result, file, unread } = options;
  const services = result.agreements.flatMap(({ caller, callee, state }) => {
    const other = caller === result.name ? callee : caller;
    const where = unread.services.get(other);
    return state === 'unknown' && where !== undefined
      ? [
          `${file}: ${other} is not known because its intent cannot be read; mend ${where} first`,
        ]
      : [];
  });
  const isOwnerUnknown = result.findings.some(
    ({ policy }) => policy === 'known-owner',
  );
  return isOwnerUnknown && unread.catalog !== undefined
    ? [
        ...services,
        `${file}: the owner may be in a part of the catalog that cannot be read; mend ${unread.catalog} first`,
      ]
    : services;
}
