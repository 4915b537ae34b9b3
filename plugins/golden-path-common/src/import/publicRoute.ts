import type { Draft } from './draft';
import type { ImportSurroundings } from './estate';
import type { ImportPlace } from './model';

/** A public route as it was found. */
export interface FoundRoute {
  /** Nothing when what opens it names no host: a load balancer, a wildcard. */
  host?: string;
  /** Path prefixes; all when empty. */
  paths: string[];
  from: string;
  place: ImportPlace;
}

/** What a public service states beside its host; the placeholders are the careful choice, not a guess. */
const ROUTE_ANSWERS = [
  {
    field: 'authentication',
    value: 'oauth2',
    question:
      'How do callers say who they are? "none" is a decision to make in writing.',
  },
  {
    field: 'rateLimit',
    value: '100rps',
    question: 'How many requests may one client send?',
  },
  {
    field: 'accessLogRetention',
    value: '90d',
    question: 'How long are access logs kept?',
  },
];

/** Makes a draft public, with everything that a public route has to state. */
export function answerPublicRoute(
  draft: Draft,
  route: FoundRoute,
  { answers, platform }: ImportSurroundings,
): void {
  answerExposure(draft, 'public', route.from);
  const domain = answers.domain ?? platform?.domains[0] ?? 'example.com';
  const host = route.host ?? `${draft.name}.${domain}`;
  draft.set('/spec/route/host', host, route.place);
  draft.ask({
    at: '/spec/route/host',
    question: 'Under which host does the public reach it in production?',
    value: host,
    ...(route.host === undefined
      ? { basis: 'placeholder' }
      : { basis: 'evidence', from: route.from }),
  });
  if (route.paths.length > 0) {
    draft.set('/spec/route/paths', route.paths, route.place);
  }
  for (const { field, value, question } of ROUTE_ANSWERS) {
    const at = `/spec/route/${field}`;
    draft.set(at, value);
    draft.ask({ at, question, value, basis: 'placeholder' });
  }
  const strategy = draft.get('/spec/tier') === 'tier-3' ? 'rolling' : 'canary';
  draft.set('/spec/rollout', { strategy });
  draft.ask({
    at: '/spec/rollout/strategy',
    question: 'How is a new version released, and how does it go back?',
    value: strategy,
    basis: 'placeholder',
    from: `what ${draft.get('/spec/tier')} does`,
  });
  draft.set('/spec/operations/runbook', 'docs/runbook.md');
  draft.ask({
    at: '/spec/operations/runbook',
    question: 'Where is the runbook for incidents?',
    value: 'docs/runbook.md',
    basis: 'placeholder',
  });
}

/** Who may reach a service, and what says so. */
export function answerExposure(
  draft: Draft,
  exposure: 'none' | 'internal' | 'public',
  from: string,
): void {
  draft.set('/spec/exposure', exposure);
  draft.ask({
    at: '/spec/exposure',
    question: 'Who may reach it?',
    value: exposure,
    basis: 'evidence',
    from,
  });
}
