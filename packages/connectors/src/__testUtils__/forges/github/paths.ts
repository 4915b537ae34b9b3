/** Where the API of an Enterprise Server lies. */
export const API = '/api/v3';

/** Where it keeps the repository of the double. */
export const REPOSITORY = `${API}/repos/acme/gitops`;
