import {
  checkDirectory,
  checkHardDependencies,
  checkNamespaces,
  compile,
  teamDemand,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { FleetState } from './desiredState';
import { isPast } from './expiry';

/** What a policy does to a service; an exception lets pass what would be denied or warned of. */
export type PolicyEffect = 'denied' | 'warned' | 'excepted';

/** How one merged service stands against contract and fleet. */
export interface Verdict {
  denied: boolean;
  /** Nothing denies, something warns. */
  warned: boolean;
  /** Effects of each policy that has any. */
  policies: ReadonlyMap<string, ReadonlySet<PolicyEffect>>;
}

/** Judges one service. `now` is an ISO moment. */
export function judge(options: {
  intent: ServiceIntent;
  state: FleetState;
  now: string;
}): Verdict {
  const { intent, state, now } = options;
  const { contract, fleet } = state;
  const { denied, findings } = compile({ intent, contract, fleet, now });
  const policies = new Map<string, Set<PolicyEffect>>();
  for (const { policy, severity, exception } of findings) {
    const effects = policies.get(policy) ?? new Set();
    policies.set(policy, effects);
    if (exception) {
      effects.add('excepted');
    } else {
      effects.add(severity === 'deny' ? 'denied' : 'warned');
    }
  }
  return { denied, warned: !denied && findings.length > 0, policies };
}

/** Tells what the verdict on a service rests on, so that it is judged again only when one of these has moved. */
export class Grounds {
  readonly #state: FleetState;
  readonly #now: number;
  readonly #exceptions = new Map<string, string[]>();
  readonly #onHost = new Map<string, number>();

  /** @param options - `now`: epoch milliseconds. */
  constructor(options: { state: FleetState; now: number }) {
    this.#state = options.state;
    this.#now = options.now;
    for (const { service, expires } of this.#contract.exceptions) {
      const known = this.#exceptions.get(service) ?? [];
      this.#exceptions.set(service, [...known, expires]);
    }
    for (const { hosts } of Object.values(options.state.fleet.services)) {
      for (const host of hosts) {
        this.#onHost.set(host, (this.#onHost.get(host) ?? 0) + 1);
      }
    }
  }

  get #contract(): PlatformContract {
    return this.#state.contract;
  }

  /** To be compared with {@link sameGrounds}: identities of what the compiler reads, and values of sums. */
  of(intent: ServiceIntent): unknown[] {
    const { fleet, fingerprint } = this.#state;
    const own = fleet.services[intent.metadata.name];
    const { team, environments, dependencies, accepts, hosts } = own;
    const expiries = [
      ...(this.#exceptions.get(own.name) ?? []),
      ...(intent.spec.overrides ?? []).map(override => override.expires),
    ];
    return [
      fingerprint,
      intent,
      fleet.resources,
      ...[...dependencies, ...accepts].map(name => fleet.services[name]),
      ...environments.map(environment => {
        const sum = teamDemand({ fleet, team, environment });
        return `${sum.cpuMillis} ${sum.memoryBytes} ${sum.pods} ${sum.objects}`;
      }),
      ...hosts.map(host => this.#onHost.get(host)),
      // What is told of more than neighbours, in words: most moves, far away in the fleet, leave it as it is.
      ...[
        ...checkDirectory({ intent, fleet }),
        ...checkHardDependencies({ intent, fleet }),
        ...checkNamespaces({ intent, contract: this.#contract, fleet }),
      ].map(({ message }) => message),
      ...expiries.map(expires => isPast(expires, this.#now)),
    ];
  }
}

export function sameGrounds(a: unknown[] | undefined, b: unknown[]): boolean {
  return (
    a?.length === b.length && b.every((ground, index) => ground === a[index])
  );
}
