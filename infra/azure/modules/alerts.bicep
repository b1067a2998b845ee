@description('What the alerts are named for.')
param name string

@description('Where the log alerts are; the others are everywhere.')
param location string

@description('Tags on every resource.')
param tags object

@description('E-mail addresses of those who are told.')
param emails array

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

var metricAlerts = [
  {
    name: 'dead-letters'
    description: 'Messages are in the dead-letter queue. Look at them with: spotler-connector dead-letter list --by reason'
    severity: 2
    scope: namespaceId
    metricNamespace: 'Microsoft.ServiceBus/namespaces'
    metricName: 'DeadletteredMessages'
    timeAggregation: 'Maximum'
    threshold: 0
    window: 'PT5M'
    dimensions: [{ name: 'EntityName', operator: 'Include', values: [queueName] }]
  }
  {
    name: 'messages-waiting'
    description: 'The queue was never short for half an hour. Is a side down, or are there more changes than Spotler takes?'
    severity: 2
    scope: namespaceId
    metricNamespace: 'Microsoft.ServiceBus/namespaces'
    metricName: 'ActiveMessages'
    timeAggregation: 'Minimum'
    threshold: waitingMessagesThreshold
    window: 'PT30M'
    dimensions: [{ name: 'EntityName', operator: 'Include', values: [queueName] }]
  }
  {
    name: 'worker-restarts'
    description: 'The worker restarts again and again. Its last lines in the log say why.'
    severity: 1
    scope: workerId
    metricNamespace: 'Microsoft.App/containerApps'
    metricName: 'RestartCount'
    timeAggregation: 'Maximum'
    threshold: 2
    window: 'PT15M'
    dimensions: []
  }
]

var atOnce = { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }

// Every query keeps TimeGenerated, by which Azure Monitor tells what is within the window.
var logAlerts = [
  {
    name: 'mass-anonymization'
    description: 'Unusually many contacts were anonymized within an hour. That cannot be undone: find out why, and stop the worker if nobody knows.'
    severity: 0
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
    name: 'side-down'
    description: 'Dataverse or Spotler was down for a quarter of an hour, so the worker is not ready. The event "side down" in the log says why.'
    severity: 1
    window: 'PT15M'
    enabled: true
    condition: {
      query: loadTextContent('../queries/side-down.kql')
      metricMeasureColumn: 'up'
      dimensions: [{ name: 'side', operator: 'Include', values: ['*'] }]
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

resource metricAlert 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in metricAlerts: {
  name: '${name}-${alert.name}'
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [alert.scope]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: alert.name
          metricNamespace: alert.metricNamespace
          metricName: alert.metricName
          timeAggregation: alert.timeAggregation
          operator: 'GreaterThan'
          threshold: alert.threshold
          dimensions: alert.dimensions
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}]

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: '${name}-${alert.name}'
  location: location
  tags: tags
  properties: {
    displayName: '${name}-${alert.name}'
    description: alert.description
    severity: alert.severity
    enabled: alert.enabled
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: alert.window
    // The table of log lines is made with the first line, which is after this.
    skipQueryValidation: true
    criteria: {
      allOf: [alert.condition]
    }
    actions: { actionGroups: [actionGroup.id] }
  }
}]
