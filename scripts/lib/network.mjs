/**
 * npm finds a proxy by the usual variables or in its own configuration; Yarn only by variables of its own. Returns
 * those for Yarn, unless somebody has set them.
 */
export function yarnNetwork(env) {
  const first = (...names) => names.map(name => env[name]).find(Boolean);
  const http = first(
    'HTTP_PROXY',
    'http_proxy',
    'npm_config_http_proxy',
    'npm_config_proxy',
  );
  const https =
    first('HTTPS_PROXY', 'https_proxy', 'npm_config_https_proxy') ?? http;
  return {
    ...(http && !env.YARN_HTTP_PROXY ? { YARN_HTTP_PROXY: http } : {}),
    ...(https && !env.YARN_HTTPS_PROXY ? { YARN_HTTPS_PROXY: https } : {}),
  };
}
