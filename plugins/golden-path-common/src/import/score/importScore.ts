import { escapeSegment } from '../../json/pointer';
import type { Problem } from '../../schema/problem';
import type { ImportAnswers, ImportPlatform } from '../answers';
import { addAccepted, addDependency, draftCalls } from '../calls';
import { Draft } from '../draft';
import {
  answerEnvironments,
  answerObjective,
  answerOwnership,
  type ImportSurroundings,
} from '../estate';
import type { ImportResult } from '../model';
import { answerExposure, answerPublicRoute } from '../publicRoute';
import { textAt } from '../read';
import { ImportReport, placeOf, type ImportSource } from '../report';
import { resultOf } from '../result';
import { answerWithoutPort, askForHealth } from '../healthAnswers';
import { draftScoreContainers } from './containers';
import { meaningOf } from './resourceTypes';
import { readWorkload, type ReadWorkload } from './readWorkload';
import type { ScoreWorkload } from './schema';
import { tellUnreadOfScore } from './unread';

/**
 * Drafts intents from Score workloads. A file that is none gives its problems; the others are drafted all the same.
 * @public
 */
export function importScore(options: {
  files: readonly { file: string; text: string }[];
  answers: ImportAnswers;
  platform?: ImportPlatform;
}): ImportResult {
  const report = new ImportReport();
  const problems: Problem[] = [];
  const found = new Map<string, ReadWorkload>();
  for (const file of options.files) {
    const read = readWorkload(file);
    if ('problems' in read) {
      problems.push(...read.problems);
    } else if (found.has(read.name)) {
      problems.push({
        ...placeOf(read.source, '/metadata/name'),
        at: '/metadata/name',
        message: `a workload called ${read.name} is in ${
          found.get(read.name)?.source.file
        } already`,
        remedy: 'Give one of them another name',
      });
    } else {
      found.set(read.name, read);
    }
  }
  const ports = new Map(
    [...found.values()].map(({ name, port }) => [name, port]),
  );
  const drafts = new Map(
    [...found.values()].map(read => [
      read.name,
      draftWorkload({ ...options, read, ports, report }),
    ]),
  );
  connect(drafts, ports, options.answers);
  return resultOf({
    drafts: [...drafts.values()],
    resources: [],
    report,
    problems,
  });
}

function draftWorkload(
  options: ImportSurroundings & {
    read: ReadWorkload;
    ports: ReadonlyMap<string, number | undefined>;
    report: ImportReport;
  },
): Draft {
  const { read, report } = options;
  const { workload, source, name, port } = read;
  const draft = new Draft(name, placeOf(source), report);
  if (name !== workload.metadata.name) {
    draft.changes(
      `workload ${workload.metadata.name}`,
      `is called ${name}: the name of a service is a DNS label of at most 53 characters, from a letter on`,
      placeOf(source, '/metadata/name'),
    );
  }
  const surroundings = { ...options, draft, workload, source, port };
  draftScoreContainers(surroundings);
  answerOwnership(draft, {
    ...options,
    variables: Object.values(workload.containers).flatMap(({ variables }) =>
      Object.keys(variables ?? {}),
    ),
  });
  draftResources(surroundings);
  tellPorts(surroundings);
  askForHealth(draft);
  answerObjective(draft, options);
  for (const key of Object.keys(workload.metadata)) {
    if (key !== 'name') {
      draft.leaveOut(
        `metadata.${key}`,
        'an intent states owner, system, title, description and tags',
        placeOf(source, `/metadata/${escapeSegment(key)}`),
      );
    }
  }
  tellUnreadOfScore(surroundings);
  answerEnvironments(draft, options);
  return draft;
}

/** What the workload needs: dependencies, and the way in. */
function draftResources(
  options: ImportSurroundings & {
    draft: Draft;
    workload: ScoreWorkload;
    source: ImportSource;
    port: number | undefined;
  },
): void {
  const { draft, workload, source, port } = options;
  let route: Parameters<typeof answerPublicRoute>[1] | undefined;
  for (const [name, resource] of Object.entries(workload.resources ?? {})) {
    const at = `/resources/${escapeSegment(name)}`;
    const place = placeOf(source, at);
    const meaning = meaningOf(name, resource);
    const what = `resource ${name} of type ${resource.type}`;
    switch (meaning.kind) {
      case 'service':
      case 'resource':
      case 'topic':
        addDependency(draft, { [meaning.kind]: meaning.name }, place);
        if (meaning.kind !== 'service') {
          draft.ask({
            at: '/spec/dependencies',
            question: `Which declared ${meaning.kind} is ${name} (${resource.type})?`,
            value: `${meaning.kind}: ${meaning.name}`,
            basis: 'placeholder',
          });
        }
        if (resource.params && Object.keys(resource.params).length > 0) {
          draft.leaveOut(
            `params of ${what}`,
            'who provides the resource decides them',
            placeOf(source, `${at}/params`),
          );
        }
        break;
      case 'route':
      case 'host': {
        const host = textAt(resource.params, '/host');
        const path = textAt(resource.params, '/path');
        route = {
          ...route,
          ...(host !== undefined && !host.includes('${') && { host }),
          paths:
            path !== undefined && path !== '/' ? [path] : route?.paths ?? [],
          from: what,
          place,
        };
        break;
      }
      case 'environment':
        break;
      default:
        draft.leaveOut(
          what,
          meaning.kind === 'volume'
            ? 'only a stateful service keeps data'
            : 'an intent depends on services, topics, stores and hosts outside; say which of them it is',
          place,
        );
    }
  }
  if (route) {
    draft.set('/spec/workloadType', 'http-api');
    answerPublicRoute(draft, route, options);
    return;
  }
  draft.set('/spec/workloadType', 'internal-api');
  if (port === undefined) {
    answerExposure(
      draft,
      'internal',
      'it serves on no port, and accepts nobody',
    );
    answerWithoutPort(draft);
  } else {
    answerExposure(draft, 'internal', 'it serves on a port and has no route');
  }
}

function tellPorts(options: {
  draft: Draft;
  workload: ScoreWorkload;
  source: ImportSource;
  port: number | undefined;
}): void {
  const { draft, workload, source, port } = options;
  const ports = Object.entries(workload.service?.ports ?? {});
  for (const [name, each] of ports) {
    const place = placeOf(source, `/service/ports/${escapeSegment(name)}`);
    const target = each.targetPort ?? each.port;
    if (target !== port || each.protocol === 'UDP') {
      draft.leaveOut(
        `port ${name}`,
        'a service answers on one TCP port; another port is another service',
        place,
      );
    } else if (each.port !== target) {
      draft.changes(
        `port ${name}`,
        `callers reach it on the port of its container, ${target}, not on ${each.port}`,
        place,
      );
    }
  }
}

/** Both sides of every call among the workloads. */
function connect(
  drafts: ReadonlyMap<string, Draft>,
  ports: ReadonlyMap<string, number | undefined>,
  answers: ImportAnswers,
): void {
  const resolve = (host: string) => {
    const name = host.replace(/\.cluster\.local$/, '').split('.')[0];
    const inCluster =
      !host.includes('.') || /\.svc(\.cluster\.local)?$/.test(host);
    return inCluster && drafts.has(name)
      ? ({ kind: 'service', name, port: ports.get(name) } as const)
      : undefined;
  };
  for (const draft of drafts.values()) {
    draftCalls(draft, { resolve, answers });
  }
  for (const callee of drafts.values()) {
    addAccepted(
      callee,
      [...drafts.values()]
        .filter(caller => caller !== callee && caller.calls(callee.name))
        .map(({ name }) => name),
    );
  }
}
