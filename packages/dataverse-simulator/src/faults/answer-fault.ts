import { answerAbout, DATAVERSE_ANSWERS, type DataverseAnswer } from '@spotler-connector/dataverse/answers';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import type { TableDefinition } from '../store/table-definition.ts';

const ROW = /^(\w+)\(\{?([0-9a-f-]{36})\}?\)$/i;
const NOBODY = { table: 'contact', entitySet: 'contacts', id: '00000000-0000-0000-0000-000000000000' };

/** The known answer of this name. @throws when there is none. */
export function answerNamed(name: string): DataverseAnswer {
  const answer = DATAVERSE_ANSWERS.find((each) => each.name === name);
  if (answer === undefined) throw new Error(`There is no answer named ${name}`);
  return answer;
}

/** Whether an answer is an error of Dataverse's own, which it also gives to a request inside a batch. */
export function isODataError({ body }: DataverseAnswer): boolean {
  return typeof Object(Object(body)['error'])['code'] === 'string';
}

/** A known answer to this request, about the row that it asks for. */
export function answerTo(
  request: ApiRequest,
  answer: DataverseAnswer,
  tables: readonly TableDefinition[],
): ApiResponse {
  const [, entitySet = '', id = ''] = ROW.exec(request.path) ?? [];
  const table = tables.find((each) => each.entitySet === entitySet);
  const row = table === undefined ? NOBODY : { table: table.logicalName, entitySet, id: id.toLowerCase() };
  const { status, headers = {}, body } = answerAbout(answer, row);
  return { status, headers, body };
}

/** Whether a request asks for one row. */
export function asksForRow({ method, path }: ApiRequest): boolean {
  return method === 'GET' && ROW.test(path);
}
