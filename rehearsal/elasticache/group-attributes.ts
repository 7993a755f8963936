import { type Endpoint, type ReplicationGroup } from './replication-group';

/** What `Fn::GetAtt` gives of a replication group: of endpoints those that there are. */
export function attributesOf(group: ReplicationGroup): Readonly<Record<string, unknown>> {
  const { configurationEndpoint, primaryEndpoint, readerEndpoint } = group;
  const nodes = group.members.map((member) => group.endpointOf(member));
  const [addresses, ports] = [nodes.map(({ Address }) => Address), nodes.map(({ Port }) => String(Port))];
  const readEndpoints = { Addresses: `[${addresses.join(', ')}]`, 'Addresses.List': addresses, Ports: `[${ports.join(', ')}]`, 'Ports.List': ports };
  return {
    ...(configurationEndpoint && { ConfigurationEndPoint: asText(configurationEndpoint) }),
    ...(primaryEndpoint && { PrimaryEndPoint: asText(primaryEndpoint), ReaderEndPoint: asText(readerEndpoint), ReadEndPoint: readEndpoints }),
  };
}

function asText(endpoint: Endpoint | undefined): Readonly<Record<string, string>> {
  return endpoint === undefined ? {} : { Address: endpoint.Address, Port: String(endpoint.Port) };
}
