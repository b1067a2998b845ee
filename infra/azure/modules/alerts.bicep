import { Tags } from '../types.bicep'

@description('What the alerts are named for.')
param name string

@description('Where the log alerts are; the others are everywhere.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('E-mail addresses of those who are told.')
param emails string[]

@description('Resource id of the workspace with log lines and metrics.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param namespaceId string

@description('The queue.')
param queueName string

@description('Resource id of the container app.')
param workerId string

@description('Whether a replica always runs, so that silence means trouble.')
param alwaysRuns bool

@description('More anonymizations than this within an hour raise an alert.')
param massAnonymizationThreshold int

@description('More waiting messages than this, all the time for half an hour, raise an alert.')
param waitingMessagesThreshold int

@description('A message that was longer in the queue than so many minutes raises an alert.')
param queueDelayMinutes int

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [for (email, index) in emails: {
      name: 'email-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

module metricAlerts 'metric-alerts.bicep' = {
  params: {
    name: name
    tags: tags
    actionGroupId: actionGroup.id
    namespaceId: namespaceId
    queueName: queueName
    workerId: workerId
    waitingMessagesThreshold: waitingMessagesThreshold
  }
}

module logAlerts 'log-alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    actionGroupId: actionGroup.id
    workspaceId: workspaceId
    alwaysRuns: alwaysRuns
    massAnonymizationThreshold: massAnonymizationThreshold
    queueDelayMinutes: queueDelayMinutes
  }
}
