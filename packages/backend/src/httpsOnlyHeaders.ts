import type { IncomingMessage, ServerResponse } from 'node:http';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';

const POLICY = 'content-security-policy';

function withoutUpgrade(policy: string): string {
  return policy
    .split(';')
    .filter(directive => directive.trim() !== 'upgrade-insecure-requests')
    .join(';');
}

/**
 * Keeps back the two headers that send a browser to HTTPS: over plain HTTP there is nothing there. Browsers make an
 * exception for `localhost`, but not for the name of a machine in the same network.
 */
function keepToHttp(
  _request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    switch (name.toLowerCase()) {
      case 'strict-transport-security':
        return response;
      case POLICY:
        return setHeader(
          name,
          typeof value === 'string' ? withoutUpgrade(value) : value,
        );
      default:
        return setHeader(name, value);
    }
  };
  next();
}

/** The HTTP door of the portal: Backstage's own, true to the scheme of `backend.baseUrl`. */
export const httpRouter = rootHttpRouterServiceFactory({
  configure({ app, config, applyDefaults }) {
    if (new URL(config.getString('backend.baseUrl')).protocol === 'http:') {
      app.use(keepToHttp);
    }
    applyDefaults();
  },
});
