/** An objective as Pyrra knows it, after its document was read. @public */
export interface PyrraObjective {
  name: string;
  /** Share, 0.999. */
  target: number;
  windowSeconds: number;
}
