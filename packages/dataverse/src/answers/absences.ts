import type { DataverseAnswer } from './dataverse-answer.ts';

const CODE = '0x80040217';
const TRANSLATED =
  'assumed: messages are in the language of the calling user; the wording is a translation of ours';

/** Answers that say that the row itself does not exist. */
export const ABSENCES: readonly DataverseAnswer[] = [
  absence(
    'absent',
    CODE,
    "Entity '{table}' With Id = {id} Does Not Exist",
    'github.com/microsoft/coe-starter-kit/issues/10593, 10737, 8885',
  ),
  absence(
    'absent, older wording',
    CODE,
    '{table} With Id = {id} Does Not Exist',
    'learn: Compose HTTP requests and handle errors',
  ),
  absence(
    'absent, without a code',
    '',
    "Entity '{Table}' With Id = {id} Does Not Exist",
    'learn: Compose HTTP requests and handle errors says that the code is often empty',
  ),
  absence(
    'absent, older wording without a code',
    '',
    '{table} With Id = {id} Does Not Exist',
    'learn: Compose HTTP requests and handle errors',
  ),
  absence(
    'absent, in capitals and braces',
    CODE,
    "ENTITY '{TABLE}' WITH ID = {{ID}} DOES NOT EXIST",
    'assumed: ids are written in either case and with braces elsewhere in Dataverse',
  ),
  absence(
    'absent, among several',
    CODE,
    '{table} With Ids = {id}, {other} Do Not Exist',
    'github.com/microsoft/powercat-automation-kit/issues/358',
  ),
  absence(
    'absent, in German',
    CODE,
    "Die Entität '{table}' mit der ID = {id} ist nicht vorhanden.",
    TRANSLATED,
  ),
  absence('absent, in French', '', "L'entité '{table}' avec l'ID = {id} n'existe pas", TRANSLATED),
  absence('absent, in Dutch', CODE, "Entiteit '{table}' met id = {id} bestaat niet", TRANSLATED),
  absence('absent, in Spanish', '', 'No existe {table} con Id. = {id}', TRANSLATED),
  absence('absent, in Polish', CODE, 'Jednostka „{table}” o identyfikatorze = {id} nie istnieje', TRANSLATED),
  absence('absent, in Japanese', CODE, 'ID = {id} の {table} は存在しません', TRANSLATED),
  absence('absent, in Chinese', '', 'ID 为 {ID} 的实体“{table}”不存在。', TRANSLATED),
  absence('absent, in Arabic', CODE, 'الكيان {table} بالمعرف = {id} غير موجود', TRANSLATED),
  absence(
    'absent, by a translated table name',
    CODE,
    'Kontakt mit der ID {id} ist nicht vorhanden.',
    TRANSLATED,
  ),
];

function absence(name: string, code: string, message: string, source: string): DataverseAnswer {
  return { name, source, status: 404, body: { error: { code, message } }, means: 'deleted' };
}
