import { randomBytes } from 'node:crypto';
import { type Properties, type ResourceProvider } from '../cloudformation/resource-provider';
import { generatedName } from '../generated-name';
import { type Iam } from './iam';
import { statementsOf } from './policy-document';
import { Role } from './role';

/** `AWS::IAM::Role`, with its inline and managed policies. */
export function roleProvider(iam: Iam): ResourceProvider {
  const checkPolicies = (role: Role) => {
    for (const arn of role.managedPolicyArns()) iam.managedPolicy(arn);
  };
  return {
    createOnly: ['RoleName', 'Path'],
    create: (properties, context) =>
      promised(() => {
        const name = text(properties['RoleName']) ?? generatedName(context);
        const arn = `arn:aws:iam::${context.account}:role${text(properties['Path']) ?? '/'}${name}`;
        const role = new Role(name, arn, properties);
        checkPolicies(role);
        iam.roles.set(name, role);
        return { physicalId: name, attributes: { Arn: arn, RoleId: `AROA${randomBytes(8).toString('hex').toUpperCase()}` } };
      }),
    update: (current, _before, after) =>
      promised(() => {
        const role = iam.role(current.physicalId);
        role.configure(after);
        checkPolicies(role);
        return current;
      }),
    delete: (current) =>
      promised(() => {
        iam.roles.delete(current.physicalId);
      }),
  };
}

/** `AWS::IAM::Policy`: a document that attaches itself to roles. */
export function policyProvider(iam: Iam): ResourceProvider {
  const attach = (id: string, properties: Properties) => {
    const statements = statementsOf(properties['PolicyDocument']);
    for (const name of roleNames(properties)) iam.role(name).attached.set(id, statements);
  };
  // A role that is gone took its policies with it.
  const detach = (id: string, names: readonly string[]) => {
    for (const name of names) iam.roles.get(name)?.attached.delete(id);
  };
  return {
    create: (properties, context) =>
      promised(() => {
        const id = generatedName(context);
        attach(id, properties);
        return { physicalId: id, attributes: { Id: id } };
      }),
    update: (current, before, after) =>
      promised(() => {
        const kept = new Set(roleNames(after));
        attach(current.physicalId, after);
        detach(current.physicalId, roleNames(before).filter((name) => !kept.has(name)));
        return current;
      }),
    delete: (current, properties) =>
      promised(() => {
        detach(current.physicalId, roleNames(properties));
      }),
  };
}

/** `AWS::IAM::ManagedPolicy`: a document with an ARN, which roles list or which attaches itself to roles. */
export function managedPolicyProvider(iam: Iam): ResourceProvider {
  const attach = (arn: string, properties: Properties) => {
    iam.managedPolicies.set(arn, statementsOf(properties['PolicyDocument']));
    for (const name of roleNames(properties)) iam.role(name).managed.add(arn);
  };
  const detach = (arn: string, names: readonly string[]) => {
    for (const name of names) iam.roles.get(name)?.managed.delete(arn);
  };
  return {
    createOnly: ['ManagedPolicyName', 'Path', 'Description'],
    create: (properties, context) =>
      promised(() => {
        const name = text(properties['ManagedPolicyName']) ?? generatedName(context, 128);
        const arn = `arn:aws:iam::${context.account}:policy${text(properties['Path']) ?? '/'}${name}`;
        attach(arn, properties);
        return { physicalId: arn, attributes: { PolicyArn: arn } };
      }),
    update: (current, before, after) =>
      promised(() => {
        const kept = new Set(roleNames(after));
        attach(current.physicalId, after);
        detach(current.physicalId, roleNames(before).filter((name) => !kept.has(name)));
        return current;
      }),
    delete: (current, properties) =>
      promised(() => {
        detach(current.physicalId, roleNames(properties));
        iam.managedPolicies.delete(current.physicalId);
      }),
  };
}

function roleNames(properties: Properties): readonly string[] {
  return (properties['Roles'] ?? []) as readonly string[];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Errors become rejections, as whoever calls a provider expects. */
function promised<T>(action: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(action());
  });
}
