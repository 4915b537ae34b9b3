import type { IntentForm } from './intentForm';

/** What a public gateway states beside its route; the terms of an internal one stay in the form alone. */
export function publicGateway({ gateway }: IntentForm): unknown {
  return (
    gateway && { ...gateway, authentication: undefined, rateLimit: undefined }
  );
}

/** The form asks a gateway for its hosts once: the route is at the one that it was at, or else at the first. */
export function publicRoute({ gateway, route }: IntentForm): unknown {
  const hosts = (Array.isArray(gateway?.hosts) ? gateway.hosts : []).filter(
    host => typeof host === 'string' && host !== '',
  );
  const first: unknown = hosts[0];
  return first === undefined || hosts.includes(route?.host)
    ? route
    : { ...route, host: first };
}
