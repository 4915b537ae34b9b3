import { addAccepted, addDependency, draftCalls } from '../calls';
import { Draft } from '../draft';
import {
  answerEnvironments,
  answerObjective,
  answerOwnership,
  type ImportSurroundings,
} from '../estate';
import type { ImportAnswers, ImportPlatform } from '../answers';
import type {
  ImportedManifest,
  ImportedResource,
  ImportResult,
} from '../model';
import { resultOf } from '../result';
import { isName } from '../names';
import { ImportReport, placeOf } from '../report';
import { draftContainers } from './containers';
import { ownershipOf } from './evidence';
import { draftExposure } from './exposure';
import { readFolder, type Folder, type Workload } from './folder';
import { namesOf } from './naming';
import { networkCalls } from './networkCalls';
import { servingOf } from './pod';
import { tellPod } from './podRest';
import { resolverFor } from './resolver';
import { tellOthers } from './others';
import { draftScaling } from './scaling';
import { draftResource, storeOf } from './stores';
import { answerWithoutPort, askForHealth } from '../healthAnswers';
import { tellUnread } from './unread/tellUnread';
import { draftWorkPart } from './workParts';

/** Kinds whose pods keep running and keep nothing by themselves. */
const RESTARTED = new Set([
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'Pod',
]);

/**
 * Drafts intents from the manifests of one environment: what runs pods becomes a service, what runs a store that
 * others use becomes a declared resource, and hosts in variables become agreements. Never throws for what the
 * manifests hold.
 * @public
 */
export function importKubernetes(options: {
  manifests: readonly ImportedManifest[];
  answers: ImportAnswers;
  platform?: ImportPlatform;
}): ImportResult {
  const { manifests, answers, platform } = options;
  const report = new ImportReport();
  const folder = readFolder(manifests);
  const names = namesOf(folder, report);
  const drafts = new Map<Workload, Draft>();
  const resources = new Map<Workload, ImportedResource>();
  for (const [workload, name] of names) {
    const store = RESTARTED.has(workload.kind) && storeOf(workload, folder);
    if (store) {
      resources.set(
        workload,
        draftResource({
          workload,
          folder,
          store,
          name,
          owner: answers.owner ?? 'group:to-be-answered',
          surroundings: options,
        }),
      );
      report.leaveOut({
        ...placeOf(workload.manifest),
        what: `${workload.kind} ${workload.name}`,
        why: `${store.engine} is declared as a resource that services depend on, and its manifests stay as they are; decide who runs it: the platform, or the team as a stateful service`,
      });
    } else {
      drafts.set(
        workload,
        draftWorkload({ folder, workload, name, report, answers, platform }),
      );
    }
  }
  connect({ folder, drafts, resources, report, answers });
  tellOthers({ folder, report, known: new Set(names.keys()) });
  tellUnread({ folder, drafts, stores: new Set(resources.keys()) }, report);
  return resultOf({
    drafts: [...drafts.values()],
    resources: [...resources.values()],
    report,
  });
}

function draftWorkload(
  options: ImportSurroundings & {
    folder: Folder;
    workload: Workload;
    name: string;
    report: ImportReport;
  },
): Draft {
  const { folder, workload, name, report } = options;
  const { manifest } = workload;
  const draft = new Draft(name, placeOf(manifest), report);
  if (!isName(workload.name)) {
    draft.changes(
      `${workload.kind} ${workload.name}`,
      `is called ${name}: the name of a service is a DNS label of at most 53 characters, from a letter on`,
      placeOf(manifest, '/metadata/name'),
    );
  }
  if (workload.kind === 'Pod') {
    draft.changes(
      `Pod ${workload.name}`,
      'nothing starts a pod alone anew; the draft is of work that the platform keeps running or runs once',
    );
  }
  const serving = servingOf(workload, folder);
  if (!serving) {
    return draft;
  }
  const surroundings = { ...options, draft, serving };
  const variables = draftContainers(surroundings);
  answerOwnership(draft, {
    ...options,
    ...ownershipOf(workload),
    variables,
  });
  const special = draftWorkPart(surroundings);
  if (!special) {
    draftExposure(surroundings);
    if (serving.port === undefined) {
      answerWithoutPort(draft);
    }
  }
  if (!special || draft.get('/spec/workloadType') === 'queue-worker') {
    draftScaling(surroundings);
  }
  if (!special) {
    answerObjective(draft, options);
  }
  askForHealth(draft);
  tellPod(surroundings);
  answerEnvironments(draft, options);
  return draft;
}

/** Both sides of every call: the dependency of the caller, and that the callee accepts it. */
function connect(options: {
  folder: Folder;
  drafts: Map<Workload, Draft>;
  resources: Map<Workload, ImportedResource>;
  report: ImportReport;
  answers: ImportAnswers;
}): void {
  const { folder, drafts, report, answers } = options;
  const callers = new Map<string, Set<string>>();
  const agree = (caller: Draft, callee: string) =>
    callers.set(callee, (callers.get(callee) ?? new Set()).add(caller.name));
  for (const [workload, draft] of drafts) {
    const resolve = resolverFor({ ...options, workload });
    for (const callee of draftCalls(draft, { resolve, answers })) {
      agree(draft, callee);
    }
  }
  for (const { caller, callee } of networkCalls(folder, report)) {
    const from = drafts.get(caller);
    const to = drafts.get(callee);
    if (
      from &&
      to &&
      addDependency(from, { service: to.name }, from.place) !== undefined
    ) {
      agree(from, to.name);
      from.ask({
        at: '/spec/dependencies',
        question: `Does it call ${to.name}?`,
        value: `service: ${to.name}`,
        basis: 'evidence',
        from: 'a NetworkPolicy that lets it',
      });
    }
  }
  for (const draft of drafts.values()) {
    addAccepted(draft, [...(callers.get(draft.name) ?? [])]);
  }
}
