/** An option of a choice column. */
export interface ChoiceOption {
  readonly value: number;
  readonly label: string;
}

/** Options of a table's choices, where they are not as in {@link SYSTEM_CHOICES}. */
export type OtherChoices = Readonly<Record<string, readonly ChoiceOption[]>>;

function options(labels: Readonly<Record<number, string>>): ChoiceOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));
}

/** Options by `table.column`, as the reference of Dataverse's tables lists them. */
export const SYSTEM_CHOICES: Readonly<Record<string, readonly ChoiceOption[]>> = {
  'serviceendpoint.contract': options({
    1: 'OneWay',
    2: 'Queue',
    3: 'Rest',
    4: 'TwoWay',
    5: 'Topic',
    6: 'Queue (Persistent)',
    7: 'Event Hub',
    8: 'Webhook',
    9: 'Event Grid',
    10: 'Managed Data Lake',
  }),
  'serviceendpoint.authtype': options({
    1: 'ACS',
    2: 'SAS Key',
    3: 'SAS Token',
    4: 'Webhook Key',
    5: 'Http Header',
    6: 'Http Query String',
    7: 'Connection String',
    8: 'Access Key',
  }),
  'serviceendpoint.messageformat': options({ 1: 'Binary XML', 2: 'Json', 3: 'Text XML' }),
  'serviceendpoint.messagecharset': options({ 0: 'Default', 1: 'UTF8' }),
  'serviceendpoint.namespaceformat': options({ 1: 'Namespace Name', 2: 'Namespace Address' }),
  'serviceendpoint.connectionmode': options({ 1: 'Normal', 2: 'Federated' }),
  'serviceendpoint.userclaim': options({ 1: 'None', 2: 'UserId', 3: 'UserInfo' }),
  'sdkmessageprocessingstep.mode': options({ 0: 'Synchronous', 1: 'Asynchronous' }),
  'sdkmessageprocessingstep.stage': options({
    10: 'Pre-validation',
    20: 'Pre-operation',
    40: 'Post-operation',
    50: 'Post-operation (Deprecated)',
  }),
  'sdkmessageprocessingstep.supporteddeployment': options({
    0: 'Server Only',
    1: 'Microsoft Dynamics 365 Client for Outlook Only',
    2: 'Both',
  }),
  'sdkmessageprocessingstepimage.imagetype': options({ 0: 'PreImage', 1: 'PostImage', 2: 'Both' }),
};
