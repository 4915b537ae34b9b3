import {
  contractAuthorPermission,
  isDraftPath,
  MAX_DRAFT_FILE,
  MAX_DRAFT_PATHS,
  MAX_DRAFT_TITLE,
} from '@fairway/plugin-golden-path-common';
import express, {
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { inPlainWords, parse } from '@fairway/backend-kit';
import { BusyError } from '../errors';
import { callerOf, personOf } from './callers';
import type { RouterOptions } from './options';
import { lineOf } from './prose';

/** Drafts carry whole files, which the limit of other calls would refuse. */
const DRAFT_BODY_BYTES = 4 * 1024 * 1024;

const nameSchema = z.string().max(100);
const idSchema = z.string().min(1).max(191);

const changesSchema = z
  .record(
    z.string().refine(isDraftPath, {
      error:
        'expected contract/… or templates/<name>/… of a YAML file, without ".." and names that begin with a dot',
    }),
    z
      .string()
      .max(MAX_DRAFT_FILE, {
        error: `expected at most ${MAX_DRAFT_FILE} characters`,
      })
      .nullable(),
  )
  .refine(changes => Object.keys(changes).length <= MAX_DRAFT_PATHS, {
    error: `a draft may change ${MAX_DRAFT_PATHS} files at most`,
    // What the schema knows of mappings would not help here.
    params: {
      expected: `at most ${MAX_DRAFT_PATHS} files`,
      remedy: 'Change fewer files, or make two drafts of it',
    },
  })
  .describe('new texts by path, null for a file that goes away');

const draftBody = z.strictObject({
  title: lineOf({ max: MAX_DRAFT_TITLE, empty: 'expected a title' }),
  changes: changesSchema,
  basedOn: z
    .string()
    .regex(/^[0-9a-f]{64}$/, {
      error: 'expected the fingerprint of what was out',
    })
    .describe('the fingerprint of what was out'),
});
const saveBody = draftBody.extend({
  revision: z
    .int({ error: 'expected the revision of the draft as it was read' })
    .min(1)
    .max(1_000_000_000)
    .describe('the revision of the draft as it was read'),
});
const impactBody = z.strictObject({ changes: changesSchema });

/** Before the routes: lets authors through, and only their bodies are read. */
export function authorsOnly(options: RouterOptions): RequestHandler[] {
  return [
    (req, _res, next) => {
      callerOf(options, req)
        .then(caller =>
          options.access.require(caller, contractAuthorPermission),
        )
        .then(() => next(), next);
    },
    express.json({ limit: DRAFT_BODY_BYTES, type: 'application/json' }),
  ];
}

/** `/authoring`: for authors of the contract and its templates; {@link authorsOnly} stands before. */
export function addAuthoringRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authoring, drafts, impact } = options;

  router.get('/authoring', async (_req, res) => {
    res.json(await authoring.overview());
  });

  router.get('/authoring/templates/:name', async (req, res) => {
    const name = parse(nameSchema, req.params.name, 'path');
    res.json(await authoring.template(name));
  });

  router.get('/authoring/services/:name', async (req, res) => {
    const name = parse(z.string().max(53), req.params.name, 'path');
    res.json(await authoring.service(name));
  });

  router.post('/authoring/drafts', async (req, res) => {
    const person = await personOf(options, req);
    const content = parse(draftBody, req.body, 'body');
    res.status(201).json(await drafts.create(person, content));
  });

  router.get('/authoring/drafts/:id', async (req, res) => {
    res.json(await drafts.get(parse(idSchema, req.params.id, 'path')));
  });

  router.put('/authoring/drafts/:id', async (req, res) => {
    const person = await personOf(options, req);
    const id = parse(idSchema, req.params.id, 'path');
    const content = parse(saveBody, req.body, 'body');
    res.json(await drafts.save(person, id, content));
  });

  router.delete('/authoring/drafts/:id', async (req, res) => {
    const person = await personOf(options, req);
    await drafts.delete(person, parse(idSchema, req.params.id, 'path'));
    res.status(204).end();
  });

  router.post('/authoring/impact', async (req, res) => {
    const caller = await callerOf(options, req);
    const { changes } = parse(impactBody, req.body, 'body');
    const signal = hungUp(res);
    try {
      res.json(await impact.measure(caller, { changes, signal }));
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof BusyError) {
        res.setHeader('Retry-After', '10');
      }
      throw error;
    }
  });

  router.use(
    '/authoring',
    inPlainWords({
      tooLarge: `expected at most ${DRAFT_BODY_BYTES} bytes; change fewer files in one draft`,
    }),
  );
}

/** Aborted when the connection ends before its answer. */
function hungUp(res: Response): AbortSignal {
  const controller = new AbortController();
  const end = () =>
    controller.abort(new Error('Nobody waits for the answer any more'));
  if (res.closed) {
    end();
  } else {
    res.once('close', end);
  }
  return controller.signal;
}
