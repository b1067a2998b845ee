import type { DataverseErrorKind } from '../web-api/dataverse-error.ts';
import type { DataverseAnswer } from './dataverse-answer.ts';

const CODE = '0x80040217';
const PLUG_INS =
  'github.com/microsoft/coe-starter-kit/issues/3017, 10757: plug-ins, owners and callers appear in such messages';

/** Errors of Dataverse's own about something else than the row that was asked for. */
export const ABOUT_OTHER_ROWS: readonly DataverseAnswer[] = [
  error(
    'a missing caller',
    404,
    CODE,
    "Entity 'SystemUser' With Id = {other} Does Not Exist",
    'rejected',
    'github.com/microsoft/PowerPlatform-DataverseServiceClient/issues/486',
  ),
  error('a missing owner', 404, '', 'systemuser With Id = {other} Does Not Exist', 'rejected', PLUG_INS),
  error(
    "a plug-in's missing row",
    404,
    CODE,
    "Entity 'msdyn_rule' With Id = {other} Does Not Exist",
    'rejected',
    PLUG_INS,
  ),
  error(
    'another row of the table',
    404,
    CODE,
    "Entity '{table}' With Id = {other} Does Not Exist",
    'rejected',
    PLUG_INS,
  ),
  error(
    'another table with the same id',
    404,
    CODE,
    "Entity 'SystemUser' With Id = {id} Does Not Exist",
    'rejected',
    PLUG_INS,
  ),
  error(
    'another table with the same id, in German',
    404,
    CODE,
    "Die Entität 'systemuser' mit der ID = {id} ist nicht vorhanden.",
    'rejected',
    'assumed: a translation of ours',
  ),
  error(
    'another row, while the row was read',
    404,
    CODE,
    "Entity 'SystemUser' With Id = {other} Does Not Exist. Retrieve of {table} {id} failed.",
    'rejected',
    'assumed: messages of plug-ins are free text',
  ),
  error(
    'another row beside the row, in German',
    404,
    CODE,
    'Benutzer mit der ID = {other} ist nicht vorhanden ({table} {id}).',
    'rejected',
    'assumed: messages of plug-ins are free text',
  ),
  error('several other rows', 404, CODE, '{table} With Ids = {other} Do Not Exist', 'rejected', PLUG_INS),
  error(
    'no row at all',
    404,
    CODE,
    'The specified object was not found.',
    'rejected',
    'learn: Web service error codes',
  ),
  error(
    'an empty message',
    404,
    CODE,
    '',
    'rejected',
    'assumed: no source says that a message is always there',
  ),
  error(
    'an alternate key',
    404,
    '0x80060891',
    'A record with the specified key values does not exist in {table} entity',
    'protocol',
    'github.com/daryllabar/XrmUnitTest/issues/115',
  ),
  error(
    'an unknown path',
    404,
    '0x8006088a',
    "Resource not found for the segment '{entitySet}'.",
    'protocol',
    'learn: Compose HTTP requests and handle errors',
  ),
  error(
    'an unknown path without a code',
    404,
    '',
    "No HTTP resource was found that matches the request URI 'https://contoso.crm4.dynamics.com/api/data/v9.2/{entitySet}({id})'.",
    'protocol',
    'ASP.NET Web API, which Dataverse is built on',
  ),
  error(
    'a plug-in that refuses the row',
    400,
    '0x80040265',
    "Entity '{table}' With Id = {id} Does Not Exist",
    'rejected',
    'learn: Handle exceptions in plug-ins (InvalidPluginExecutionException)',
  ),
  error(
    'a plug-in that answers 404',
    404,
    '0x80040265',
    '{table} With Id = {id} Does Not Exist',
    'rejected',
    'learn: InvalidPluginExecutionException takes an HTTP status of its own',
  ),
  error(
    'a missing privilege',
    403,
    '0x80040220',
    'Principal user (Id={other}, type=8) is missing prvReadContact privilege (Id={id})',
    'authentication',
    'learn: Web service error codes, PrivilegeDenied',
  ),
  error(
    'a row in use, without a code',
    404,
    '',
    'The {table} with id = {id} cannot be read at the moment',
    'rejected',
    'assumed: an English message in no known form',
  ),
  error(
    'a disabled organization',
    403,
    '0x80044168',
    'The organization {other} is disabled.',
    'authentication',
    'learn: Web service error codes, OrganizationDisabled; the status is assumed',
  ),
];

function error(
  name: string,
  status: number,
  code: string,
  message: string,
  means: DataverseErrorKind,
  source: string,
): DataverseAnswer {
  return { name, source, status, body: { error: { code, message } }, means };
}
