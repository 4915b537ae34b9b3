import { z } from 'zod';

const BRANCH = /^(?!fairway\/)[A-Za-z0-9](?:[A-Za-z0-9_-]|[./](?![./]|$))*$/;
const folder = z.string().min(1);

/** A repository on a host of its own. */
const remote = z.strictObject(
  {
    /** Page of the repository. */
    url: z.url({
      protocol: /^https?$/,
      error:
        'required, the page of the repository, e.g. https://git.example.com/acme/gitops',
    }),
    /** Branch that holds the desired state. */
    branch: z
      .string()
      .regex(BRANCH, {
        error: 'expected a branch that is not below fairway/, e.g. main',
      })
      .default('main'),
    /** Folder of the mirror. */
    directory: folder.optional(),
    /** Accounts at the host by entity ref. */
    accounts: z.record(z.string(), z.string().min(1)).optional(),
    /** Approvals that people give there count as theirs in the portal. */
    approvals: z.boolean().optional(),
  },
  {
    error: issue =>
      issue.code === 'invalid_type'
        ? 'required, with the url of the repository'
        : undefined,
  },
);

/** What stands below `fairway.gitHost`. @public */
export const gitHostSchema = z
  .strictObject({
    type: z.enum(['local', 'github', 'gitlab', 'gitea'], {
      error: 'expected local, github, gitlab or gitea',
    }),
    local: z.strictObject({ directory: folder.optional() }).optional(),
    github: remote.optional(),
    gitlab: remote.optional(),
    gitea: remote.optional(),
  })
  .superRefine((host, context) => {
    if (host.type !== 'local' && !host[host.type]) {
      context.addIssue({
        code: 'custom',
        path: [host.type],
        message: 'required, with the url of the repository',
      });
    }
  });

/** @public */
export type GitHostSettings = z.infer<typeof gitHostSchema>;

/** @public */
export type RemoteSettings = z.infer<typeof remote>;
