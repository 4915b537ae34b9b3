import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';

/** What only the demo profile has. */
export function IfDemo(props: { children: ReactNode }) {
  const config = useApi(configApiRef);
  return config.has('fairway.demo.personas') ? <>{props.children}</> : null;
}
