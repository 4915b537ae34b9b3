export interface Config {
  fairway?: {
    slo?: {};
  };
}
