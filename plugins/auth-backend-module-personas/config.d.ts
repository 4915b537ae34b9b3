export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in as one of `fairway.demo.personas`, without a password. The demo profile only: anywhere else the
       * portal does not start with it.
       */
      personas?: {};
    };
  };
  fairway?: {
    demo?: {
      /**
       * Whom one can sign in as in the demo. The sign-in page shows them.
       * @deepVisibility frontend
       */
      personas?: Array<{
        /** Lower-case letters, digits and "-". */
        id: string;
        /** Entity ref of the user, such as `user:default/priya.engineer`. */
        user: string;
        name: string;
        role: string;
        /** A sentence on what this person comes for. */
        about: string;
      }>;
    };
  };
}
