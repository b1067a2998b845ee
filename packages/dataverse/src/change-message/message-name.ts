const MESSAGE_NAME = /^[a-z_][a-z0-9_.]{0,127}$/i;
const LOGICAL_NAME = /^[a-z_][a-z0-9_]{0,127}$/i;

/** The event's name when it is one; anything longer or freer could be somebody's data. */
export function toMessageName(value: unknown): string | null {
  return typeof value === 'string' && MESSAGE_NAME.test(value) ? value : null;
}

/** A table's logical name in lower case; null for `none`, which Dataverse writes for "no table". */
export function toTableName(value: unknown): string | null {
  if (typeof value !== 'string' || !LOGICAL_NAME.test(value)) return null;
  const name = value.toLowerCase();
  return name === 'none' ? null : name;
}
