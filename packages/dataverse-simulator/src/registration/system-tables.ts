import type { TableDefinition } from '../store/table-definition.ts';

const EVERY = { createdon: 'instant', modifiedon: 'instant', versionnumber: 'number' } as const;

/** Where steps send messages. Its keys can be written and never read. */
const SERVICE_ENDPOINT: TableDefinition = {
  logicalName: 'serviceendpoint',
  entitySet: 'serviceendpoints',
  primaryKey: 'serviceendpointid',
  primaryName: 'name',
  columns: {
    ...EVERY,
    name: 'text',
    description: 'text',
    contract: 'choice',
    authtype: 'choice',
    messageformat: 'choice',
    messagecharset: 'choice',
    namespaceformat: 'choice',
    connectionmode: 'choice',
    userclaim: 'choice',
    namespaceaddress: 'text',
    solutionnamespace: 'text',
    path: 'text',
    saskeyname: 'text',
    saskey: 'text',
    sastoken: 'text',
    issaskeyset: 'flag',
  },
  defaults: { issaskeyset: false },
  required: ['name', 'contract', 'connectionmode', 'path', 'solutionnamespace', 'userclaim'],
  writeOnly: ['saskey', 'sastoken'],
};

/** Steps: when a message is sent. */
const STEP: TableDefinition = {
  logicalName: 'sdkmessageprocessingstep',
  entitySet: 'sdkmessageprocessingsteps',
  primaryKey: 'sdkmessageprocessingstepid',
  primaryName: 'name',
  columns: {
    ...EVERY,
    name: 'text',
    description: 'text',
    mode: 'choice',
    stage: 'choice',
    rank: 'number',
    asyncautodelete: 'flag',
    supporteddeployment: 'choice',
    filteringattributes: 'text',
    statecode: 'choice',
    statuscode: 'choice',
    eventhandler: 'lookup',
    sdkmessageid: 'lookup',
    sdkmessagefilterid: 'lookup',
  },
  defaults: {
    statecode: 0,
    statuscode: 1,
    asyncautodelete: false,
    supporteddeployment: 0,
    filteringattributes: null,
  },
  required: ['name', 'mode', 'stage', 'rank', 'eventhandler', 'sdkmessageid'],
};

const IMAGE: TableDefinition = {
  logicalName: 'sdkmessageprocessingstepimage',
  entitySet: 'sdkmessageprocessingstepimages',
  primaryKey: 'sdkmessageprocessingstepimageid',
  primaryName: 'name',
  columns: {
    ...EVERY,
    name: 'text',
    entityalias: 'text',
    imagetype: 'choice',
    messagepropertyname: 'text',
    attributes: 'text',
    sdkmessageprocessingstepid: 'lookup',
  },
  defaults: { attributes: null },
  required: ['name', 'entityalias', 'imagetype', 'messagepropertyname', 'sdkmessageprocessingstepid'],
};

/** A message of the asynchronous service that waits, or was given up. */
const SYSTEM_JOB: TableDefinition = {
  logicalName: 'asyncoperation',
  entitySet: 'asyncoperations',
  primaryKey: 'asyncoperationid',
  primaryName: 'name',
  columns: {
    ...EVERY,
    name: 'text',
    operationtype: 'choice',
    statecode: 'choice',
    statuscode: 'choice',
    errorcode: 'number',
    owningextensionid: 'lookup',
  },
  defaults: { statecode: 0, statuscode: 0 },
};

function named(
  logicalName: string,
  entitySet: string,
  primaryKey: string,
  columns: TableDefinition['columns'],
) {
  return {
    logicalName,
    entitySet,
    primaryKey,
    primaryName: 'name',
    columns: { ...EVERY, name: 'text' as const, ...columns },
    defaults: {},
  };
}

/** Tables of Dataverse's own, about its tables, messages, roles and jobs. Their changes send no messages. */
export const SYSTEM_TABLES: readonly TableDefinition[] = [
  SERVICE_ENDPOINT,
  STEP,
  IMAGE,
  SYSTEM_JOB,
  named('sdkmessage', 'sdkmessages', 'sdkmessageid', {}),
  named('sdkmessagefilter', 'sdkmessagefilters', 'sdkmessagefilterid', {
    primaryobjecttypecode: 'text',
    sdkmessageid: 'lookup',
  }),
  named('businessunit', 'businessunits', 'businessunitid', { parentbusinessunitid: 'lookup' }),
  named('organization', 'organizations', 'organizationid', { languagecode: 'number' }),
  named('privilege', 'privileges', 'privilegeid', {}),
  named('role', 'roles', 'roleid', { businessunitid: 'lookup', parentroleid: 'lookup' }),
  named('systemuser', 'systemusers', 'systemuserid', {
    applicationid: 'text',
    isdisabled: 'flag',
    businessunitid: 'lookup',
  }),
  named('systemuserroles', 'systemuserrolescollection', 'systemuserroleid', {
    systemuserid: 'text',
    roleid: 'text',
  }),
  named('roleprivileges', 'roleprivilegescollection', 'roleprivilegeid', {
    roleid: 'text',
    privilegeid: 'text',
    privilegedepthmask: 'number',
  }),
];
