import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const gitUrl = z
  .url({ protocol: /^https?$/, error: 'expected the URL of a file or folder' })
  .refine(url => !/^https?:\/\/[^/]*@/.test(url), {
    error: 'credentials do not belong here; they stand in integrations',
  });

const configSchema = z.strictObject({
  refreshSeconds: z.int().min(15).max(3600).default(60),
  git: z.array(z.strictObject({ url: gitUrl })).default([]),
  documents: z
    .strictObject({ refreshSeconds: z.int().min(30).max(86_400).optional() })
    .optional(),
  history: z
    .strictObject({
      fineDays: z.int().min(1).max(31).optional(),
      days: z.int().min(31).max(1096).optional(),
    })
    .optional(),
  limits: z
    .strictObject({
      bodyBytes: z
        .int()
        .min(1024)
        .max(16 * 1024 * 1024)
        .optional(),
      documentBytes: z
        .int()
        .min(1024)
        .max(16 * 1024 * 1024)
        .optional(),
      filesPerUrl: z.int().min(1).max(10_000).optional(),
      pageSize: z.int().min(1).max(1000).optional(),
    })
    .optional(),
  // The connectors read them.
  sources: z.unknown().optional(),
});

/** What the plugin reads from `fairway.slo`, checked. */
export interface SloConfig {
  /** Between two looks at the sources of indicators. */
  refreshSeconds: number;
  /** Files and folders in Git with objectives. */
  git: { url: string }[];
  documents: {
    /** Between two looks at the catalog and at Git. */
    refreshSeconds: number;
  };
  history: {
    /** Days that history is kept in steps of minutes. */
    fineDays: number;
    /** Days that history is kept at all. */
    days: number;
  };
  /** `app.baseUrl` without a slash at the end; `''` when it is not set, so that links are relative. */
  portalUrl: string;
  limits: {
    /** Largest request body, in bytes. */
    bodyBytes: number;
    /** Largest document that is read, in bytes. */
    documentBytes: number;
    /** Most files that one URL may name. */
    filesPerUrl: number;
    /** Rows of a page when the caller does not say. */
    pageSize: number;
  };
}

/**
 * Reads and checks the configuration.
 * @throws InputError naming every key that is wrong, so that the backend stops at start-up and not later.
 */
export function readSloConfig(config: Config): SloConfig {
  const parsed = configSchema.safeParse(
    config.getOptional('fairway.slo') ?? {},
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `${['fairway.slo', ...issue.path].join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The SLO plugin cannot start with this configuration: ${problems.join(
        '; ',
      )}. See the README of the slo backend for an example.`,
    );
  }
  const { refreshSeconds, git, documents, history, limits } = parsed.data;
  return {
    refreshSeconds,
    git,
    documents: { refreshSeconds: documents?.refreshSeconds ?? 300 },
    history: {
      fineDays: history?.fineDays ?? 7,
      days: history?.days ?? 400,
    },
    portalUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(
      /\/+$/,
      '',
    ),
    limits: {
      bodyBytes: limits?.bodyBytes ?? 1024 * 1024,
      documentBytes: limits?.documentBytes ?? 1024 * 1024,
      filesPerUrl: limits?.filesPerUrl ?? 500,
      pageSize: limits?.pageSize ?? 100,
    },
  };
}
