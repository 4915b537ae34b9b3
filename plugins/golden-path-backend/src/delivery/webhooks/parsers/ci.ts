import { z } from 'zod';
import { commit, image, link, moment, name, type Parser } from '../received';

const schema = z.object({
  service: name.optional(),
  image,
  commit,
  committedAt: moment.optional(),
  at: moment.optional(),
  status: z.enum(['passed', 'failed']).default('passed'),
  url: link,
  tests: z
    .object({
      passed: z.int().min(0),
      failed: z.int().min(0).default(0),
      skipped: z.int().min(0).default(0),
      url: link,
    })
    .optional(),
  sbom: link,
});

/** The build: our own format, since every CI has one of its own. */
export const ci: Parser = {
  expects: '{ image, commit, status, tests, url } of docs/delivery.md',
  parse(body) {
    const told = schema.parse(body);
    const { tests } = told;
    return [
      {
        subject: { service: told.service, images: [told.image] },
        state: 'built',
        outcome: (tests?.failed ?? 0) > 0 ? 'failed' : told.status,
        at: told.at,
        summary: tests
          ? `${tests.passed} tests passed, ${tests.failed} failed, ${tests.skipped} skipped`
          : `The build ${told.status}, without a test report`,
        url: told.url ?? tests?.url,
        facts: {
          commit: told.commit,
          committedAt:
            told.committedAt && new Date(told.committedAt).toISOString(),
          tests: tests && `${tests.passed} passed, ${tests.failed} failed`,
          testReport: tests?.url,
          sbom: told.sbom,
        },
      },
    ];
  },
};
