import { compilePermission } from '@fairway/plugin-golden-path-common';
import type { ActionOptions } from './options';

const EXAMPLE = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata:
  name: payments-api
  system: billing
  owner: group:payments
spec:
  workloadType: internal-api
  tier: tier-2
  dataClassification: internal
  exposure: internal
  runtime: go
  containers:
    app:
      image: registry.example.com/payments-api:1.2.0
      port: 8080
  environments: [dev]
`;

export function registerCompileIntent(options: ActionOptions): void {
  const { access, actionsRegistry, compile } = options;
  actionsRegistry.register({
    name: 'compile-intent',
    title: 'Compile a service intent',
    description: `
Compiles a service intent (YAML) against the platform contract and the merged services, and writes nothing.

The answer says whether the intent is denied, every finding with its remedy, which Kubernetes objects would be
derived, which kinds of reviewer would have to agree, and the monthly cost. A text that is no service intent is
refused with every problem at once, each with line, path and what to do. Use it before proposing a change.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: compilePermission,
    schema: {
      input: z =>
        z.object({
          intent: z
            .string()
            .max(262_144)
            .describe('The service intent as YAML'),
        }),
      output: z =>
        z.object({
          name: z.string(),
          contractVersion: z.string(),
          denied: z.boolean().describe('True when nothing may be written'),
          findings: z.array(
            z.object({
              policy: z.string(),
              severity: z.enum(['deny', 'warn']),
              message: z.string(),
              at: z.string().describe('JSON pointer into the intent'),
              line: z.number().optional(),
              remedy: z.string(),
            }),
          ),
          review: z.object({
            decision: z.enum(['automatic', 'review']),
            reviewers: z.array(z.string()),
            reasons: z.array(z.string()),
          }),
          objects: z.array(
            z.object({
              kind: z.string(),
              name: z.string(),
              environment: z.string(),
              cluster: z.string(),
              path: z.string(),
            }),
          ),
          notDerived: z.array(z.object({ what: z.string(), why: z.string() })),
          cost: z.object({
            monthly: z.string(),
            monthlyAtMax: z.string(),
            currency: z.string(),
          }),
        }),
    },
    examples: [
      {
        title: 'An internal API in the dev environment',
        description: 'Says what would be derived and what is missing.',
        input: { intent: EXAMPLE },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await access.callerOf(credentials);
      await access.require(caller, compilePermission);
      const result = await compile.compile({ text: input.intent });
      return {
        output: {
          name: result.name,
          contractVersion: result.contractVersion,
          denied: result.denied,
          findings: result.findings.map(finding => ({
            policy: finding.policy,
            severity: finding.severity,
            message: finding.message,
            at: finding.at,
            line: finding.line,
            remedy: finding.remedy,
          })),
          review: {
            decision: result.review.decision,
            reviewers: result.review.reviewers,
            reasons: result.review.reasons.map(reason => reason.why),
          },
          objects: result.objects.map(({ object, env, cluster, path }) => ({
            kind: object.kind,
            name: object.metadata.name,
            environment: env,
            cluster,
            path,
          })),
          notDerived: result.notDerived.map(({ what, why }) => ({ what, why })),
          cost: {
            monthly: result.cost.monthly,
            monthlyAtMax: result.cost.monthlyAtMax,
            currency: result.cost.currency,
          },
        },
      };
    },
  });
}
