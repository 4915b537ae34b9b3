import { draftCommand } from '../commands';
import { draftImage } from '../images';
import type { Draft } from '../draft';
import type { ImportSurroundings } from '../estate';
import { isName, nearestName } from '../names';
import { resourcesFrom } from '../quantities';
import { mappingAt, scalarAt, textAt } from '../read';
import { placeOf } from '../report';
import type { Folder, Workload } from './folder';
import { draftHealth, speaksGrpc } from './health';
import { containersOf, isOfMesh, type PodContainer, type Serving } from './pod';
import { draftVariables } from './variables';

interface Options extends ImportSurroundings {
  draft: Draft;
  folder: Folder;
  workload: Workload;
}

/** Carries the containers over: the one that serves is called `app`. Gives the names of their variables. */
export function draftContainers(
  options: Options & { serving: Serving },
): string[] {
  const { draft, workload, serving } = options;
  const variables: string[] = [];
  const taken = new Set(['app']);
  for (const container of containersOf(workload)) {
    const main = container.at === serving.container.at;
    if (!main && isOfMesh(container)) {
      draft.leaveOut(
        `container ${container.name}`,
        'the mesh of the platform puts it there',
        placeOf(workload.manifest, container.at),
      );
      continue;
    }
    const name = main ? 'app' : containerName(container, taken);
    taken.add(name);
    variables.push(...draftContainer({ ...options, container, main, name }));
  }
  return variables;
}

function containerName({ name }: PodContainer, taken: Set<string>): string {
  const wanted = isName(name) ? name : nearestName(name) ?? 'sidecar';
  let found = wanted === 'app' ? 'app-2' : wanted;
  for (let number = 2; taken.has(found); number++) {
    found = `${wanted.slice(0, 48)}-${number}`;
  }
  return found;
}

function draftContainer(
  options: Options & {
    serving: Serving;
    container: PodContainer;
    main: boolean;
    name: string;
  },
): string[] {
  const { draft, workload, container, main, name, serving } = options;
  const source = workload.manifest;
  const at = `/spec/containers/${name}`;
  draftImageOf(options, at);
  const port = main
    ? serving.port
    : container.ports.find(({ protocol }) => protocol === 'TCP')?.number;
  if (port !== undefined) {
    draft.set(`${at}/port`, port, placeOf(source, `${container.at}/ports`));
  }
  const grpc = speaksGrpc(container, serving);
  if (grpc !== undefined) {
    draft.set(`${at}/protocol`, 'grpc', placeOf(source, container.at));
    draft.ask({
      at: `${at}/protocol`,
      question: 'What does it speak on its port?',
      value: 'grpc',
      basis: 'evidence',
      from: grpc,
    });
  }
  if (main) {
    draftMetrics(options, { at, port });
    if (grpc !== undefined && draft.get(`${at}/metricsPort`) === undefined) {
      draft.ask({
        at: `${at}/metricsPort`,
        question:
          'On which port does it serve its metrics? Collectors speak HTTP, and the port that serves speaks gRPC.',
        basis: 'open',
      });
    }
  }
  for (const field of ['command', 'args']) {
    const list = container.value[field];
    if (Array.isArray(list)) {
      draftCommand(draft, {
        words: list.map(item => scalarAt(item) ?? ''),
        to: `${at}/${field}`,
        source,
        at: `${container.at}/${field}`,
        what: `${field} of ${container.name}`,
      });
    }
  }
  const variables = draftVariables({ ...options, at });
  const { resources, notes } = resourcesFrom(container.value.resources);
  if (resources) {
    const place = placeOf(source, `${container.at}/resources`);
    draft.set(`${at}/resources`, resources, place);
  }
  for (const note of notes) {
    draft.leaveOut(
      note.what,
      note.why,
      placeOf(source, `${container.at}/resources${note.at}`),
    );
  }
  draftHealth(draft, {
    source,
    container,
    at,
    port,
    grpc: grpc !== undefined,
  });
  tellRest(options, port);
  return variables;
}

function draftImageOf(
  options: Options & { container: PodContainer },
  at: string,
): void {
  const { draft, workload, container, answers, platform } = options;
  const stated = textAt(container.value, '/image');
  const { image, doubt } = draftImage({
    image: stated,
    service: draft.name,
    answers,
    platform,
  });
  draft.set(
    `${at}/image`,
    image,
    placeOf(workload.manifest, `${container.at}/image`),
  );
  if (doubt) {
    draft.ask({ at: `${at}/image`, value: image, ...doubt });
  }
}

/** Metrics by the annotations that scrapers agree on, or by a port with their name. */
function draftMetrics(
  options: Options & { container: PodContainer },
  { at, port }: { at: string; port: number | undefined },
): void {
  const { draft, workload, container } = options;
  const { annotations, manifest } = workload;
  const annotated = Number(annotations['prometheus.io/port']);
  const named = container.ports.find(({ name = '' }) =>
    /metrics|prometheus/.test(name),
  )?.number;
  const metricsPort = Number.isInteger(annotated) ? annotated : named;
  const place = placeOf(manifest, container.at);
  if (metricsPort !== undefined && metricsPort !== port) {
    draft.set(`${at}/metricsPort`, metricsPort, place);
  }
  const path = annotations['prometheus.io/path'];
  if (path !== undefined && path !== '/metrics') {
    draft.set(`${at}/metricsPath`, path, place);
  }
}

/** What of a container has no place in an intent. */
function tellRest(
  options: Options & { container: PodContainer; name: string },
  port: number | undefined,
): void {
  const { draft, workload, container, name } = options;
  const source = workload.manifest;
  const metricsPort = draft.get(`/spec/containers/${name}/metricsPort`);
  for (const [index, each] of container.ports.entries()) {
    if (
      each.protocol !== 'TCP' ||
      (each.number !== port && each.number !== metricsPort)
    ) {
      draft.leaveOut(
        `port ${each.number}${
          each.protocol === 'TCP' ? '' : `/${each.protocol}`
        }`,
        'a service answers on one TCP port; another port is another service',
        placeOf(source, `${container.at}/ports/${index}`),
      );
    }
  }
  const security = mappingAt(container.value, '/securityContext');
  const added = mappingAt(security, '/capabilities').add;
  const wants = [
    ...(security.privileged === true ? ['privileged'] : []),
    ...(security.allowPrivilegeEscalation === true
      ? ['allowPrivilegeEscalation']
      : []),
    ...(security.runAsUser === 0 || security.runAsNonRoot === false
      ? ['user root']
      : []),
    ...(Array.isArray(added) && added.length > 0
      ? [`capabilities ${added.map(String).join(', ')}`]
      : []),
  ];
  if (security.readOnlyRootFilesystem === false) {
    draft.ask({
      at: `/spec/containers/${name}`,
      question:
        'To which paths does it write? Its file system is read-only on the platform, and what may be written is /tmp.',
      basis: 'open',
    });
  }
  if (wants.length > 0) {
    draft.leaveOut(
      `${container.name}: ${wants.join(', ')}`,
      'the platform runs containers without privileges; what really needs them asks for an override with a reason',
      placeOf(source, `${container.at}/securityContext`),
    );
  }
}
