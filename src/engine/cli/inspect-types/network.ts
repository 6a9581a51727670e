// Source: moby api/types/network.
import { field, fieldsOf, type GoStruct, textMap, texts } from './go-type';

const ipamConfig: GoStruct = {
  goName: 'network.IPAMConfig',
  fields: [
    ...fieldsOf('prefix', 'Subnet', 'IPRange'),
    field('Gateway', 'address'),
    field('AuxAddress', { mapOf: 'address' }, 'AuxiliaryAddresses'),
  ],
};

const endpointResource: GoStruct = {
  goName: 'network.EndpointResource',
  fields: [
    ...fieldsOf('string', 'Name', 'EndpointID', 'MacAddress'),
    ...fieldsOf('prefix', 'IPv4Address', 'IPv6Address'),
  ],
};

const status: GoStruct = {
  goName: 'network.Status',
  fields: [
    field('IPAM', {
      goName: 'network.IPAMStatus',
      fields: [
        field('Subnets', {
          portMapOf: {
            goName: 'network.SubnetStatus',
            fields: fieldsOf('number', 'IPsInUse', 'DynamicIPsAvailable'),
          },
        }),
      ],
    }),
  ],
};

export const networkType: GoStruct = {
  goName: 'network.Inspect',
  fields: [
    {
      goName: 'network.Network',
      fields: [
        field('Name', 'string'),
        field('ID', 'string', 'Id'),
        field('Created', 'time'),
        ...fieldsOf('string', 'Scope', 'Driver'),
        ...fieldsOf('bool', 'EnableIPv4', 'EnableIPv6'),
        field('IPAM', {
          goName: 'network.IPAM',
          fields: [
            field('Driver', 'string'),
            field('Options', textMap),
            field('Config', { listOf: ipamConfig }),
          ],
        }),
        ...fieldsOf('bool', 'Internal', 'Attachable', 'Ingress'),
        field('ConfigFrom', { goName: 'network.ConfigReference', fields: [field('Network', 'string')] }),
        field('ConfigOnly', 'bool'),
        ...fieldsOf(textMap, 'Options', 'Labels'),
        field('Peers', texts),
      ],
    },
    field('Containers', { mapOf: endpointResource }),
    field('Services', textMap),
    field('Status', { pointerTo: status }),
  ],
};

/** A container's place in a network. */
export const endpointSettings: GoStruct = {
  goName: 'network.EndpointSettings',
  fields: [
    field('IPAMConfig', {
      pointerTo: {
        goName: 'network.EndpointIPAMConfig',
        fields: [
          ...fieldsOf('address', 'IPv4Address', 'IPv6Address'),
          field('LinkLocalIPs', { listOf: 'address' }),
        ],
      },
    }),
    ...fieldsOf(texts, 'Links', 'Aliases'),
    field('DriverOpts', textMap),
    field('GwPriority', 'number'),
    ...fieldsOf('string', 'NetworkID', 'EndpointID'),
    ...fieldsOf('address', 'Gateway', 'IPAddress'),
    field('MacAddress', 'string'),
    field('IPPrefixLen', 'number'),
    ...fieldsOf('address', 'IPv6Gateway', 'GlobalIPv6Address'),
    field('GlobalIPv6PrefixLen', 'number'),
    field('DNSNames', texts),
  ],
};
