import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import type { DesiredImage, DesiredStep } from './desired.ts';
import { valuesOf } from './desired-endpoint.ts';
import { filteringColumns } from './filtering-columns.ts';
import type { Registration } from './registration.ts';
import type { RegistrationChoices } from './registration-choices.ts';

type Message = Registration['steps']['records'][number];

/** A step for each event of the three tables, and for each new Spotler Job. */
export function desiredSteps(registration: Registration, choices: RegistrationChoices): DesiredStep[] {
  const { records, jobs } = registration.steps;
  const { mapping, externalIdColumn, jobTable } = choices;
  const filterOf = (table: Table) => filteringColumns(mapping[table], externalIdColumn);
  return [
    ...TABLES.flatMap((table) =>
      records.map((message) => stepOf(registration, message, table, filterOf(table), externalIdColumn)),
    ),
    ...(jobTable === undefined
      ? []
      : jobs.map((message) => stepOf(registration, message, jobTable.table, [], undefined))),
  ];
}

function stepOf(
  registration: Registration,
  { message, filtered, externalIdImage, 'where-offered': whereOffered = false }: Message,
  table: string,
  filter: readonly string[],
  externalIdColumn: string | undefined,
): DesiredStep {
  const { prefix, steps } = registration;
  const name = `${prefix}${message} of ${table}`;
  const withImage = externalIdImage === true && externalIdColumn !== undefined;
  return {
    name,
    message,
    table,
    filter: filtered === true ? filter : null,
    columns: {
      name,
      ...valuesOf(steps.choices),
      rank: steps.rank,
      asyncautodelete: steps.asyncautodelete,
    },
    image: withImage ? imageOf(registration, name, externalIdColumn) : null,
    whereOffered,
  };
}

function imageOf({ image }: Registration, step: string, column: string): DesiredImage {
  const { alias, messagepropertyname, imagetype } = image;
  const name = `${step}, ${alias}`;
  return {
    name,
    columns: {
      name,
      entityalias: alias,
      messagepropertyname,
      imagetype: imagetype.value,
      attributes: column,
    },
  };
}
