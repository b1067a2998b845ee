import type { FrameFields } from '../amqp/composite.ts';

/** Reads a number out of a frame, with what the standard takes when it is absent. */
export function numberField(fields: FrameFields, name: string, absent: number): number {
  const value = fields[name];
  return typeof value === 'number' ? value : absent;
}

export function textField(fields: FrameFields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

export function isRecord(value: unknown): value is FrameFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

export function recordField(fields: FrameFields, name: string): FrameFields {
  const value = fields[name];
  return isRecord(value) ? value : {};
}
