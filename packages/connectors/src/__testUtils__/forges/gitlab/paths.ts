/** Where the API of an instance below a path lies. */
export const API = '/git/api/v4';

/** Where it keeps the project of the double. */
export const PROJECT = `${API}/projects/${encodeURIComponent(
  'acme/platform/gitops',
)}`;
