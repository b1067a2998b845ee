import { keyedConnectionString } from '../values/connection-string.ts';
import { guid, oneOf, secretText, textLike } from '../values/text-decoder.ts';
import { webOrigin } from '../values/web-address.ts';
import { declare } from '../variable.ts';

/** The variables about Dataverse, in the order of the documentation. */
export const DATAVERSE_VARIABLES = {
  dataverseUrl: declare({
    name: 'DATAVERSE_URL',
    group: 'Dataverse',
    decoder: webOrigin,
    description: 'The environment to read records from, such as https://contoso.crm4.dynamics.com.',
  }),
  dataverseAuth: declare({
    name: 'DATAVERSE_AUTH',
    group: 'Dataverse',
    decoder: oneOf('none', 'managed-identity', 'workload-identity', 'client-secret', 'developer'),
    fallback: 'managed-identity',
    description:
      'How to prove who asks. `workload-identity` is for Kubernetes, `developer` uses the Azure CLI or editor ' +
      'that you are signed in with, `none` is for a simulator on this machine.',
  }),
  dataverseTenantId: declare({
    name: 'DATAVERSE_TENANT_ID',
    group: 'Dataverse',
    decoder: guid,
    when: 'with DATAVERSE_AUTH=client-secret, and allowed with workload-identity and developer',
    description: 'The Microsoft Entra tenant of the identity.',
  }),
  dataverseClientId: declare({
    name: 'DATAVERSE_CLIENT_ID',
    group: 'Dataverse',
    decoder: guid,
    when: 'with DATAVERSE_AUTH=client-secret, and allowed with managed-identity and workload-identity',
    description: 'The application, or with managed-identity the user-assigned identity, to act as.',
  }),
  dataverseClientSecret: declare({
    name: 'DATAVERSE_CLIENT_SECRET',
    group: 'Dataverse',
    decoder: secretText('the secret of an application'),
    secret: true,
    when: 'with DATAVERSE_AUTH=client-secret',
    description: 'The secret of that application.',
  }),
  fieldMappingFile: declare({
    name: 'DATAVERSE_FIELD_MAPPING_FILE',
    group: 'Dataverse',
    decoder: textLike('the path of a JSON file', /\S/),
    when: 'when other Spotler properties than those of the default mapping are to be filled',
    description:
      'Which columns become which properties of a contact, in the form of packages/dataverse/config/field-mapping.json.',
  }),
  externalIdColumn: declare({
    name: 'DATAVERSE_EXTERNAL_ID_COLUMN',
    group: 'Dataverse',
    decoder: textLike('the logical name of a column', /^[a-z][a-z0-9_]{0,99}$/),
    when: 'when another connector filled Spotler under other ids',
    description:
      'The column that holds the `externalId` of the contact. Without it that is the id of the record.',
  }),
  externalIdFallback: declare({
    name: 'DATAVERSE_EXTERNAL_ID_FALLBACK',
    group: 'Dataverse',
    decoder: oneOf('record-id', 'write-back', 'none'),
    fallback: 'record-id',
    description:
      'The `externalId` of a record whose column is empty, such as a new one: its own id; its own id, which is also ' +
      'written into the column; or none, and then its messages are dead-lettered. Only looked at with ' +
      'DATAVERSE_EXTERNAL_ID_COLUMN.',
  }),
  serviceEndpoint: declare({
    name: 'DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING',
    group: 'Dataverse',
    decoder: keyedConnectionString,
    secret: true,
    when: 'when `spotler-connector dataverse register` makes the service endpoint or renews its key',
    description:
      'The key that Dataverse sends with: a connection string of the queue or topic with the right Send and no other. ' +
      'The worker does not use it.',
  }),
} as const;
