import { z } from 'zod';
import { applicationFacts } from '../../applicationFacts';
import { commit, image, link, moment, name, type Parser } from '../received';

/** Templates of Go write nothing where there is nothing. */
const blank = z.literal('').transform(() => undefined);
const optionalCommit = z.union([blank, commit]).optional();
const optionalMoment = z.union([blank, moment]).optional();

const schema = z.object({
  app: name,
  cluster: z.union([blank, name]).optional(),
  sync: z.string().max(40),
  revision: optionalCommit,
  phase: z.union([blank, z.string().max(40)]).optional(),
  finishedAt: optionalMoment,
  health: z.string().max(40),
  healthAt: optionalMoment,
  /** For versions that do not say since when the health is so. */
  sentAt: optionalMoment,
  message: z.string().max(20_000).optional(),
  images: z.array(image).max(100).nullish(),
  url: link,
});

/** An Application as the template of docs/delivery.md tells it. */
export const argoCd: Parser = {
  expects: 'what the notification template of docs/delivery.md sends',
  parse: body => {
    const { images, healthAt, sentAt, ...told } = schema.parse(body);
    return applicationFacts({
      ...told,
      healthAt: healthAt ?? sentAt,
      images: images ?? [],
    });
  },
};
