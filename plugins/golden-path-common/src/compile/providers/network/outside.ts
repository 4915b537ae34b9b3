/** Ranges that are not the public Internet (RFC 6890); a rule for an outside host must not open them. */
const NOT_PUBLIC = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/** Every public address, and never a private range. */
export const PUBLIC_ADDRESSES = { cidr: '0.0.0.0/0', except: NOT_PUBLIC };

/** Whether what stands where a host name belongs is an address, which no rule for names matches. */
export function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host);
}
