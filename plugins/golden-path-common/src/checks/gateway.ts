import type { Finding } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';

const TITLE = 'A gateway says who may come in, and how often';

/** Ways to write that there are no rules. */
const NO_RULES =
  /^\s*(?:[-–—]+|none|no|off|false|disabled|nothing|n\/?a)[\s.]*$/i;

/**
 * Whether a gateway says who may come in, how often, and by which rules. What a public one has to state of its
 * callers, its exposure asks for; inside the company each gap is a warning.
 * @public
 */
export function checkGateway({ intent }: { intent: ServiceIntent }): Finding[] {
  const gateway = ownPart(intent, 'gateway');
  if (!gateway) {
    return [];
  }
  const isPublic = intent.spec.exposure === 'public';
  return [
    ...checkRules({ name: intent.metadata.name, waf: gateway.waf, isPublic }),
    ...(isPublic ? [] : checkTerms(intent.metadata.name, gateway)),
  ];
}

function checkRules(options: {
  name: string;
  waf: string;
  isPublic: boolean;
}): Finding[] {
  const { name, waf, isPublic } = options;
  return NO_RULES.test(waf)
    ? [
        {
          policy: 'gateway',
          title: TITLE,
          severity: isPublic ? 'deny' : 'warn',
          message: `"${waf.trim()}" is no set of rules: the web application firewall in front of ${name} would let everything through${
            isPublic ? ' that the internet sends' : ''
          }.`,
          at: '/spec/gateway/waf',
          remedy: 'Name the rules in "waf", such as those of the edge team',
        },
      ]
    : [];
}

/** What a gateway inside the company leaves open about its callers. */
function checkTerms(
  name: string,
  gateway: NonNullable<ServiceIntent['spec']['gateway']>,
): Finding[] {
  const missing = (['authentication', 'rateLimit'] as const).filter(
    key => gateway[key] === undefined,
  );
  return missing.map(key => ({
    policy: 'gateway',
    title: TITLE,
    severity: 'warn',
    message:
      key === 'authentication'
        ? `${name} lets in everyone who reaches it: the intent says nothing of authentication.`
        : `One caller can use up ${name} for all: the intent states no rate limit.`,
    at: `/spec/gateway/${key}`,
    remedy:
      key === 'authentication'
        ? 'Add "authentication" to "gateway", such as mtls; none says that it is meant'
        : 'Add "rateLimit" to "gateway", such as 500rps',
  }));
}
