import { z } from 'zod';
import {
  DATA_CLASSIFICATIONS,
  RUNTIMES,
  TIERS,
  type Tier,
} from '../schema/intent';
import type { PlatformContract } from '../model';
import { dnsLabel, groupRef, hostName } from '../schema/scalars';

/**
 * What those who import say for every service at once. What is left out is guessed from what was read, and where
 * nothing supports a guess a placeholder stands in, which the questions name.
 * @public
 */
export const importAnswersSchema = z.strictObject({
  owner: groupRef.describe('Catalog group that owns them').optional(),
  system: dnsLabel.describe('System that they are a part of').optional(),
  tier: z.enum(TIERS).optional(),
  dataClassification: z.enum(DATA_CLASSIFICATIONS).optional(),
  runtime: z.enum(RUNTIMES).optional(),
  environments: z.array(dnsLabel).min(1).max(20).optional(),
  registry: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*\/?$/,
      { error: 'expected a registry such as registry.example.com' },
    )
    .describe('Where images of no trusted registry will be')
    .optional(),
  tag: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/, {
      error: 'expected a tag such as 1.4.2',
    })
    .describe('Version of images that state none')
    .optional(),
  digests: z
    .record(
      z.string(),
      z.string().regex(/^sha256:[a-f0-9]{64}$/, {
        error: 'expected a digest: sha256: and 64 hex digits',
      }),
    )
    .describe('Digests by image, as it is named in what is read or drafted')
    .optional(),
  domain: hostName
    .describe('Domain of public hosts that nothing states')
    .optional(),
});

/** @public */
export type ImportAnswers = z.infer<typeof importAnswersSchema>;

/** What of the platform helps to guess. @public */
export interface ImportPlatform {
  /** Prefixes of images that every team may use. */
  registries: string[];
  /** In production, only a digest names an image. */
  environments: { name: string; production: boolean }[];
  domains: string[];
  /** Availability that a tier promises, in percent. */
  availability: Record<Tier, number>;
}

/** What a contract says that helps to guess. @public */
export function importPlatformOf(contract: PlatformContract): ImportPlatform {
  return {
    registries: contract.supplyChain.registries
      .filter(({ teams }) => !teams)
      .map(({ prefix }) => prefix),
    environments: contract.environments.map(({ name, production }) => ({
      name,
      production,
    })),
    domains: contract.providers.traffic.domains,
    availability: {
      'tier-1': contract.tiers['tier-1'].availability,
      'tier-2': contract.tiers['tier-2'].availability,
      'tier-3': contract.tiers['tier-3'].availability,
    },
  };
}
