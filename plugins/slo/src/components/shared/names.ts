/** `payments` of `group:default/payments`; what is no entity ref stays as it is. */
export function nameOf(ref: string): string {
  return ref.split('/').pop() ?? ref;
}
