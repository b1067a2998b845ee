@export()
@description('Tags on every resource.')
type Tags = {
  @description('The value of each tag, by its name.')
  *: string
}

@export()
@description('The worker\'s choices, by the names of docs/configuration.md.')
type Settings = {
  @description('The value of each variable; always a text.')
  *: string
}

@export()
@description('Who may reach the vault and the storage account over the network. Signing in is needed all the same.')
type Network = {
  @description('Resource id of the subnet that the worker runs in. It is delegated to Microsoft.App/environments and has the service endpoints Microsoft.KeyVault and Microsoft.Storage.')
  subnetId: string

  @description('Public addresses, or ranges such as 203.0.113.0/24, of operators and of the pipeline that deploys.')
  allowedAddresses: string[]
}
