import { changeRequestCreatePermission } from '@fairway/plugin-golden-path-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { parse } from '@fairway/backend-kit';
import { personOf } from './callers';
import type { RouterOptions } from './options';
import { proseOf } from './prose';

const MOST_CHARACTERS = 100_000;
const TOO_LONG = 'expected at most 100000 characters';
const name = z.string().min(1).max(63);
const message = proseOf({
  max: 500,
  empty: 'expected a line of text, or no message',
}).optional();
const hold = z
  .boolean()
  .describe('keeps it open though nobody has to agree')
  .optional();
const proposeBody = z.strictObject({
  text: z
    .string()
    .min(1, { error: 'expected OpenSLO documents' })
    .max(MOST_CHARACTERS, { error: TOO_LONG }),
  base: z.string().max(MOST_CHARACTERS, { error: TOO_LONG }).optional(),
  message,
  hold,
});
const removeBody = z.strictObject({ message, hold });

/** `/services/:name/objectives`: what a service promises, as OpenSLO, changed by change requests on its intent. */
export function addObjectiveRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, objectives } = options;
  const part = (req: Request, key: 'name' | 'objective') =>
    parse(name, req.params[key], 'path');

  router.post('/services/:name/objectives', async (req, res) => {
    const person = await personOf(options, req);
    await access.require(person, changeRequestCreatePermission);
    const { created, request } = await objectives.propose(
      person,
      part(req, 'name'),
      parse(proposeBody, req.body, 'body'),
    );
    res.status(created ? 201 : 200).json(request);
  });

  router.post(
    '/services/:name/objectives/:objective/remove',
    async (req, res) => {
      const person = await personOf(options, req);
      await access.require(person, changeRequestCreatePermission);
      const { created, request } = await objectives.remove(
        person,
        part(req, 'name'),
        {
          objective: part(req, 'objective'),
          ...parse(removeBody, req.body ?? {}, 'body'),
        },
      );
      res.status(created ? 201 : 200).json(request);
    },
  );
}
