import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const CONTRACT_VERSION = 'fairway.dev/contract-version';

const entitySchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** The entities of a `catalog-info.yaml`; a document that is none is logged and left out. */
export function catalogEntitiesOf(options: {
  file: string;
  text: string | undefined;
  logger: LoggerService;
}): Entity[] {
  const { file, text, logger } = options;
  if (text === undefined) {
    return [];
  }
  const entities: Entity[] = [];
  for (const document of parseAllDocuments(text)) {
    const parsed = entitySchema.safeParse(document.toJS());
    if (document.errors.length > 0 || !parsed.success) {
      logger.warn(`${file}: a document is no catalog entity and is left out`);
    } else {
      // What is left is JSON, read from YAML; the catalog validates each entity by its kind.
      entities.push(JSON.parse(JSON.stringify(parsed.data)));
    }
  }
  return entities;
}

/** Version of the contract that a merged service was compiled against; `unknown` when the file does not say. */
export function contractVersionOf(text: string | undefined): string {
  const line = text
    ?.split('\n')
    .find(each => each.trim().startsWith(`${CONTRACT_VERSION}:`));
  return (
    line
      ?.slice(line.indexOf(':') + 1)
      .trim()
      .replace(/^["']|["']$/g, '') ?? 'unknown'
  );
}
