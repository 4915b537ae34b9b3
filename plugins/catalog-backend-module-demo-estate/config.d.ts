export interface Config {
  fairway?: {
    demo?: {
      /** Fills the catalog and a fresh GitOps repository with a made-up company. Off when left out. */
      enabled?: boolean;
      /** How many services the company has; 400 when left out. */
      services?: 40 | 400 | 4000;
      /** The same seed gives the same company; 1 when left out. */
      seed?: number;
    };
  };
}
