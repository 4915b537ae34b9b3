import { dnsLabel } from '../schema/scalars';

/** Whether a text can be the name of a service as it stands. */
export function isName(text: string): boolean {
  return dnsLabel.safeParse(text).success;
}

/** The nearest name to a text: `Cart_Service` becomes `cart-service`; nothing when no letter is left. */
export function nearestName(text: string): string | undefined {
  const name = text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 53)
    .replace(/-+$/, '');
  return isName(name) ? name : undefined;
}
