import {
  compilePermission,
  contractReadPermission,
  serviceIntentSchema,
} from '@fairway/plugin-golden-path-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { parse } from '@fairway/backend-kit';
import { callerOf, personOf } from './callers';
import type { RouterOptions } from './options';
import { proseOf } from './prose';

const { name, owner, system } = serviceIntentSchema.shape.metadata.shape;

const flowBody = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('rename'), to: name }),
    z.strictObject({
      kind: z.literal('move'),
      owner,
      system: system.optional(),
    }),
    z.strictObject({
      kind: z.literal('retire'),
      release: z
        .boolean()
        .describe('callers lose their line in the same request')
        .optional(),
    }),
  ],
  { error: 'expected a flow with the kind rename, move or retire' },
);

const openBody = z.strictObject({
  flow: flowBody,
  message: proseOf({
    max: 500,
    empty: 'expected a line of text, or no message',
  }).optional(),
});

/** `/services/:name/…`: who depends on a service, and to rename, move or retire it. */
export function addFlowRoutes(router: Router, options: RouterOptions): void {
  const { access, changeRequests, flows } = options;
  const nameOf = (req: Request) =>
    parse(z.string().max(63), req.params.name, 'path');

  router.get('/services/:name/dependents', async (req, res) => {
    await access.require(await callerOf(options, req), contractReadPermission);
    res.json(await flows.dependents(nameOf(req)));
  });

  router.post('/services/:name/flows/preview', async (req, res) => {
    const caller = await callerOf(options, req);
    await access.require(caller, contractReadPermission);
    await access.require(caller, compilePermission);
    res.json(
      await flows.preview(
        caller,
        nameOf(req),
        parse(flowBody, req.body, 'body'),
      ),
    );
  });

  router.post('/services/:name/flows', async (req, res) => {
    const person = await personOf(options, req);
    const { created, request } = await changeRequests.openFlow(
      person,
      nameOf(req),
      parse(openBody, req.body, 'body'),
    );
    res.status(created ? 201 : 200).json(request);
  });
}
