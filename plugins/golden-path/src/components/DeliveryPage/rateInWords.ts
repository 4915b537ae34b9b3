/** A share of deployments: more than a tenth of a percent says nothing. */
export function rateInWords(ratio: number): string {
  return `${(100 * ratio).toLocaleString(undefined, {
    maximumFractionDigits: 1,
  })} %`;
}
