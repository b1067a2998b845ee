import { Network } from '../types.bicep'

@description('What a vault and a storage account take.')
type Rules = {
  @description('Which services of Azure itself get through.')
  bypass: 'AzureServices'
  @description('What happens to everybody else.')
  defaultAction: 'Allow' | 'Deny'
  @description('Public addresses that get through.')
  ipRules: {
    @description('An address, or a range of them.')
    value: string
  }[]
  @description('Subnets that get through.')
  virtualNetworkRules: {
    @description('Resource id of a subnet.')
    id: string
  }[]
}

@export()
@description('The rules of a vault or a storage account: open to every network without a choice, else closed but for that subnet and those addresses.')
func networkRules(network Network?) Rules => network == null
  ? { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] }
  : {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: map(network!.allowedAddresses, address => { value: address })
      virtualNetworkRules: [{ id: network!.subnetId }]
    }
