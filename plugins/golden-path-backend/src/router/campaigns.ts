import {
  CAMPAIGN_SERVICE_STATES,
  CAMPAIGN_STATES,
  isEditPointer,
  MAX_INTENT_EDITS,
  TIERS,
  WORKLOAD_TYPES,
  type CampaignAction,
} from '@fairway/plugin-golden-path-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import { callerOf, personOf } from './callers';
import type { RouterOptions } from './options';
import { lineOf, proseOf } from './prose';

const idSchema = z.string().min(1).max(36);
const name = z.string().min(1).max(63);

const editSchema = z.strictObject({
  at: z.string().refine(isEditPointer, {
    error: 'expected a JSON pointer below /spec, such as /spec/tier',
  }),
  from: z.unknown().describe('only where this stands now').optional(),
  to: z.unknown().describe('the new value').optional(),
});

const changeSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('contract') }),
    z.strictObject({
      type: z.literal('draft'),
      draft: z.string().min(1).max(191),
    }),
    z.strictObject({
      type: z.literal('intent'),
      edits: z
        .array(editSchema)
        .min(1, { error: 'expected at least one edit' })
        .max(MAX_INTENT_EDITS, {
          error: `expected at most ${MAX_INTENT_EDITS} edits`,
        }),
      template: z.string().max(100).optional(),
    }),
  ],
  { error: 'expected a type: contract, draft or intent' },
);

/** What a search did not find is no wish for everything. */
const some = { error: 'expected at least one, or no such list: for all' };
const scopeSchema = z.strictObject({
  tiers: z.array(z.enum(TIERS)).min(1, some).max(10).optional(),
  teams: z.array(name).min(1, some).max(500).optional(),
  workloadTypes: z
    .array(z.enum(WORKLOAD_TYPES))
    .min(1, some)
    .max(20)
    .optional(),
  environments: z.array(name).min(1, some).max(20).optional(),
  services: z.array(name).min(1, some).max(500).optional(),
});

const concurrency = { error: 'expected a whole number of 1 to 100' };
const size = { error: 'expected a whole number of 1 to 1000' };
const settingsSchema = z.strictObject({
  waves: z
    .strictObject({
      by: z.enum(['tier', 'team', 'environment', 'none']),
      size: z.int(size).min(1, size).max(1_000, size).optional(),
      next: z.enum(['merged', 'manual']),
    })
    .optional(),
  concurrency: z
    .int(concurrency)
    .min(1, concurrency)
    .max(100, concurrency)
    .optional(),
  merge: z.enum(['owners', 'automatic']).optional(),
});

const createBody = z.strictObject({
  title: lineOf({ max: 120, empty: 'expected a title' }),
  description: proseOf({
    max: 2_000,
    empty: 'expected why it is, or no description',
  }).optional(),
  change: changeSchema,
  scope: scopeSchema.optional(),
  settings: settingsSchema.optional(),
});
const actionBody = z.strictObject({});
const retryBody = z.strictObject({
  services: z.array(name).min(1).max(500).optional(),
});

/** `/campaigns`: permissions and audit are with the service. */
export function addCampaignRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { campaigns } = options;
  const page = pageQuery({ defaultLimit: options.limits.pageSize });
  const listQuery = z.strictObject({
    ...page,
    state: z.enum(CAMPAIGN_STATES).optional(),
  });
  const servicesQuery = z.strictObject({
    ...page,
    state: z.enum(CAMPAIGN_SERVICE_STATES).optional(),
    team: z.string().max(255).optional(),
    tier: z.enum(TIERS).optional(),
    wave: z
      .string()
      .regex(/^[1-9][0-9]{0,4}$/, { error: 'expected the number of a wave' })
      .transform(Number)
      .optional(),
    kind: z.string().max(1_000).optional(),
    search: z.string().max(100).optional(),
  });
  const idOf = (req: Request) => parse(idSchema, req.params.id, 'path');
  const act = async (
    req: Request,
    action: Exclude<CampaignAction, 'delete'>,
  ) => {
    const person = await personOf(options, req);
    const body: { services?: string[] } = parse(
      action === 'retry' ? retryBody : actionBody,
      req.body ?? {},
      'body',
    );
    return campaigns.act(person, idOf(req), action, body);
  };

  router.get('/campaigns', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(
      await campaigns.list(caller, parse(listQuery, req.query, 'query')),
    );
  });

  router.post('/campaigns', async (req, res) => {
    const person = await personOf(options, req);
    const body = parse(createBody, req.body, 'body');
    res.status(201).json(await campaigns.create(person, body));
  });

  router.get('/campaigns/:id', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(await campaigns.get(caller, idOf(req)));
  });

  router.get('/campaigns/:id/services', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(
      await campaigns.services(
        caller,
        idOf(req),
        parse(servicesQuery, req.query, 'query'),
      ),
    );
  });

  router.post('/campaigns/:id/start', async (req, res) => {
    res.json(await act(req, 'start'));
  });

  router.post('/campaigns/:id/pause', async (req, res) => {
    res.json(await act(req, 'pause'));
  });

  router.post('/campaigns/:id/resume', async (req, res) => {
    res.json(await act(req, 'resume'));
  });

  router.post('/campaigns/:id/stop', async (req, res) => {
    res.json(await act(req, 'stop'));
  });

  router.post('/campaigns/:id/advance', async (req, res) => {
    res.json(await act(req, 'advance'));
  });

  router.post('/campaigns/:id/retry', async (req, res) => {
    res.json(await act(req, 'retry'));
  });

  router.post('/campaigns/:id/plan', async (req, res) => {
    res.json(await act(req, 'plan'));
  });

  router.delete('/campaigns/:id', async (req, res) => {
    const person = await personOf(options, req);
    await campaigns.delete(person, idOf(req));
    res.status(204).end();
  });
}
