import { Resource } from 'aws-cdk-lib';
import { type CfnParameterGroup, type ParameterGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { injectedProps } from '../../private/injected-props';
import { newParameterGroup } from '../../private/new-parameter-group';
import { parameterProblems } from '../../private/parameter-problems';
import { ReplicationGroupValidationError } from '../../private/validation-error';
import { ClusterMode } from '../cluster-mode';
import { type ICacheParameterGroup } from './cache-parameter-group-interface';
import { type CacheParameterGroupProps } from './cache-parameter-group-props';

/**
 * The settings of an engine, for one or more replication groups.
 *
 * A `ReplicationGroup` makes one of its own, to which its property `parameters` goes; this is for sharing one. Its name is made
 * up by CloudFormation: a new one can take its place before the old one is deleted.
 *
 * @resource AWS::ElastiCache::ParameterGroup
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { CacheEngine, CacheParameterGroup, ReplicationGroup, ValkeyVersion } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const vpc: IVpc;
 *
 * const engine = CacheEngine.valkey(ValkeyVersion.V8_1);
 * const parameterGroup = new CacheParameterGroup(stack, 'Parameters', {
 *   engine,
 *   parameters: { 'maxmemory-policy': 'allkeys-lru' },
 * });
 * new ReplicationGroup(stack, 'Sessions', { vpc, engine, parameterGroup });
 * new ReplicationGroup(stack, 'Pages', { vpc, engine, parameterGroup });
 */
export class CacheParameterGroup extends Resource implements ICacheParameterGroup {
  /** What property injectors know this class by. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache-dual-stack.CacheParameterGroup';

  /**
   * Use a parameter group that something else made, or one of AWS such as `default.valkey8.cluster.on`.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param cacheParameterGroupName name of the parameter group
   */
  public static fromCacheParameterGroupName(scope: Construct, id: string, cacheParameterGroupName: string): ICacheParameterGroup {
    return new ImportedParameterGroup(scope, id, cacheParameterGroupName);
  }

  /**
   * Name of the parameter group.
   *
   * @attribute
   */
  public readonly cacheParameterGroupName: string;

  /** Family of the parameters, for example `valkey8`. */
  public readonly family: string;

  private readonly resource: CfnParameterGroup;

  /**
   * @param scope where the parameter group is in the construct tree
   * @param id name of the parameter group in `scope`
   * @param props what is in it
   * @throws `ReplicationGroupValidationError` with everything that is wrong with the parameters
   */
  public constructor(scope: Construct, id: string, props: CacheParameterGroupProps) {
    const injected = injectedProps(CacheParameterGroup.PROPERTY_INJECTION_ID, scope, id, props);
    super(scope, id);
    const { engine, parameters, clusterMode = ClusterMode.ENABLED, description = `Parameters of ${this.node.path}` } = injected;
    this.validate(parameters);
    this.family = engine.parameterGroupFamily;
    this.resource = newParameterGroup(this, 'Resource', 'WithoutClusterMode', { engine, clusterMode, parameters, description });
    this.node.defaultChild = this.resource;
    if (injected.removalPolicy !== undefined) {
      this.resource.applyRemovalPolicy(injected.removalPolicy);
    }
    this.cacheParameterGroupName = this.resource.ref;
  }

  /** What the parameter group is referred to by. */
  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.cacheParameterGroupName };
  }

  /**
   * Sets one more parameter, or another value of one.
   *
   * @param name as ElastiCache spells it
   * @param value as ElastiCache spells it
   * @throws `ReplicationGroupValidationError` for a parameter or a value that ElastiCache does not take
   */
  public addParameter(name: string, value: string): void {
    this.validate({ [name]: value });
    this.resource.properties = { ...this.resource.properties, [name]: value };
  }

  private validate(parameters: Readonly<Record<string, string>> = {}): void {
    const problems = parameterProblems(parameters);
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
  }
}

/** Knows its name and makes nothing. */
class ImportedParameterGroup extends Resource implements ICacheParameterGroup {
  public constructor(
    scope: Construct,
    id: string,
    public readonly cacheParameterGroupName: string,
  ) {
    super(scope, id);
  }

  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.cacheParameterGroupName };
  }
}
