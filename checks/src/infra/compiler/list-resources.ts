import { roleName } from '../role-names.ts';
import type { PredictedResource } from './predicted-resources.ts';
import { SAMPLE_ENVIRONMENT } from './run-bicep.ts';

const GROUPS: Readonly<Record<string, string>> = {
  [SAMPLE_ENVIRONMENT.OPERATORS_GROUP_ID]: 'the operators',
  [SAMPLE_ENVIRONMENT.PRIVACY_OFFICERS_GROUP_ID]: 'the privacy officers',
};

/** One line for each resource: what it is, and who or what it is for. Sorted. */
export function listResources(resources: readonly PredictedResource[]): string[] {
  // What `uniqueString` makes depends on subscription and resource group.
  const vault = resources.find(({ type }) => type === 'Microsoft.KeyVault/vaults');
  const unique = vault?.name.replace('kv-', '') ?? 'no vault';
  return resources.map((resource) => lineFor(resource).replaceAll(unique, '*')).sort();
}

function lineFor({ id, type, name, properties = {}, sku }: PredictedResource): string {
  const kind = type.replace('Microsoft.', '');
  switch (type) {
    case 'Microsoft.Authorization/roleAssignments': {
      const role = roleName(lastOf(properties['roleDefinitionId']));
      return `role: ${whoIs(properties['principalId'])} · ${role} · ${scopeOf(id)}`;
    }
    case 'Microsoft.Authorization/locks':
      return `lock: ${properties['level']} · ${scopeOf(id)}`;
    case 'Microsoft.Insights/diagnosticSettings':
      return `diagnostics: ${scopeOf(id)}`;
    case 'Microsoft.Insights/metricAlerts':
    case 'Microsoft.Insights/scheduledQueryRules':
      return `alert: severity ${properties['severity']} · ${name}`;
    case 'Microsoft.Insights/workbooks':
      return `${kind}: ${properties['displayName']}`;
    default:
      return `${kind}: ${name}${sku === undefined ? '' : ` · ${sku['name']}`}`;
  }
}

/** The resource that another one is about. */
function scopeOf(id: string): string {
  const about = id.split('/providers/').slice(0, -1).join('/providers/');
  return about
    .replace(/^.*\/providers\/Microsoft\./, '')
    .replace(/^\/subscriptions\/.*/, 'the resource group');
}

function whoIs(principal: unknown): string {
  const text = String(principal);
  const [, identity] = /\.outputs\.(\w+)PrincipalId\.value\]$/.exec(text) ?? [];
  return identity === undefined ? (GROUPS[text] ?? text) : `the ${identity}`;
}

function lastOf(id: unknown): string {
  return String(id).split('/').at(-1) ?? '';
}
