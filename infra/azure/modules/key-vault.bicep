@description('Where the vault is.')
param location string

@description('Tags on every resource.')
param tags object

@description('Object id of the worker\'s identity, which reads the secrets.')
param workerPrincipalId string

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

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource consumerKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(spotlerConsumerKey)) {
  parent: vault
  name: consumerKeyName
  tags: tags
  properties: {
    value: spotlerConsumerKey
  }
}

resource consumerSecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(spotlerConsumerSecret)) {
  parent: vault
  name: consumerSecretName
  tags: tags
  properties: {
    value: spotlerConsumerSecret
  }
}

resource workerReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, workerPrincipalId, secretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('The vault\'s name.')
output vaultName string = vault.name

// Without a version: a new one is taken up within half an hour.
@description('Where the consumer key is found.')
output consumerKeyUri string = '${vault.properties.vaultUri}secrets/${consumerKeyName}'

@description('Where the consumer secret is found.')
output consumerSecretUri string = '${vault.properties.vaultUri}secrets/${consumerSecretName}'
