/**
 * In place of `cross-fetch`, whose tables of character sets would be a third of the bundle. Only when it is called: the
 * command line calls no service, and looking at `fetch` loads the whole HTTP client of Node.
 */
export default function fetchOfNode(...request) {
  return globalThis.fetch(...request);
}
