export interface Config {
  fairway?: {
    permissions?: {
      /**
       * Which catalog groups have which role. Someone in several groups has all their roles; an engineer is
       * whoever belongs to a group that is not a viewer's.
       */
      roles?: {
        /** Entity refs of groups, such as `group:default/platform`. */
        platform?: string[];
        reviewer?: string[];
        finance?: string[];
        viewer?: string[];
      };
    };
  };
}
