import { Network, Tags } from '../types.bicep'
import { networkRules } from 'network-rules.bicep'

@description('Where the account is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('How the data is copied: Standard_ZRS over three zones, Standard_LRS where the region has none.')
param sku StorageSku

@description('Days that evidence of an erasure can neither be changed nor deleted.')
param evidenceRetentionDays int

@description('Who may reach the account over the network; null for every network.')
param network Network?

@description('Resource id of the workspace that is told who reads and writes.')
param workspaceId string

@description('Object id of the worker\'s identity, which reads and writes.')
param workerPrincipalId string

@description('Object id of the operators\' group; empty for nobody.')
param operatorsGroupId string

@description('Object id of the privacy officers\' group; empty for nobody.')
param privacyOfficersGroupId string

@description('Whether the account is protected from deletion.')
param deleteLocks bool

@export()
@description('The kinds of redundancy that make sense here.')
type StorageSku = 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

// learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: 'st${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: networkRules(network)
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: { enabled: true }
      }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

// What the workers share: the brake's permits, the policy that acts, how far a sweep got.
resource state 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = {
  parent: blobs
  name: 'state'
  properties: {
    publicAccess: 'None'
  }
}

// Evidence of what was erased. The worker finds it by the name of the other one.
resource evidence 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = {
  parent: blobs
  name: 'state-evidence'
  properties: {
    publicAccess: 'None'
  }
}

// Not locked, so that it can still be shortened or removed. docs/deploy-azure.md says how to lock it, for good.
resource evidenceStays 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-06-01' = {
  parent: evidence
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: evidenceRetentionDays
    allowProtectedAppendWrites: false
  }
}

resource workerChangesState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: state
  name: guid(state.id, 'worker', blobContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource workerAddsEvidence 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: evidence
  name: guid(evidence.id, 'worker', blobContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Operators release what the brake holds, which is written into the state.
resource operatorsChangeState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: state
  name: guid(state.id, operatorsGroupId, blobContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource operatorsReadEvidence 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: evidence
  name: guid(evidence.id, operatorsGroupId, blobReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource privacyOfficersReadEvidence 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(privacyOfficersGroupId)) {
  scope: evidence
  name: guid(evidence.id, privacyOfficersGroupId, blobReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
    principalId: privacyOfficersGroupId
    principalType: 'Group'
  }
}

// The newest stable version, of 2016, knows no groups of categories.
#disable-next-line use-recent-api-versions
resource whoReadsAndWrites 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource noDeletion 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLocks) {
  scope: account
  name: 'no-deletion'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the evidence of erasures. docs/deploy-azure.md says how to remove everything.'
  }
}

@description('The container that workers share, for SPOTLER_STATE.')
output stateAddress string = '${account.properties.primaryEndpoints.blob}${state.name}'

@description('The account\'s name.')
output accountName string = account.name
