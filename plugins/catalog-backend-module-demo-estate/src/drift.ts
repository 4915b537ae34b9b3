import type { EditsByHand, FileContent } from '@fairway/connectors';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';

/** One production cluster: people edit where it burns. */
const CLUSTER = 'clusters/prod-eu-1/';

/** What somebody did to a file of a service in production. */
interface Edit {
  service: string;
  file: RegExp;
  /** The text they left; undefined where they removed the file. */
  edit(text: string): string | undefined;
}

const EDITS: Edit[] = [
  {
    // An incident at night, and nobody told the intent.
    service: 'billing-service',
    file: /\/(rollout|deployment)-billing-service\.yaml$/,
    edit: text =>
      text.replace(
        /(limits:\n(?: +cpu: .*\n)? +memory: )\S+/,
        (_, before: string) => `${before}2Gi`,
      ),
  },
  {
    // It was in the way of draining a node.
    service: 'audit-log-service',
    file: /\/poddisruptionbudget-/,
    edit: () => undefined,
  },
  {
    service: 'carriers-api',
    file: /\/networkpolicy-/,
    edit: text => `# Checked with the network team in October.\n${text}`,
  },
];

const DEBUG_POD = `apiVersion: v1
kind: Pod
metadata:
  name: debug-shell
spec:
  containers:
    - name: shell
      image: docker.io/library/busybox:latest
      command: [sleep, infinity]
`;

/** Took longer to stop until its queue was drained; that held until the end of October. */
const OVERRIDDEN = {
  service: 'claims-api',
  derivedAt: '2026-10-01T00:00:00Z',
  override: {
    target: { kind: 'Deployment', environments: ['prod'] },
    patch: [
      {
        op: 'replace' as const,
        path: '/spec/template/spec/terminationGracePeriodSeconds',
        value: 120,
      },
    ],
    reason: 'Claims of the old protocol are finished before it stops.',
    approvedBy: 'group:sre',
    expires: '2026-10-31',
  },
};

/** Left when a service was taken away without its files. */
const LEFT_OVER: FileContent = {
  path: `${CLUSTER}prod-claims-archive/claims-archive-api/service-claims-archive-api.yaml`,
  text: `apiVersion: v1
kind: Service
metadata:
  name: claims-archive-api
  namespace: prod-claims-archive
  labels:
    fairway.dev/team: claims
    fairway.dev/tier: tier-3
spec:
  selector:
    app.kubernetes.io/name: claims-archive-api
  ports:
    - name: http
      port: 80
`,
};

/**
 * The estate as years leave one: a few services are not in Git what their intents derive, so that the pages of drift
 * have something to show. A smaller estate has fewer of them.
 */
export function withDrift(intents: ServiceIntent[]): {
  intents: ServiceIntent[];
  derivedAt: Record<string, string>;
  byHand: EditsByHand;
} {
  const shell = intents.find(
    ({ metadata }) => metadata.name === 'campaigns-api',
  );
  return {
    intents: intents.map(intent =>
      intent.metadata.name === OVERRIDDEN.service
        ? {
            ...intent,
            spec: { ...intent.spec, overrides: [OVERRIDDEN.override] },
          }
        : intent,
    ),
    derivedAt: { [OVERRIDDEN.service]: OVERRIDDEN.derivedAt },
    byHand: {
      change: file => {
        const made = EDITS.find(
          ({ service, file: name }) =>
            file.path.startsWith(CLUSTER) &&
            file.path.includes(`/${service}/`) &&
            name.test(file.path),
        );
        const text = made ? made.edit(file.text) : file.text;
        return text === undefined ? undefined : { ...file, text };
      },
      added: shell ? [LEFT_OVER, debugPodBeside(shell)] : [],
    },
  };
}

function debugPodBeside({ metadata }: ServiceIntent): FileContent {
  const team = metadata.owner.replace(/^group:/, '');
  return {
    path: `${CLUSTER}prod-${team}-${metadata.system}/${metadata.name}/pod-debug-shell.yaml`,
    text: DEBUG_POD,
  };
}
