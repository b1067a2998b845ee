import type { DayRule } from './day-topology.ts';

/** A message to be sent; all times are epoch milliseconds. */
export interface DayMessage {
  readonly id: string;
  readonly sessionId: string | undefined;
  readonly timeToLive: number | undefined;
  readonly dueAt: number | undefined;
  readonly colour: string | undefined;
  readonly size: number | undefined;
}

export type SettleKind = 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'renew';

/** One thing that is done to both, the emulator's namespace and the naive one. */
export type DayOperation =
  | { readonly kind: 'send'; readonly path: string; readonly messages: readonly DayMessage[] }
  | {
      readonly kind: 'take';
      readonly path: string;
      readonly isRemoved: boolean;
      readonly sessionId: string | undefined;
    }
  | {
      readonly kind: 'takeDeferred';
      readonly path: string;
      readonly numbers: readonly number[];
      readonly sessionId: string | undefined;
    }
  | { readonly kind: 'settle'; readonly path: string; readonly how: SettleKind; readonly token: string }
  | { readonly kind: 'cancel'; readonly path: string; readonly numbers: readonly number[] }
  | { readonly kind: 'accept'; readonly path: string; readonly sessionId: string | undefined }
  | {
      readonly kind: 'release' | 'renewSession' | 'getState';
      readonly path: string;
      readonly sessionId: string;
    }
  | {
      readonly kind: 'setState';
      readonly path: string;
      readonly sessionId: string;
      readonly state: string | undefined;
    }
  | { readonly kind: 'purge'; readonly path: string; readonly count: number }
  | { readonly kind: 'addRule' | 'removeRule'; readonly path: string; readonly rule: DayRule }
  | { readonly kind: 'status'; readonly path: string; readonly status: 'Active' | 'SendDisabled' }
  | { readonly kind: 'advance'; readonly milliseconds: number };

/** Outcome of an operation: numbers, a session, or the condition that it was refused with. */
export interface DayAnswer {
  readonly refused?: string | undefined;
  readonly numbers?: readonly number[] | undefined;
  /** The tokens of the messages that were locked; only the emulator has them. */
  readonly tokens?: readonly string[] | undefined;
  readonly text?: string | undefined;
}
