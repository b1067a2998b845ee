import type { FrameFields } from '../amqp/composite.ts';
import { Refusal } from '../semantics/refusal.ts';
import { bytesToUuid } from './guid.ts';

function argumentError(name: string): Refusal {
  return new Refusal(
    'com.microsoft:argument-error',
    `The request has no '${name}', or one of the wrong type.`,
  );
}

/** Reads the parts of a `$management` request's body; refuses what is absent or of the wrong type. */
export function readNumber(body: FrameFields, name: string): number {
  const value = body[name];
  if (typeof value !== 'number') throw argumentError(name);
  return value;
}

export function readText(body: FrameFields, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw argumentError(name);
  return value;
}

export function readOptionalText(body: FrameFields, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

export function readList(body: FrameFields, name: string): readonly unknown[] {
  const value = body[name];
  if (!Array.isArray(value)) throw argumentError(name);
  return value;
}

export function readNumbers(body: FrameFields, name: string): number[] {
  return readList(body, name).map((value) => {
    // A long beyond 2^53 arrives as its bytes; no message has such a number here.
    if (Buffer.isBuffer(value)) return Number(value.readBigInt64BE());
    if (typeof value !== 'number') throw argumentError(name);
    return value;
  });
}

export function readLockTokens(body: FrameFields): string[] {
  return readList(body, 'lock-tokens').map((value) => {
    if (!Buffer.isBuffer(value)) throw argumentError('lock-tokens');
    return bytesToUuid(value);
  });
}
