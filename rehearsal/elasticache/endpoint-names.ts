import { randomBytes } from 'node:crypto';
import { type NodePlace } from '../cluster/node-layout';
import { type GroupConfiguration } from './group-configuration';
import { memberIdOf } from './cache-member';

/** `us-east-1` in the names of endpoints. */
const REGION = 'use1';
const DOMAIN = 'cache.amazonaws.com';

/**
 * The names of the endpoints of one group, in the forms that ElastiCache gives them. They are records of the offline AWS
 * only: whoever asks the DNS of the internet finds nothing.
 */
export class EndpointNames {
  public constructor(
    private readonly groupId: string,
    private readonly configuration: Pick<GroupConfiguration, 'transitEncryption' | 'startedWithoutClusterMode' | 'nodeGroups'>,
    /** Six characters that belong to the group alone. */
    private readonly mark = randomBytes(3).toString('hex'),
  ) {}

  /** The names of the same group when it is configured otherwise. */
  public for(configuration: GroupConfiguration): EndpointNames {
    return new EndpointNames(this.groupId, configuration, this.mark);
  }

  /** The name that the certificate of every node carries; a group has one certificate. */
  public get wildcard(): string {
    return `*.${this.zone}`;
  }

  public get configurationEndpoint(): string {
    return this.isEncrypted ? `clustercfg.${this.zone}` : `${this.groupId}.${this.mark}.clustercfg.${REGION}.${DOMAIN}`;
  }

  public get primaryEndpoint(): string {
    return this.isEncrypted ? `master.${this.zone}` : `${this.groupId}.${this.mark}.ng.0001.${REGION}.${DOMAIN}`;
  }

  public get readerEndpoint(): string {
    return this.isEncrypted ? `replica.${this.zone}` : `${this.groupId}-ro.${this.mark}.ng.0001.${REGION}.${DOMAIN}`;
  }

  public nodeEndpoint(memberId: string): string {
    return this.isEncrypted ? `${memberId}.${this.zone}` : `${memberId}.${this.mark}.0001.${REGION}.${DOMAIN}`;
  }

  /** The same for a node that does not run yet. */
  public readonly nodeEndpointAt = (place: NodePlace): string => this.nodeEndpoint(memberIdOf(this.groupId, place, this.configuration));

  private get isEncrypted(): boolean {
    return this.configuration.transitEncryption;
  }

  private get zone(): string {
    return `${this.groupId}.${this.mark}.${REGION}.${DOMAIN}`;
  }
}
