/** `payments` of `group:default/payments`; what is no entity ref stays as it is. */
export function nameOf(ref: string): string {
  return ref.split('/').pop() ?? ref;
}

/** What is promised, without the service where that stands beside it: `latency-p95` of `billing-service: latency-p95`. */
export function promiseOf(objective: {
  title: string;
  service: string;
}): string {
  const { title, service } = objective;
  const before = `${service}: `;
  return title.startsWith(before) ? title.slice(before.length) : title;
}
