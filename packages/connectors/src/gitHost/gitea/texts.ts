/** Gitea keeps in the title of a request whether it is a draft. */
const DRAFT = /^(?:WIP:|\[WIP\])\s*/i;

export function toTitle(options: { title: string; draft: boolean }): string {
  return options.draft ? `WIP: ${options.title}` : options.title;
}

/** @param options - `draft`: what Gitea says of it; older ones do not. */
export function fromTitle(options: { title: string; draft?: boolean }): {
  title: string;
  draft: boolean;
} {
  const { title, draft = DRAFT.test(title) } = options;
  return { draft, title: draft ? title.replace(DRAFT, '') : title };
}
