import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../../cloudformation/resource-provider';
import { generatedName } from '../../generated-name';
import { ServiceError } from '../../http/service';
import { type CacheUser, readUser } from './cache-user';

interface UserGroup {
  readonly engine: string;
  readonly userIds: readonly string[];
}

/** The users and user groups of the account. */
export class CacheUsers {
  /** By resource type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;
  /** Called when a user or a user group is another one than before; what is returned is waited for. */
  public onChange: () => Promise<void> = () => Promise.resolve();
  private readonly users = new Map<string, CacheUser>();
  private readonly userGroups = new Map<string, UserGroup>();

  public constructor() {
    this.providers = {
      'AWS::ElastiCache::User': this.provider('UserId', 'user', this.users, ['UserName', 'Engine'], (id, properties) => readUser(id, properties)),
      'AWS::ElastiCache::UserGroup': this.provider('UserGroupId', 'usergroup', this.userGroups, ['Engine'], (id, properties) => this.readUserGroup(id, properties)),
    };
  }

  /** The users of these user groups; throws what AWS answers if there is no such group. */
  public usersOf(userGroupIds: readonly string[]): readonly CacheUser[] {
    const ids = userGroupIds.flatMap((id) => {
      const group = this.userGroups.get(id);
      if (group === undefined) throw new ServiceError('UserGroupNotFoundFault', `UserGroup ${id} not found.`, 404);
      return group.userIds;
    });
    return ids.flatMap((id) => this.users.get(id) ?? []);
  }

  private readUserGroup(id: string, properties: Properties): UserGroup {
    const engine = String(properties['Engine']).toLowerCase();
    const userIds = Array.isArray(properties['UserIds']) ? properties['UserIds'].map((each) => String(each).toLowerCase()) : [];
    const missing = userIds.find((each) => !this.users.has(each));
    if (missing !== undefined) throw new ServiceError('UserNotFoundFault', `User ${missing} not found.`, 404);
    if (engine === 'redis' && !userIds.some((each) => this.users.get(each)?.userName === 'default')) {
      throw new ServiceError('DefaultUserRequired', `User group ${id} needs to contain a user with the user name default.`);
    }
    return { engine, userIds };
  }

  private provider<Kept>(
    idProperty: string,
    kind: string,
    kept: Map<string, Kept>,
    createOnly: readonly string[],
    read: (id: string, properties: Properties) => Kept,
  ): ResourceProvider {
    const keep = async (id: string, properties: Properties): Promise<void> => {
      kept.set(id, read(id, properties));
      await this.onChange();
    };
    return {
      createOnly: [idProperty, ...createOnly],
      create: async (properties, context) => {
        const id = idOf(properties[idProperty], context);
        if (kept.has(id)) throw new ServiceError('AlreadyExists', `${kind} ${id} already exists.`);
        await keep(id, properties);
        return stateOf(id, kind, context);
      },
      update: async (current, _before, after) => {
        await keep(current.physicalId, after);
        return current;
      },
      delete: async (current) => {
        if (kept.delete(current.physicalId)) await this.onChange();
      },
    };
  }
}

/** ElastiCache keeps ids in lower case. */
function idOf(given: unknown, context: ResourceContext): string {
  return (typeof given === 'string' ? given : generatedName(context, 40)).toLowerCase();
}

function stateOf(id: string, kind: string, { region, account }: ResourceContext): ResourceState {
  return { physicalId: id, attributes: { Arn: `arn:aws:elasticache:${region}:${account}:${kind}:${id}`, Status: 'active' } };
}
