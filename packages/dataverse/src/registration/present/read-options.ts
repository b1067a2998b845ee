import { isJsonObject, type JsonObject } from '../../values/json-object.ts';
import type { UsedCode } from '../desired/desired.ts';
import type { PresentOption } from './present.ts';
import type { RegistrationReader } from './read-events.ts';

const CHOICES = {
  kind: 'PicklistAttributeMetadata',
  properties: ['LogicalName'],
  expand: 'OptionSet($select=Options)',
};

/**
 * Reads the options that the environment offers in the columns that codes are written to. @throws
 * {DataverseError}
 */
export async function readOptions(
  connection: RegistrationReader,
  codes: readonly UsedCode[],
): Promise<Map<string, PresentOption[]>> {
  const options = new Map<string, PresentOption[]>();
  for (const table of new Set(codes.map((code) => code.table))) {
    for (const [column, found] of await readChoices(connection, table))
      options.set(`${table}.${column}`, found);
  }
  return options;
}

/** The options of each choice column of a table. @throws {DataverseError} */
export async function readChoices(
  connection: RegistrationReader,
  table: string,
): Promise<Map<string, PresentOption[]>> {
  const rows = await connection.columns({ table, ...CHOICES });
  return new Map(rows.map((row) => [String(row['LogicalName']), optionsOf(row)]));
}

function optionsOf({ OptionSet: set }: JsonObject): PresentOption[] {
  const options = isJsonObject(set) ? set['Options'] : undefined;
  return objects(options).flatMap(({ Value: value, Label: label }) =>
    typeof value === 'number' ? [{ value, labels: labelsOf(label) }] : [],
  );
}

function labelsOf(label: unknown): Map<number, string> {
  const labels = objects(isJsonObject(label) ? label['LocalizedLabels'] : undefined);
  return new Map(
    labels.flatMap(({ LanguageCode: language, Label: text }): [number, string][] =>
      typeof language === 'number' && typeof text === 'string' ? [[language, text]] : [],
    ),
  );
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
