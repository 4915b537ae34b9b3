import { pageQuery, parse } from '@fairway/backend-kit';
import {
  documentRemovePermission,
  documentUploadPermission,
  objectiveReadPermission,
} from '@fairway/plugin-slo-common';
import type { Router } from 'express';
import { z } from 'zod';
import { ORIGIN_KINDS } from '../documents/types';
import type { RouterOptions } from './options';
import { searchSchema } from './queries';

const fileWords = {
  error:
    'expected the name of a file, such as payments.yaml: letters, digits, ".", "-" and "_"',
};

const uploadBody = z.strictObject({
  file: z
    .string(fileWords)
    .max(200, fileWords)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/, fileWords),
  text: z.string({ error: 'expected the text of the document' }).min(1, {
    error: 'expected the text of the document, not nothing',
  }),
});

const idSchema = z.string().min(1).max(64);

/** `/documents`: where objectives are written, and what is wrong there. */
export function addDocumentRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, callers, documents } = options;
  const listQuery = z.strictObject({
    ...pageQuery({ defaultLimit: options.limits.pageSize, mostRows: 1000 }),
    origin: z.enum(ORIGIN_KINDS).optional(),
    search: searchSchema,
    unreadable: z
      .enum(['true', 'false'], { error: 'expected true or false' })
      .transform(text => text === 'true')
      .optional(),
  });

  router.get('/documents', async (req, res) => {
    await access.require(await callers.callerOf(req), objectiveReadPermission);
    res.json(await documents.list(parse(listQuery, req.query, 'query')));
  });

  router.get('/documents/:id', async (req, res) => {
    await access.require(await callers.callerOf(req), objectiveReadPermission);
    res.json(await documents.get(parse(idSchema, req.params.id, 'path')));
  });

  router.post('/documents', async (req, res) => {
    const person = await callers.personOf(req);
    await access.require(person, documentUploadPermission);
    const upload = parse(uploadBody, req.body ?? {}, 'body');
    res.status(201).json(await documents.upload(person, upload));
  });

  router.delete('/documents/:id', async (req, res) => {
    const person = await callers.personOf(req);
    await access.require(person, documentRemovePermission);
    await documents.remove(person, parse(idSchema, req.params.id, 'path'));
    res.status(204).end();
  });
}
