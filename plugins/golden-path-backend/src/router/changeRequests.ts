import { CHANGE_REQUEST_KINDS } from '@fairway/plugin-golden-path-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import { readIntent } from '../services/readIntent';
import { callerOf, personOf } from './callers';
import { acceptOn, intentBody, releaseOn } from './intentBody';
import type { RouterOptions } from './options';
import { proseOf } from './prose';

const idSchema = z.string().min(1).max(191);
const commitBody = z.strictObject({
  commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, {
    error: 'expected the commit of the request as it was read',
  }),
});
const commentBody = z.strictObject({
  text: proseOf({ max: 10_000, empty: 'expected something to say' }),
});
const openBody = z.strictObject({
  intent: intentBody,
  message: proseOf({
    max: 500,
    empty: 'expected a line of text, or no message',
  }).optional(),
  acceptOn,
  releaseOn,
  hold: z
    .boolean()
    .describe('keeps it open though nobody has to agree')
    .optional(),
});

/** `/change-requests`: permissions and audit are with the service. */
export function addChangeRequestRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { changeRequests } = options;
  const page = pageQuery({ defaultLimit: options.limits.pageSize });
  const listQuery = z.strictObject({
    ...page,
    state: z.enum(['open', 'merged', 'closed']).optional(),
    service: z.string().max(63).optional(),
    author: z.string().max(255).optional(),
    kind: z.enum(CHANGE_REQUEST_KINDS).optional(),
    campaign: z.string().max(64).optional(),
    awaitingMe: z
      .enum(['true', 'false'])
      .transform(value => value === 'true')
      .optional(),
    search: z.string().max(100).optional(),
  });
  const diffQuery = z.strictObject({
    ...page,
    path: z.string().max(512).optional(),
  });
  const idOf = (req: Request) => parse(idSchema, req.params.id, 'path');

  router.get('/change-requests', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(
      await changeRequests.list(caller, parse(listQuery, req.query, 'query')),
    );
  });

  router.post('/change-requests', async (req, res) => {
    const person = await personOf(options, req);
    const {
      intent,
      message,
      acceptOn: accepting,
      releaseOn: releasing,
      hold,
    } = parse(openBody, req.body, 'body');
    const { created, request } = await changeRequests.open(person, {
      intent: readIntent({ intent }).intent,
      message,
      acceptOn: accepting,
      releaseOn: releasing,
      hold,
    });
    res.status(created ? 201 : 200).json(request);
  });

  router.get('/change-requests/:id', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(await changeRequests.get(caller, idOf(req)));
  });

  router.get('/change-requests/:id/diff', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(
      await changeRequests.diff(
        caller,
        idOf(req),
        parse(diffQuery, req.query, 'query'),
      ),
    );
  });

  router.post('/change-requests/:id/approve', async (req, res) => {
    const person = await personOf(options, req);
    const body = parse(commitBody, req.body, 'body');
    res.json(await changeRequests.approve(person, idOf(req), body));
  });

  router.post('/change-requests/:id/merge', async (req, res) => {
    const person = await personOf(options, req);
    const body = parse(commitBody, req.body, 'body');
    res.json(await changeRequests.merge(person, idOf(req), body));
  });

  router.post('/change-requests/:id/close', async (req, res) => {
    const person = await personOf(options, req);
    res.json(await changeRequests.close(person, idOf(req)));
  });

  router.post('/change-requests/:id/comments', async (req, res) => {
    const person = await personOf(options, req);
    const body = parse(commentBody, req.body, 'body');
    res.status(201).json(await changeRequests.comment(person, idOf(req), body));
  });
}
