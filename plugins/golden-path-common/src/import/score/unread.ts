import type { Draft } from '../draft';
import { itemsAt } from '../read';
import { placeOf, type ImportSource } from '../report';
import { each, READ, unreadIn, type Fields, type Shape } from '../unread/shape';
import { wordsOf } from '../unread/words';
import { meaningOf } from './resourceTypes';
import type { ScoreResource, ScoreWorkload } from './schema';

/** Tells what of a workload nobody read: what neither its draft accounts for nor a note is about. */
export function tellUnreadOfScore(options: {
  draft: Draft;
  workload: ScoreWorkload;
  source: ImportSource;
}): void {
  const { draft, workload, source } = options;
  for (const found of unreadIn(workload, shapeOf(draft, workload))) {
    draft.leaveOut(
      wordsOf({
        ...found,
        at: found.at.replace(/^\/(containers|resources)/, ''),
      }).replace(/^\./, ''),
      found.at.startsWith('/resources/')
        ? 'who provides the resource decides it; say it where the resource is declared'
        : 'an intent has no place for it',
      placeOf(source, found.at),
    );
  }
}

function shapeOf(draft: Draft, workload: ScoreWorkload): Fields {
  return {
    apiVersion: READ,
    // Names, and what else is there, are told field by field.
    metadata: READ,
    service: READ,
    containers: each({
      image: READ,
      command: READ,
      args: READ,
      variables: READ,
      files: READ,
      volumes: READ,
      resources: READ,
      livenessProbe: READ,
      readinessProbe: READ,
    }),
    resources: Object.fromEntries(
      Object.entries(workload.resources ?? {}).map(([name, resource]) => [
        name,
        resourceShape(draft, name, resource),
      ]),
    ),
  };
}

function resourceShape(
  draft: Draft,
  name: string,
  resource: ScoreResource,
): Shape {
  switch (meaningOf(name, resource).kind) {
    case 'service':
    case 'resource':
    case 'topic':
      return { type: READ, id: READ, params: READ };
    case 'route':
    case 'host': {
      const paths = itemsAt(draft.get('/spec/route/paths'));
      return {
        type: READ,
        params: {
          host: host => draft.get('/spec/route/host') === host,
          path: path =>
            paths.length === 0 ? path === '/' : paths.includes(path),
        },
      };
    }
    case 'environment':
      return { type: READ };
    default:
      return READ;
  }
}
