import { z } from 'zod';

/** A dependency in the middle of being stated: whichever of the four it is, and what it needs besides. */
const draftSchema = z.object({
  service: z.string().optional(),
  topic: z.string().optional(),
  resource: z.string().optional(),
  external: z.string().optional(),
  owner: z.string().optional(),
  onFailure: z.string().optional(),
  timeout: z.string().optional(),
});

export type DependencyDraft = z.infer<typeof draftSchema>;

export const DEPENDENCY_KINDS = [
  'service',
  'topic',
  'resource',
  'external',
] as const;
export type DependencyKind = (typeof DEPENDENCY_KINDS)[number];

export function draftsOf(value: unknown): DependencyDraft[] {
  return z.array(draftSchema).catch([]).parse(value);
}

export function kindOf(draft: DependencyDraft): DependencyKind {
  return DEPENDENCY_KINDS.find(kind => draft[kind] !== undefined) ?? 'service';
}

/** The same dependency as another kind: what it is called and what happens when it fails are kept. */
export function asKind(
  draft: DependencyDraft,
  kind: DependencyKind,
): DependencyDraft {
  return {
    [kind]: draft[kindOf(draft)] ?? '',
    ...(draft.onFailure ? { onFailure: draft.onFailure } : {}),
    ...(kind === 'service' && draft.timeout ? { timeout: draft.timeout } : {}),
    ...(kind === 'external' && draft.owner ? { owner: draft.owner } : {}),
  };
}
