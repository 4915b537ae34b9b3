import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { gitHostSchema, type GitHostSettings } from '@fairway/connectors';
import { z } from 'zod';

/** Leaves unknown keys to the words of zod. */
function expectedFolder(issue: { code?: string }): string | undefined {
  return issue.code === 'invalid_type'
    ? 'required, with the path of the folder of the platform contract'
    : undefined;
}

const configSchema = z.strictObject({
  root: z.string().min(1).optional(),
  contract: z.strictObject(
    {
      path: z
        .string({ error: 'required, the folder of the platform contract' })
        .min(1),
    },
    { error: expectedFolder },
  ),
  templates: z.strictObject({ path: z.string().min(1).optional() }).optional(),
  gitHost: gitHostSchema.optional(),
  drift: z
    .strictObject({ everyMinutes: z.int().min(1).max(1440).optional() })
    .optional(),
  limits: z
    .strictObject({
      compiledServices: z.int().min(1).max(10_000).optional(),
      bodyBytes: z
        .int()
        .min(1024)
        .max(16 * 1024 * 1024)
        .optional(),
      pageSize: z.int().min(1).max(100).optional(),
    })
    .optional(),
});

/** What the plugin reads from `fairway.*`, checked, with absolute paths. */
export interface GoldenPathConfig {
  contractPath: string;
  /** Missing when it is not configured: then `templates` in or beside the folder of the contract. */
  templatesPath?: string;
  gitHost: GitHostSettings;
  /** Absolute path of a folder that the configuration names. */
  resolve(folder: string): string;
  /** `app.baseUrl` without a slash at the end; `''` when it is not set, so that links are relative. */
  portalUrl: string;
  drift: {
    /** Minutes between two regular looks for drift. */
    everyMinutes: number;
  };
  limits: {
    /** Compiled services kept in memory for pages. */
    compiledServices: number;
    /** Largest request body, in bytes. */
    bodyBytes: number;
    /** Rows of a page when the caller does not say. */
    pageSize: number;
  };
}

/**
 * Reads and checks the configuration. Relative paths are taken from `fairway.root`.
 * @throws InputError naming every key that is wrong, so that the backend stops at start-up and not later.
 */
export function readGoldenPathConfig(
  config: Config,
  options: { workingDirectory: string },
): GoldenPathConfig {
  const known = ['root', 'contract', 'templates', 'gitHost', 'drift', 'limits'];
  const section = config.getOptionalConfig('fairway');
  const value = Object.fromEntries(
    known
      .map(key => [key, section?.getOptional(key)] as const)
      .filter(([, entry]) => entry !== undefined),
  );
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `fairway.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The golden path cannot start with this configuration: ${problems.join(
        '; ',
      )}. See the README of the golden-path backend for an example.`,
    );
  }
  const { root, contract, templates, gitHost, drift, limits } = parsed.data;
  const base = path.resolve(options.workingDirectory, root ?? '.');
  return {
    contractPath: path.resolve(base, contract.path),
    ...(templates?.path && {
      templatesPath: path.resolve(base, templates.path),
    }),
    gitHost: gitHost ?? { type: 'local' },
    resolve: folder => path.resolve(base, folder),
    portalUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(
      /\/+$/,
      '',
    ),
    drift: { everyMinutes: drift?.everyMinutes ?? 15 },
    limits: {
      compiledServices: limits?.compiledServices ?? 200,
      bodyBytes: limits?.bodyBytes ?? 256 * 1024,
      pageSize: limits?.pageSize ?? 25,
    },
  };
}
