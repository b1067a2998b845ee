import { randomUUID } from 'node:crypto';
import type { ErrorFields } from './amqp-error.ts';
import { composite } from './composite.ts';
import { errorComposite } from './composites.ts';
import { encodeFrame } from './frame.ts';
import { PERFORMATIVE } from './performatives.ts';

/** The channels that a peer may use, numbered from 0; as many as Azure allows. */
export const CHANNEL_MAX = 4999;

/** Fields of our open. */
export interface OpenFields {
  /** Milliseconds of silence that we allow; 0 for any. */
  readonly idleTimeOut: number;
  readonly maxFrameSize: number;
}

/** Our open, as bytes. */
export function openFrame({ idleTimeOut, maxFrameSize }: OpenFields): Buffer {
  const fields = { container_id: randomUUID(), max_frame_size: maxFrameSize, channel_max: CHANNEL_MAX };
  const idle_time_out = idleTimeOut === 0 ? undefined : idleTimeOut;
  return encodeFrame(0, composite(PERFORMATIVE.open, { ...fields, idle_time_out }));
}

/** Our close, as bytes. */
export function closeFrame(error: ErrorFields | undefined): Buffer {
  const fields = { error: error === undefined ? undefined : errorComposite({ ...error }) };
  return encodeFrame(0, composite(PERFORMATIVE.close, fields));
}
