import type { CompositeType, Field, FieldType } from './composite.ts';

/** Defines a composite type, its fields in their order. */
export function define(name: string, code: number, ...fields: readonly Field[]): CompositeType {
  return { name, code, fields };
}

/** A mandatory field. */
export function must(name: string, type: FieldType): Field {
  return { name, type, isMandatory: true };
}

/** An optional field, and what the standard takes when it is absent. */
export function may(name: string, type: FieldType, absent?: unknown): Field {
  return { name, type, isMandatory: false, absent };
}
