import type { PropertyDefinition } from './property-definition.ts';

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  email: (value) => typeof value === 'string' && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value),
  int: (value) => Number.isInteger(value),
  gender: (value) => value === 'M' || value === 'F',
  birthdate: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
};

/**
 * Gives the stored properties after writing `changes` over them, or the name of the property that is refused.
 * Null clears a property. Permissions and other sets are merged per bit.
 */
export function mergeProperties(
  definitions: readonly PropertyDefinition[],
  stored: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): { readonly properties: Record<string, unknown> } | { readonly refused: string } {
  const properties = { ...stored };
  for (const [name, value] of Object.entries(changes)) {
    const definition = definitions.find((candidate) => candidate.name === name);
    if (definition === undefined) return { refused: name };
    if (value === null) delete properties[name];
    else if (definition.type === 'set') {
      const merged = mergeSet(definition, properties[name], value);
      if (merged === undefined) return { refused: name };
      properties[name] = merged;
    } else {
      const check = CHECKS[definition.type] ?? ((text: unknown) => typeof text === 'string');
      if (!check(value)) return { refused: name };
      properties[name] = value;
    }
  }
  return { properties };
}

interface SetChoice {
  readonly bit: number;
  readonly enabled: boolean;
  readonly description?: string | undefined;
}

function isChoice(value: unknown): value is SetChoice {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'bit' in value &&
    typeof value.bit === 'number' &&
    'enabled' in value &&
    typeof value.enabled === 'boolean'
  );
}

function choices(value: unknown): readonly SetChoice[] | undefined {
  return Array.isArray(value) && value.every(isChoice) ? value : undefined;
}

function mergeSet(
  definition: PropertyDefinition,
  stored: unknown,
  change: unknown,
): readonly SetChoice[] | undefined {
  const changed = choices(change);
  const entries = definition.entries ?? [];
  if (changed?.every(({ bit }) => entries.some((entry) => entry.bit === bit)) !== true) return undefined;
  const before = choices(stored) ?? [];
  return entries.map(({ bit, description }) => {
    const latest =
      changed.findLast((choice) => choice.bit === bit) ?? before.find((choice) => choice.bit === bit);
    return { bit, enabled: latest?.enabled ?? false, description };
  });
}
