/** An alert as Sloth knows it. @public */
export interface SlothAlert {
  disabled: boolean;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** What a Kubernetes object says of itself. @public */
export interface KubernetesObject {
  name: string;
  namespace?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** An objective as Sloth knows it, after its document was read. @public */
export interface SlothSlo {
  id: string;
  name: string;
  service: string;
  description?: string;
  /** Percent, as written: 99.9. */
  objective: number;
  windowSeconds: number;
  labels: Record<string, string>;
  /** Go templates with `{{.window}}`, as written. */
  sli:
    | { kind: 'events'; errorQuery: string; totalQuery: string }
    | { kind: 'raw'; errorRatioQuery: string };
  page: SlothAlert;
  ticket: SlothAlert;
  /** What Sloth's info metric says of the document; that of `prometheus/v1` when missing. */
  source?: { mode: string; spec: string };
  /** The Kubernetes object that it was written in. */
  object?: KubernetesObject;
}
