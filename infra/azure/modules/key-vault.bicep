import { Network, Tags } from '../types.bicep'
import { networkRules } from 'network-rules.bicep'

@description('Where the vault is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('Object id of the worker\'s identity, which reads the secrets.')
param workerPrincipalId string

@description('Who may reach the vault over the network; null for every network.')
param network Network?

@description('Whether a deleted vault is taken back instead of making a new one.')
param recover bool

@description('Resource id of the workspace that is told who reads secrets.')
param workspaceId string

@description('Whether the vault is protected from deletion.')
param deleteLocks bool

@description('Consumer key of the Spotler API user. Empty leaves the one in the vault as it is.')
@secure()
param spotlerConsumerKey string

@description('Consumer secret of the Spotler API user. Empty leaves the one in the vault as it is.')
@secure()
param spotlerConsumerSecret string

// learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var consumerKeyName = 'spotler-consumer-key'
var consumerSecretName = 'spotler-consumer-secret'

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    createMode: recover ? 'recover' : 'default'
    enableRbacAuthorization: true
    publicNetworkAccess: 'Enabled'
    networkAcls: networkRules(network)
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource consumerKey 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(spotlerConsumerKey)) {
  parent: vault
  name: consumerKeyName
  tags: tags
  properties: {
    value: spotlerConsumerKey
  }
}

resource consumerSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(spotlerConsumerSecret)) {
  parent: vault
  name: consumerSecretName
  tags: tags
  properties: {
    value: spotlerConsumerSecret
  }
}

resource workerReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'worker', secretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// The newest stable version, of 2016, knows no groups of categories.
#disable-next-line use-recent-api-versions
resource whoReadsSecrets 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource noDeletion 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLocks) {
  scope: vault
  name: 'no-deletion'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the secrets that the worker starts with. docs/deploy-azure.md says how to remove everything.'
  }
}

@description('The vault\'s name.')
output vaultName string = vault.name

// Without a version: a new one is taken up within half an hour.
@description('Where the consumer key is found.')
output consumerKeyUri string = '${vault.properties.vaultUri}secrets/${consumerKeyName}'

@description('Where the consumer secret is found.')
output consumerSecretUri string = '${vault.properties.vaultUri}secrets/${consumerSecretName}'
