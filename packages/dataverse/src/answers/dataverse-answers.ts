import { ABOUT_OTHER_ROWS } from './about-other-rows.ts';
import { ABSENCES } from './absences.ts';
import type { DataverseAnswer } from './dataverse-answer.ts';
import { FROM_IN_FRONT } from './from-in-front.ts';

export type { DataverseAnswer } from './dataverse-answer.ts';

/** Facts about a row that the texts of an answer are filled with. */
export interface AskedRow {
  /** Logical name of the row's table. */
  readonly table: string;
  /** The table's name in Web API paths. */
  readonly entitySet: string;
  /** The row's id. */
  readonly id: string;
}

/** The id of the other row that some answers speak of. */
export const OTHER_ROW_ID = '00aa00bb-00cc-4d00-8e00-00ff00aa00bb';

/**
 * Examples of answers to a GET of one row, each with its source. They drive the tests of what is read from an
 * answer and the simulator's faults, so that both know Dataverse from the same place.
 */
export const DATAVERSE_ANSWERS: readonly DataverseAnswer[] = [
  ...ABSENCES,
  ...ABOUT_OTHER_ROWS,
  ...FROM_IN_FRONT,
];

/** The same answer about a certain row. */
export function answerAbout(answer: DataverseAnswer, row: AskedRow): DataverseAnswer {
  const { headers, body } = answer;
  return {
    ...answer,
    headers:
      headers &&
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, row)])),
    body: typeof body === 'string' ? filled(body, row) : JSON.parse(filled(JSON.stringify(body), row)),
  };
}

function filled(text: string, { table, entitySet, id }: AskedRow): string {
  return text
    .replaceAll('{id}', id)
    .replaceAll('{ID}', id.toUpperCase())
    .replaceAll('{other}', OTHER_ROW_ID)
    .replaceAll('{table}', table)
    .replaceAll('{Table}', `${table.slice(0, 1).toUpperCase()}${table.slice(1)}`)
    .replaceAll('{TABLE}', table.toUpperCase())
    .replaceAll('{entitySet}', entitySet);
}
