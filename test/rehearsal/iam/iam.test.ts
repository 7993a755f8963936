import { type Properties, type ResourceProvider, type ResourceState } from '../../../rehearsal/cloudformation/resource-provider';
import { ServiceError } from '../../../rehearsal/http/service';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const TRUST = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
const GROUP = 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:cache';
const DESCRIBE = 'elasticache:DescribeReplicationGroups';

describe('Iam', () => {
  let iam: Iam;
  let lines: string[];
  beforeEach(() => {
    lines = [];
    iam = new Iam((_source, line) => lines.push(line));
  });

  const provider = (type: string): ResourceProvider => {
    const found = iam.providers[type];
    if (found === undefined) throw new Error(`no provider of ${type}`);
    return found;
  };
  const create = (type: string, id: string, properties: Properties): Promise<ResourceState> => provider(type).create(properties, contextOf(type, id));
  const createRole = async (properties: Properties = {}, id = 'Role') => {
    const state = await create('AWS::IAM::Role', id, { AssumeRolePolicyDocument: TRUST, ...properties });
    return { name: state.physicalId, arn: String(state.attributes['Arn']), state };
  };
  const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({ Statement: [{ Effect: 'Allow', Action, Resource, ...more }] });
  const inline = (...documents: unknown[]) => ({ Policies: documents.map((PolicyDocument) => ({ PolicyName: 'p', PolicyDocument })) });

  test('a role without policies may nothing, and is told so in the words of AWS', async () => {
    const { arn, name } = await createRole();
    expect(() => { iam.authorize({ roleArn: arn }, DESCRIBE, GROUP); }).toThrow(
      new ServiceError('AccessDenied', `User: arn:aws:sts::123456789012:assumed-role/${name} is not authorized to perform: ${DESCRIBE} on resource: ${GROUP} because no identity-based policy allows the ${DESCRIBE} action`, 403),
    );
    expect(lines[0]).toContain('is not authorized to perform');
    expect(iam.decisions).toEqual([{ roleArn: arn, action: DESCRIBE, resource: GROUP, allowed: false }]);
  });

  test('the error has the name that the service uses', async () => {
    const { arn } = await createRole();
    const nameOf = (action: string) => {
      try {
        iam.authorize({ roleArn: arn }, action, '*');
        return 'allowed';
      } catch (error) {
        return (error as ServiceError).code;
      }
    };
    expect([nameOf(DESCRIBE), nameOf('cloudformation:DescribeStacks'), nameOf('lambda:InvokeFunction'), nameOf('states:StartExecution')]).toEqual([
      'AccessDenied', 'AccessDenied', 'AccessDeniedException', 'AccessDeniedException',
    ]);
  });

  test('who has no role may everything; a role that is gone nothing', async () => {
    iam.authorize(undefined, 'anything:AtAll', '*');
    const { arn, state } = await createRole(inline(allow('*')));
    expect(iam.allows(arn, DESCRIBE, GROUP)).toBe(true);
    await provider('AWS::IAM::Role').delete(state, {}, contextOf('AWS::IAM::Role', 'Role'));
    expect(iam.allows(arn, DESCRIBE, GROUP)).toBe(false);
  });

  test.each([
    ['exact', allow(DESCRIBE, GROUP), true],
    ['lists', allow(['s3:GetObject', DESCRIBE], ['arn:aws:s3:::x', GROUP]), true],
    ['action in another case', allow('ElastiCache:describereplicationgroups', GROUP), true],
    ['wildcards', allow('elasticache:Describe*', 'arn:aws:elasticache:*:*:replicationgroup:c?che'), true],
    ['a dot is a dot', allow('elasticache.DescribeReplicationGroups'), false],
    ['another action', allow('elasticache:ModifyReplicationGroup', GROUP), false],
    ['another resource', allow(DESCRIBE, `${GROUP}2`), false],
    ['resource in another case', allow(DESCRIBE, GROUP.toUpperCase()), false],
    ['NotAction', { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }, true],
    ['NotAction that names it', { Statement: { Effect: 'Allow', NotAction: 'elasticache:*', Resource: '*' } }, false],
    ['NotResource', { Statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' } }, true],
    ['NotResource that names it', { Statement: { Effect: 'Allow', Action: '*', NotResource: GROUP } }, false],
    ['a condition is never fulfilled', allow(DESCRIBE, '*', { Condition: { StringEquals: { 'aws:PrincipalTag/a': 'b' } } }), false],
    ['an empty condition is none', allow(DESCRIBE, '*', { Condition: {} }), true],
  ])('statement: %s', async (_name, document, allowed) => {
    const { arn } = await createRole(inline(document));
    expect(iam.allows(arn, DESCRIBE, GROUP)).toBe(allowed);
  });

  test('a deny wins over an allow, wherever it stands', async () => {
    const { arn } = await createRole(inline(allow('*'), { Statement: [{ Effect: 'Deny', Action: 'elasticache:*', Resource: GROUP }] }));
    expect(() => { iam.authorize({ roleArn: arn }, DESCRIBE, GROUP); }).toThrow('with an explicit deny in an identity-based policy');
    expect(iam.allows(arn, DESCRIBE, `${GROUP}2`)).toBe(true);
  });

  test('a policy attaches to roles by name, moves with an update and goes with a delete', async () => {
    const [one, two] = [await createRole({}, 'One'), await createRole({}, 'Two')];
    const before = { PolicyDocument: allow(DESCRIBE), Roles: [one.name] };
    const policy = await create('AWS::IAM::Policy', 'Policy', before);
    const allowed = () => [one, two].map(({ arn }) => iam.allows(arn, DESCRIBE, GROUP));
    expect(allowed()).toEqual([true, false]);
    const after = { PolicyDocument: allow(DESCRIBE), Roles: [two.name] };
    await provider('AWS::IAM::Policy').update(policy, before, after, contextOf('AWS::IAM::Policy', 'Policy'));
    expect(allowed()).toEqual([false, true]);
    await provider('AWS::IAM::Policy').delete(policy, after, contextOf('AWS::IAM::Policy', 'Policy'));
    expect(allowed()).toEqual([false, false]);
  });

  test('a policy for a role that is not there fails', async () => {
    await expect(create('AWS::IAM::Policy', 'Policy', { PolicyDocument: allow('*'), Roles: ['nobody'] })).rejects.toThrow('The role with name nobody cannot be found.');
  });

  test('managed policies: listed by the role, attached by themselves, and those of AWS', async () => {
    const own = await create('AWS::IAM::ManagedPolicy', 'Managed', { PolicyDocument: allow(DESCRIBE) });
    const listed = await createRole({ ManagedPolicyArns: [own.physicalId] }, 'Listed');
    const named = await createRole({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'] }, 'Named');
    await create('AWS::IAM::ManagedPolicy', 'Attaching', { PolicyDocument: allow('states:*'), Roles: [named.name] });
    expect(own.physicalId).toMatch(/^arn:aws:iam::123456789012:policy\/Cache-Managed-/);
    expect(iam.allows(listed.arn, DESCRIBE, GROUP)).toBe(true);
    expect(['logs:PutLogEvents', 'ec2:CreateNetworkInterface', 'states:StartExecution', DESCRIBE].map((action) => iam.allows(named.arn, action, '*'))).toEqual([true, true, true, false]);
  });

  test('a managed policy that nobody knows fails the role', async () => {
    await expect(createRole({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).rejects.toThrow('Policy arn:aws:iam::aws:policy/AdministratorAccess does not exist or is not attachable.');
  });

  test('an update of the role takes effect at once', async () => {
    const { arn, state } = await createRole();
    const role = provider('AWS::IAM::Role');
    await role.update(state, {}, inline(allow(DESCRIBE)), contextOf('AWS::IAM::Role', 'Role'));
    expect(iam.allows(arn, DESCRIBE, GROUP)).toBe(true);
  });

  test('only services that the trust policy names may act as the role', async () => {
    const { arn } = await createRole({ Path: '/gates/' });
    expect(arn).toMatch(/^arn:aws:iam::123456789012:role\/gates\/Cache-Role-\w{12}$/);
    expect([iam.trusts(arn, 'lambda.amazonaws.com'), iam.trusts(arn, 'states.amazonaws.com'), iam.trusts('arn:aws:iam::1:role/x', 'lambda.amazonaws.com')]).toEqual([true, false, false]);
  });

  test('a statement without an effect is refused', async () => {
    await expect(createRole(inline({ Statement: [{ Action: '*', Resource: '*' }] }))).rejects.toThrow('a policy statement has the effect undefined: must be "Allow" or "Deny"');
  });
});
