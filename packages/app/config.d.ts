export interface Config {
  fairway?: {
    demo?: {
      /**
       * People of the demo estate one can sign in as; the sign-in page shows them.
       */
      personas?: Array<{
        /** @visibility frontend */
        id: string;
        /** @visibility frontend */
        name: string;
        /** @visibility frontend */
        role: string;
        /** @visibility frontend */
        about: string;
      }>;
    };
  };
  auth?: {
    /** @visibility frontend */
    environment?: string;
    /**
     * The sign-in page offers the providers that are configured: their names reach the browser, nothing below.
     */
    providers?: {
      /** @visibility frontend */
      [provider: string]: object;
    };
  };
}
