import { pageQuery, parse } from '@fairway/backend-kit';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import type { Router } from 'express';
import { z } from 'zod';
import type { RouterOptions } from './options';
import { nameSchema, objectiveIdSchema, timeSchema } from './queries';

const reasonWords = {
  error: 'expected why, in 3 to 500 characters that people can read',
};

const reason = z
  .string(reasonWords)
  .transform(text => text.trim())
  .refine(
    text => text.length >= 3 && text.length <= 500 && !/\p{Cc}/u.test(text),
    reasonWords,
  );

const time = timeSchema.transform(at => new Date(at).toISOString());

const exclusionBody = z.strictObject({
  service: nameSchema,
  objective: objectiveIdSchema.optional(),
  from: time,
  to: time,
  reason,
});

const withdrawBody = z.strictObject({ reason });
const idSchema = z.string().min(1).max(64);

/** `/exclusions`: time that does not count. Who may exclude is decided with the owner of the service. */
export function addExclusionRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, callers, exclusions } = options;
  const listQuery = z.strictObject({
    ...pageQuery({ defaultLimit: options.limits.pageSize, mostRows: 1000 }),
    service: nameSchema.optional(),
    objective: objectiveIdSchema.optional(),
  });

  router.get('/exclusions', async (req, res) => {
    await access.require(await callers.callerOf(req), objectiveReadPermission);
    res.json(await exclusions.list(parse(listQuery, req.query, 'query')));
  });

  router.post('/exclusions', async (req, res) => {
    const person = await callers.personOf(req);
    const wish = parse(exclusionBody, req.body ?? {}, 'body');
    res.status(201).json(await exclusions.create(person, wish));
  });

  router.post('/exclusions/:id/withdraw', async (req, res) => {
    const person = await callers.personOf(req);
    const id = parse(idSchema, req.params.id, 'path');
    const { reason: why } = parse(withdrawBody, req.body ?? {}, 'body');
    res.json(await exclusions.withdraw(person, id, why));
  });
}
