/** What everybody else needs to know of a kind of object that carries pods. */
export interface PodCarrier {
  apiVersion: string;
  kind: string;
  /** The kind as kubectl takes it. */
  resource: string;
  /** Label of its pods that tells one revision from another, or one run from another. */
  revisionLabel: string;
  /** Its pods do their work and end, and none is started again in place. */
  ends?: true;
  /** Regular expression of the names of its pods; a looser one would take in those of `<name>-something`. */
  podNames(name: string): string;
  /** Where an engine keeps the released pods in another object, and this one holds a canary or nothing. */
  released?: {
    /** Name of that object, of its autoscaler, and the value of the label on its pods. */
    name(service: string): string;
    /** Label whose value is the name of the object that carries a pod. */
    label: string;
    /** Kinds that the engine makes from its own object, so that Git has none. */
    makes: readonly string[];
  };
  /** CEL over the object for a delivery engine that cannot read its status by itself. */
  health?: { current: string; inProgress: string; failed: string };
  /** The fastest way back to the revision before. */
  undo: {
    command(workload: Named): string;
    /** How long it takes, in words. */
    takes: string;
  };
  /** The alert for pods that are not as they should be; work that ends has its own in the notes of its shape. */
  alert?(workload: Named): CarrierAlert;
}

interface Named {
  name: string;
  namespace: string;
}

/** An alert, and what of the service it is derived from. */
export interface CarrierAlert {
  alert: string;
  expr: string;
  for: string;
  summary: string;
  description: string;
  from: 'rollout' | 'scaling';
  why: string;
}
