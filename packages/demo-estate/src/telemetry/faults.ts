import { z } from 'zod';

/** What can be made to go wrong. @public */
export const DEMO_FAULTS = {
  errors: 'A share of the requests fails',
  latency: 'A share of the requests is slow',
  outage: 'Every request fails',
  'no-traffic': 'Nobody calls the service',
  'no-data': 'The series of the service are gone',
  garbage: 'The store answers what is no number',
  'source-down': 'The store of all series does not answer',
} as const;

/** @public */
export type DemoFaultKind = keyof typeof DEMO_FAULTS;

const kinds = Object.keys(DEMO_FAULTS);

/** What somebody asks for when a fault is switched on. @public */
export const newDemoFaultSchema = z
  .strictObject({
    kind: z
      .string()
      .refine((kind): kind is DemoFaultKind => kinds.includes(kind), {
        error: `expected one of ${kinds.join(', ')}`,
      }),
    /** Name of the service; needed unless the fault is that of the store. */
    service: z.string().min(1).max(63).optional(),
    /** Share of requests that it hits, of errors and latency. */
    share: z.number().gt(0).max(1).optional(),
    /** It ends by itself after so many minutes from now. */
    minutes: z.int().min(1).max(10_080).optional(),
  })
  .superRefine((fault, context) => {
    if (fault.kind !== 'source-down' && fault.service === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['service'],
        message: 'expected the name of the service that it hits',
      });
    }
  });

/** @public */
export type NewDemoFault = z.infer<typeof newDemoFaultSchema>;

/** A fault that is, or was, switched on. @public */
export interface DemoFault {
  id: string;
  kind: DemoFaultKind;
  service?: string;
  /** In (0, 1]. */
  share: number;
  /** Epoch milliseconds; `to` is missing while it stays on. */
  from: number;
  to?: number;
}

/** Faults that are known now: read anew for each answer, since somebody may switch one on or off. @public */
export interface DemoFaults {
  list(): readonly DemoFault[];
}

/** Of a fault of errors or latency that names no share. */
export const DEFAULT_SHARE = 0.2;

/** @public */
export function isActive(fault: DemoFault, at: number): boolean {
  return fault.from <= at && (fault.to === undefined || at < fault.to);
}
