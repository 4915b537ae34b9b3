import type {
  ChangeRequest,
  IntentForm,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { draftsOf } from '../fields/dependency';

const INTENT = /^services\/([^/]+)\/intent\.yaml$/;

function calls({ spec }: ServiceIntent): string[] {
  return draftsOf(spec.dependencies).flatMap(({ service }) => service ?? []);
}

/** Whose line a request adds or takes back: the other services whose intent it changes, by who calls them. */
export function sidesOf(options: {
  request: Pick<ChangeRequest, 'files' | 'evidence' | 'service'>;
  /** The service as Git has it. */
  standing: ServiceIntent | undefined;
}): Pick<IntentForm, 'acceptOn' | 'releaseOn'> {
  const { request, standing } = options;
  const others = request.files.flatMap(
    ({ path }) => INTENT.exec(path)?.[1] ?? [],
  );
  const now = calls(request.evidence.intent);
  const before = standing ? calls(standing) : [];
  const isOther = (name: string) =>
    name !== request.service && others.includes(name);
  return {
    acceptOn: now.filter(isOther),
    releaseOn: before.filter(name => !now.includes(name)).filter(isOther),
  };
}
