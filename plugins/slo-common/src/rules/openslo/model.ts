/** A condition of an alert policy of OpenSLO, with all that its alert says. @public */
export interface BurnCondition {
  /** As written, `shop-burns-too-fast`; its alert is called `ShopBurnsTooFast`. */
  name: string;
  /** When the burn rate is as high as the threshold, or only when it is higher. */
  operator: '>' | '>=';
  /** Times the pace that would spend the budget exactly. */
  threshold: number;
  lookbackSeconds: number;
  /** How long it has to hold. */
  afterSeconds: number;
  /** As written, for the label. */
  severity: string;
  /** What that means here. */
  urgency: 'page' | 'ticket';
  /** Which of its alerts are wanted. */
  when: { breaching: boolean; noData: boolean };
  description?: string;
  /** Names of those who are to be told. */
  targets: string[];
}
