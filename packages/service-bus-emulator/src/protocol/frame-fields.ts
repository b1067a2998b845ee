import type { FrameFields } from './rhea-internals.ts';

/** Reads a number out of a frame, with what the standard takes when it is absent. */
export const numberField = (fields: FrameFields, name: string, absent: number): number => {
  const value = fields[name];
  return typeof value === 'number' ? value : absent;
};

export const textField = (fields: FrameFields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
};

export const isRecord = (value: unknown): value is FrameFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

export const recordField = (fields: FrameFields, name: string): FrameFields => {
  const value = fields[name];
  return isRecord(value) ? value : {};
};
