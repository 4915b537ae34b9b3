/** The service that the address of the form asks to change, `?change=payments-api`. */
export function changedService(search: string): string | undefined {
  return new URLSearchParams(search).get('change') || undefined;
}

/** The part of an address that asks to change a service. */
export function askToChange(service: string): string {
  return `?${new URLSearchParams({ change: service })}`;
}
