import { Tags } from '../types.bicep'

@description('What the alerts are named for.')
param name string

@description('Where they are.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('Resource id of the group of those who are told.')
param actionGroupId string

@description('Resource id of the workspace with log lines and metrics.')
param workspaceId string

@description('Whether a replica always runs, so that silence means trouble.')
param alwaysRuns bool

@description('More anonymizations than this within an hour raise an alert.')
param massAnonymizationThreshold int

@description('A message that was longer in the queue than so many minutes raises an alert.')
param queueDelayMinutes int

var atOnce = { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }

// Every query keeps TimeGenerated, by which Azure Monitor tells what is within the window.
var logAlerts = [
  {
    name: 'brake-engaged'
    description: 'More contacts are due to be erased within an hour than the limit allows. The others are opted out and held: "spotler-connector brake status" shows them, and a person decides.'
    severity: 0
    frequency: 'PT1M'
    window: 'PT5M'
    enabled: true
    condition: {
      query: loadTextContent('../queries/brake-engaged.kql')
      timeAggregation: 'Count'
      operator: 'GreaterThan'
      threshold: 0
      failingPeriods: atOnce
    }
  }
  {
    name: 'erased-late'
    description: 'A sweep found a contact that should have been erased before, and had it erased: the promise to that person was broken until now. Find out which message was lost: was a step disabled, did a system job fail, was a dead letter purged?'
    severity: 1
    frequency: 'PT15M'
    window: 'PT1H'
    enabled: true
    condition: {
      query: loadTextContent('../queries/erased-late.kql')
      timeAggregation: 'Count'
      operator: 'GreaterThan'
      threshold: 0
      failingPeriods: atOnce
    }
  }
  {
    name: 'mass-anonymization'
    description: 'Unusually many contacts were anonymized within an hour. That cannot be undone: find out why, and stop the worker if nobody knows.'
    severity: 0
    frequency: 'PT15M'
    window: 'PT1H'
    enabled: true
    condition: {
      query: loadTextContent('../queries/mass-anonymization.kql')
      timeAggregation: 'Count'
      operator: 'GreaterThan'
      threshold: massAnonymizationThreshold
      failingPeriods: atOnce
    }
  }
  {
    name: 'queue-delay'
    description: 'A message waited long before the worker took it. People who must be forgotten wait too.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    enabled: true
    condition: {
      query: loadTextContent('../queries/queue-delay.kql')
      metricMeasureColumn: 'minutes'
      timeAggregation: 'Maximum'
      operator: 'GreaterThan'
      threshold: queueDelayMinutes
      failingPeriods: atOnce
    }
  }
  {
    name: 'system-down'
    description: 'Dataverse or Spotler was down for a quarter of an hour, so the worker is not ready. The event "system down" in the log says why.'
    severity: 1
    frequency: 'PT15M'
    window: 'PT15M'
    enabled: true
    condition: {
      query: loadTextContent('../queries/system-down.kql')
      metricMeasureColumn: 'up'
      dimensions: [{ name: 'system', operator: 'Include', values: ['*'] }]
      timeAggregation: 'Maximum'
      operator: 'LessThan'
      threshold: 1
      failingPeriods: atOnce
    }
  }
  {
    name: 'worker-silent'
    description: 'No worker has sent a metric for a quarter of an hour: none runs, or its collector does not reach Application Insights.'
    severity: 1
    frequency: 'PT15M'
    window: 'PT15M'
    enabled: alwaysRuns
    condition: {
      query: loadTextContent('../queries/worker-silent.kql')
      timeAggregation: 'Count'
      operator: 'LessThan'
      threshold: 1
      failingPeriods: atOnce
    }
  }
]

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: '${name}-${alert.name}'
  location: location
  tags: tags
  properties: {
    displayName: '${name}-${alert.name}'
    description: alert.description
    severity: alert.severity
    enabled: alert.enabled
    scopes: [workspaceId]
    evaluationFrequency: alert.frequency
    windowSize: alert.window
    // The table of log lines is made with the first line, which is after this.
    skipQueryValidation: true
    criteria: {
      allOf: [alert.condition]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}]
