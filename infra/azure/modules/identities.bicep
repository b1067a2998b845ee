import { Tags } from '../types.bicep'

@description('What the identities are named for.')
param name string

@description('Where they are kept.')
param location string

@description('Tags on every resource.')
param tags Tags

resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-worker'
  location: location
  tags: tags
}

// Counting waiting messages takes the right to manage the queue. The worker itself must not have that.
resource scaler 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-scaler'
  location: location
  tags: tags
}

@description('Resource id of the identity that the worker acts as.')
output workerId string = worker.id

@description('Its application id, which Dataverse knows it by.')
output workerClientId string = worker.properties.clientId

@description('Its object id, which roles are assigned to.')
output workerPrincipalId string = worker.properties.principalId

@description('Resource id of the identity that the platform counts messages with.')
output scalerId string = scaler.id

@description('Its object id, which roles are assigned to.')
output scalerPrincipalId string = scaler.properties.principalId
