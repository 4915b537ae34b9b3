/** `1 service cannot take the edit`. */
export function cannotTake(services: number): string {
  return `${services} ${
    services === 1 ? 'service' : 'services'
  } cannot take the edit`;
}
