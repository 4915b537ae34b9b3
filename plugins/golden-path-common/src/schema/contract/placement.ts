import { z } from 'zod';

/** Which clusters of production something runs in; elsewhere it runs in every cluster of the environment. */
export const placement = z.enum(['primary', 'active', 'all']);
