import type { DayTally } from '@spotler-connector/ledger';

/** A colour of the chart, and what it stands for. */
export interface Series {
  readonly key: Exclude<keyof DayTally, 'day'>;
  readonly label: string;
  /** Told apart by those who see no red and green too, and in grey print by its lightness. */
  readonly colour: string;
}

/** Series of the chart, from the bottom up. */
export const SERIES: readonly Series[] = [
  { key: 'anonymized', label: 'erased', colour: '#1f4e79' },
  { key: 'alreadyAnonymized', label: 'nothing to erase', colour: '#9dc3e6' },
  { key: 'optedOut', label: 'opted out', colour: '#f4b183' },
  { key: 'notErased', label: 'not erased', colour: '#c00000' },
];
