import { escapeSegment } from '../../json/pointer';
import type { Draft } from '../draft';
import type { ImportSurroundings } from '../estate';
import { draftCommand } from '../commands';
import { draftImage } from '../images';
import { isName, nearestName } from '../names';
import { resourcesFrom } from '../quantities';
import { placeOf, type ImportSource } from '../report';
import type { ScoreContainer, ScoreWorkload } from './schema';
import { draftScoreVariables } from './variables';

interface Options extends ImportSurroundings {
  draft: Draft;
  workload: ScoreWorkload;
  source: ImportSource;
  ports: ReadonlyMap<string, number | undefined>;
  port: number | undefined;
}

/** Carries the containers over: the one that serves is called `app`. */
export function draftScoreContainers(options: Options): void {
  const { workload } = options;
  const main = mainOf(options);
  const taken = new Set(['app']);
  for (const [name, container] of Object.entries(workload.containers)) {
    const wanted = isName(name) ? name : nearestName(name) ?? 'sidecar';
    let called = name === main ? 'app' : wanted;
    for (let number = 2; name !== main && taken.has(called); number++) {
      called = `${wanted.slice(0, 48)}-${number}`;
    }
    taken.add(called);
    draftContainer(options, {
      name,
      container,
      to: `/spec/containers/${called}`,
      main: name === main,
    });
  }
}

/** The container whose probe asks the port that is served, else the first. */
function mainOf({ workload, port }: Options): string | undefined {
  const entries = Object.entries(workload.containers);
  const [name] =
    entries.find(
      ([, { readinessProbe, livenessProbe }]) =>
        port !== undefined &&
        (readinessProbe?.httpGet ?? livenessProbe?.httpGet)?.port === port,
    ) ??
    entries[0] ??
    [];
  return name;
}

function draftContainer(
  options: Options,
  place: {
    name: string;
    container: ScoreContainer;
    to: string;
    main: boolean;
  },
): void {
  const { draft, source, port, answers, platform } = options;
  const { name, container, to, main } = place;
  const at = `/containers/${escapeSegment(name)}`;
  const { image, doubt } = draftImage({
    image: container.image,
    service: draft.name,
    answers,
    platform,
  });
  draft.set(`${to}/image`, image, placeOf(source, `${at}/image`));
  if (doubt) {
    draft.ask({ at: `${to}/image`, value: image, ...doubt });
  }
  if (main && port !== undefined) {
    draft.set(`${to}/port`, port, placeOf(source, '/service/ports'));
  }
  for (const field of ['command', 'args'] as const) {
    draftCommand(draft, {
      words: container[field] ?? [],
      to: `${to}/${field}`,
      source,
      at: `${at}/${field}`,
      what: `${field} of ${name}`,
    });
  }
  draftScoreVariables(options, { container: name, to });
  const { resources, notes } = resourcesFrom(container.resources);
  if (resources) {
    draft.set(`${to}/resources`, resources, placeOf(source, `${at}/resources`));
  }
  for (const note of notes) {
    draft.leaveOut(
      note.what,
      note.why,
      placeOf(source, `${at}/resources${note.at}`),
    );
  }
  draftProbes(options, place, at);
  for (const [field, why] of [
    [
      'files',
      'an intent has no files: settings are variables, content belongs into the image',
    ],
    [
      'volumes',
      'only a stateful service keeps data; what may be written is /tmp',
    ],
  ] as const) {
    for (const [key, target] of targetsOf(container[field])) {
      draft.leaveOut(
        `${field === 'files' ? 'file' : 'volume'} ${target}`,
        why,
        placeOf(source, `${at}/${field}/${escapeSegment(key)}`),
      );
    }
  }
}

/** Key and target of files and volumes, whichever way they are written. */
function targetsOf(
  value: ScoreContainer['files'] | ScoreContainer['volumes'],
): [string, string][] {
  return Array.isArray(value)
    ? value.map(({ target }, index) => [String(index), String(target)])
    : Object.keys(value ?? {}).map(target => [target, target]);
}

function draftProbes(
  { draft, source, port }: Options,
  {
    container,
    to,
    main,
  }: { container: ScoreContainer; to: string; main: boolean },
  at: string,
): void {
  for (const [field, health] of [
    ['readinessProbe', 'ready'],
    ['livenessProbe', 'live'],
  ] as const) {
    const get = container[field]?.httpGet;
    const place = placeOf(source, `${at}/${field}`);
    if (container[field]?.exec) {
      draft.leaveOut(
        `${field} by exec`,
        'an intent states health as HTTP paths, or as the health service of gRPC',
        placeOf(source, `${at}/${field}/exec`),
      );
    }
    if (!get) {
      continue;
    }
    if (main && port !== undefined && get.port !== port) {
      draft.leaveOut(
        `${field} on port ${get.port}`,
        `health is asked on the port that it serves on, ${port}`,
        place,
      );
      continue;
    }
    const [path, query] = get.path.split('?');
    draft.set(
      `${to}/health/${health}`,
      path.startsWith('/') ? path : `/${path}`,
      place,
    );
    if (query !== undefined) {
      draft.leaveOut(
        `query of the ${field}`,
        'the platform asks health at a path without a query',
        placeOf(source, `${at}/${field}/httpGet/path`),
      );
    }
    if (get.httpHeaders || get.host || get.scheme === 'HTTPS') {
      draft.leaveOut(
        `host, scheme and headers of the ${field}`,
        'health is asked over HTTP without headers; the path has to answer so',
        place,
      );
    }
  }
  const live = draft.get(`${to}/health/live`);
  if (live !== undefined && draft.get(`${to}/health/ready`) === undefined) {
    draft.set(`${to}/health/ready`, live);
    draft.changes(
      'readiness',
      'there was none that could be carried over, and the path of the livenessProbe stands in for it: what fails there takes no requests, and is not only started anew',
      draft.originOf(`${to}/health/live`),
    );
    draft.ask({
      at: `${to}/health/ready`,
      question: 'Which path answers 200 only while it can take requests?',
      value: String(live),
      basis: 'placeholder',
      from: 'the livenessProbe',
    });
  }
}
