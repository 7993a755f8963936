/** What it means for users when the logical id of a resource changes, by type: their next deployment makes another one, then deletes the first. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  'AWS::ElastiCache::ReplicationGroup': 'an empty cache takes the place of theirs, which is deleted with its data',
  'AWS::ElastiCache::ServerlessCache': 'an empty cache takes the place of theirs, which is deleted with its data',
  'AWS::ElastiCache::SubnetGroup': 'its name is create-only in the group, so an empty cache takes the place of theirs',
  'AWS::ElastiCache::ParameterGroup': 'the group changes to another one with the same content, and the nodes may want a restart',
  'AWS::ElastiCache::UserGroup': 'clients can not log in until the group has the new one; with an id of their own the deployment fails, because it is taken',
  'AWS::ElastiCache::User': 'clients can not log in until they have the new one; with an id of their own the deployment fails, because it is taken',
  'AWS::SecretsManager::Secret': 'a new AUTH token that no client has, and an ARN that policies of others do not know',
  'AWS::EC2::SecurityGroup': 'rules of others that name it break, and it can not be deleted while they do',
  'AWS::EC2::SecurityGroupIngress': 'a rule that is there already can not be made again: the deployment fails',
  'AWS::EC2::SecurityGroupEgress': 'a rule that is there already can not be made again: the deployment fails',
  'AWS::Logs::LogGroup': 'an empty log group; the old one stays behind, or fails the deployment if its name is theirs',
  'AWS::CloudWatch::Alarm': 'an alarm without history, and an ARN that composite alarms of others do not know',
  'AWS::IAM::Role': 'an ARN that policies of others do not know',
  'AWS::ApplicationAutoScaling::ScalableTarget': 'the target is there already: to delete the old one takes scaling away from the new one',
  'Custom::ElastiCachePropagationGate': 'the gate looks once more, and whatever it protects waits',
  'Custom::ElastiCacheReachabilityGate': 'the gate looks once more, and the update of the group waits',
  'Custom::ConditionGate': 'the condition is asked for once more, and whatever waits for it waits',
  'Custom::ElastiCacheReplacementGuard': 'the guard forgets what it had allowed',
};

/** A resource of the representative app. */
export interface KnownResource {
  readonly id: string;
  readonly type: string;
}

/** Resources by construct path. */
export type KnownResources = Readonly<Record<string, KnownResource>>;

/** A line for each resource whose id is not what it was, with what that means; resources that are new are nobody's loss. */
export function losses(before: KnownResources, now: KnownResources): readonly string[] {
  return Object.entries(before).flatMap(([path, { id, type }]) => {
    const today = now[path];
    if (today?.id === id && today.type === type) return [];
    const what = today === undefined ? 'is gone, or elsewhere' : `is ${today.id} (${today.type})`;
    return [`${path}: was ${id} (${type}), ${what}. For everybody who upgrades: ${CONSEQUENCES[type] ?? 'it is deleted and made anew'}`];
  });
}
