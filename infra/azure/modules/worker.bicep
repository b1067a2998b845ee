import { Settings, Tags } from '../types.bicep'

@description('What the container app is named for.')
param name string

@description('Where it is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('Resource id of the Container Apps environment that it runs in.')
param environmentId string

@description('Where metrics and traces go.')
param applicationInsightsName string

@description('The image of the worker.')
param image string

@description('The registry that the image is pulled from as the worker; empty when nobody has to sign in.')
param registryServer string

@description('Resource id of the identity that the worker acts as.')
param workerIdentityId string

@description('Application id of that identity.')
param workerClientId string

@description('Resource id of the identity that the platform counts waiting messages with.')
param scalerIdentityId string

@description('Name of the Service Bus namespace.')
param serviceBusNamespace string

@description('The queue.')
param serviceBusQueue string

@description('Where Spotler\'s consumer key is found in the vault.')
param consumerKeyUri string

@description('Where Spotler\'s consumer secret is found in the vault.')
param consumerSecretUri string

@description('The Dataverse environment.')
param dataverseUrl string

@description('Where the workers keep what they share: a container of the storage account.')
param stateAddress string

@description('The worker\'s choices, by the names of docs/configuration.md; every value is a text.')
param settings Settings

@description('Text of a field mapping file; empty for the default mapping.')
param fieldMapping string

@description('Text of a description of another Spotler Job table; empty for the table that is registered.')
param spotlerJobTable string

@description('Replicas that always run.')
param minReplicas int

@description('Replicas that may run.')
param maxReplicas int

@description('Seconds that work under way may take to finish.')
param shutdownGraceSeconds int

@description('When the sweep runs, as a cron expression in UTC; empty for never.')
param sweepSchedule string

@description('Whether the sweep has its findings mended, within its limit on erasures, instead of only showing them.')
param sweepMends bool

@description('Waiting messages for which another replica is started.')
param messagesPerReplica int = 200

@description('The OpenTelemetry collector with the azuremonitor exporter.')
param collectorImage string = 'docker.io/otel/opentelemetry-collector-contrib:0.153.0'

// After the grace time the worker gives back what is left and closes its connections.
var closingSeconds = 20
var healthPort = 8080
var filesFolder = '/mnt/files'
var mappingFile = 'field-mapping.json'
var jobTableFile = 'spotler-job.json'

var environmentVariables = [
  { name: 'SERVICE_BUS_NAMESPACE', value: '${serviceBusNamespace}.servicebus.windows.net' }
  { name: 'SERVICE_BUS_CLIENT_ID', value: workerClientId }
  { name: 'SERVICE_BUS_QUEUE', value: serviceBusQueue }
  { name: 'DATAVERSE_URL', value: dataverseUrl }
  { name: 'DATAVERSE_AUTH', value: 'managed-identity' }
  { name: 'DATAVERSE_CLIENT_ID', value: workerClientId }
  { name: 'SPOTLER_CONSUMER_KEY', secretRef: 'spotler-consumer-key' }
  { name: 'SPOTLER_CONSUMER_SECRET', secretRef: 'spotler-consumer-secret' }
  { name: 'SPOTLER_STATE', value: stateAddress }
  { name: 'SPOTLER_STATE_CLIENT_ID', value: workerClientId }
  { name: 'SHUTDOWN_GRACE_SECONDS', value: string(shutdownGraceSeconds) }
  { name: 'HEALTH_PORT', value: string(healthPort) }
  { name: 'LOG_FORMAT', value: 'json' }
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://localhost:4318' }
]
var mappingVariables = empty(fieldMapping) ? [] : [
  { name: 'DATAVERSE_FIELD_MAPPING_FILE', value: '${filesFolder}/${mappingFile}' }
]
var jobTableVariables = empty(spotlerJobTable) ? [] : [
  { name: 'SPOTLER_JOB_FILE', value: '${filesFolder}/${jobTableFile}' }
]
var chosenVariables = map(items(settings), setting => { name: setting.key, value: setting.value })

var spotlerSecrets = [
  { name: 'spotler-consumer-key', keyVaultUrl: consumerKeyUri, identity: workerIdentityId }
  { name: 'spotler-consumer-secret', keyVaultUrl: consumerSecretUri, identity: workerIdentityId }
  { name: 'application-insights', value: applicationInsights.properties.ConnectionString }
]
var mappingSecrets = empty(fieldMapping) ? [] : [
  { name: 'field-mapping', value: fieldMapping }
]
var jobTableSecrets = empty(spotlerJobTable) ? [] : [
  { name: 'spotler-job', value: spotlerJobTable }
]
// A container app has no files but secrets.
var mappingFiles = empty(fieldMapping) ? [] : [
  { secretRef: 'field-mapping', path: mappingFile }
]
var jobTableFiles = empty(spotlerJobTable) ? [] : [
  { secretRef: 'spotler-job', path: jobTableFile }
]
var files = concat(mappingFiles, jobTableFiles)
var volumeMounts = empty(files) ? [] : [
  { volumeName: 'files', mountPath: filesFolder }
]
var volumes = empty(files) ? [] : [
  { name: 'files', storageType: 'Secret', secrets: files }
]
var registries = empty(registryServer) ? [] : [
  { server: registryServer, identity: workerIdentityId }
]
// Ends a sweep that hangs.
var sweepSeconds = 21600

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource worker 'Microsoft.App/containerApps@2026-07-01' = {
  name: 'ca-${name}-worker'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${workerIdentityId}': {}
      '${scalerIdentityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      identitySettings: [
        { identity: workerIdentityId, lifecycle: 'Main' }
        // The platform uses it; no container gets a token for it.
        { identity: scalerIdentityId, lifecycle: 'None' }
      ]
      registries: registries
      secrets: concat(spotlerSecrets, mappingSecrets, jobTableSecrets)
    }
    template: {
      terminationGracePeriodSeconds: shutdownGraceSeconds + closingSeconds
      containers: [
        {
          name: 'worker'
          image: image
          env: concat(environmentVariables, mappingVariables, jobTableVariables, chosenVariables)
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: volumeMounts
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/livez', port: healthPort }
              periodSeconds: 6
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/livez', port: healthPort }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
            // Not ready means that Dataverse or Spotler is down. A restart would not help, and nothing restarts for it.
            {
              type: 'Readiness'
              httpGet: { path: '/readyz', port: healthPort }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
        {
          name: 'collector'
          image: collectorImage
          args: ['--config=env:COLLECTOR_CONFIGURATION']
          env: [
            { name: 'COLLECTOR_CONFIGURATION', value: loadTextContent('../collector.yaml') }
            { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', secretRef: 'application-insights' }
          ]
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
        }
      ]
      volumes: volumes
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'waiting-messages'
            custom: {
              type: 'azure-servicebus'
              identity: scalerIdentityId
              metadata: {
                namespace: serviceBusNamespace
                queueName: serviceBusQueue
                messageCount: string(messagesPerReplica)
              }
            }
          }
        ]
      }
    }
  }
}

// The command line of the same image, with the worker's environment and identity. The worker does what it finds.
resource sweep 'Microsoft.App/jobs@2026-07-01' = if (!empty(sweepSchedule)) {
  name: 'caj-${name}-sweep'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${workerIdentityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Schedule'
      scheduleTriggerConfig: {
        cronExpression: sweepSchedule
        parallelism: 1
        replicaCompletionCount: 1
      }
      replicaTimeout: sweepSeconds
      replicaRetryLimit: 0
      identitySettings: [
        { identity: workerIdentityId, lifecycle: 'Main' }
      ]
      registries: registries
      secrets: concat(spotlerSecrets, mappingSecrets, jobTableSecrets)
    }
    template: {
      containers: [
        {
          name: 'sweep'
          image: image
          command: ['node', 'cli/main.mjs']
          args: ['sweep', sweepMends ? '--yes' : '--dry-run']
          env: concat(environmentVariables, mappingVariables, jobTableVariables, chosenVariables)
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: volumeMounts
        }
      ]
      volumes: volumes
    }
  }
}

@description('Resource id of the container app.')
output workerId string = worker.id

@description('The container app\'s name.')
output workerName string = worker.name
