import { type ApiMethod, type ApiProperty, type ApiType, type Documented, publicTypes } from './public-api';

const types = publicTypes();
const byName = new Map(types.map((type) => [type.fqn, type]));

const hasSummary = ({ docs }: Documented): boolean => (docs?.summary ?? '').length > 0;

/** A member that overrides another one has the documentation of that; those of other packages are not ours to judge. */
function isDocumented(member: (ApiProperty | ApiMethod) & { readonly name: string }): boolean {
  if (hasSummary(member) || member.overrides === undefined) return hasSummary(member);
  const base = byName.get(member.overrides);
  if (base === undefined) return true;
  const overridden = [...(base.properties ?? []), ...methodsOf(base)].find(({ name }) => name === member.name);
  return overridden !== undefined && isDocumented({ ...overridden, name: member.name });
}

function methodsOf({ methods = [] }: ApiType): readonly (ApiMethod & { readonly name: string })[] {
  return methods.map((method) => ({ ...method, name: method.name ?? '' }));
}

/** Every name that a user can write, with whether it is documented. */
function documentation(type: ApiType): readonly (readonly [string, boolean])[] {
  const members = [...(type.properties ?? []), ...methodsOf(type)];
  const calls = [...methodsOf(type), ...(type.initializer === undefined ? [] : [{ ...type.initializer, name: 'constructor' }])];
  return [
    [type.name, hasSummary(type)] as const,
    ...members.map((member) => [`${type.name}.${member.name}`, isDocumented(member)] as const),
    ...(type.members ?? []).map((member) => [`${type.name}.${member.name}`, hasSummary(member)] as const),
    ...calls.flatMap((call) =>
      // as documented as what it overrides
      (call.overrides === undefined ? (call.parameters ?? []) : []).map((parameter) => [`${type.name}.${call.name}(${parameter.name})`, hasSummary(parameter)] as const),
    ),
  ];
}

/** Every reference to another type, however deep. */
function holdsAny(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, child]) => (name === 'primitive' && child === 'any') || holdsAny(child));
}

describe('the documentation of the public API', () => {
  const all = types.flatMap(documentation);

  it('has the whole API before it', () => {
    expect(types.length).toBeGreaterThan(50);
    expect(all.length).toBeGreaterThan(400);
    expect(all.map(([name]) => name)).toEqual(expect.arrayContaining(['ReplicationGroup', 'ReplicationGroupProps.vpc', 'NetworkType.DUAL_STACK', 'ReplicationGroup.constructor(props)']));
  });

  it('is complete: every type, member and parameter', () => {
    expect(all.filter(([, documented]) => !documented).map(([name]) => name)).toEqual([]);
  });

  it('says of everything that may be left out what happens then', () => {
    const options = types.filter(({ datatype }) => datatype).flatMap((type) => (type.properties ?? []).map((property) => ({ ...property, name: `${type.name}.${property.name}` })));
    const optional = options.filter(({ optional: mayBeLeftOut }) => mayBeLeftOut);

    expect(optional.length).toBeGreaterThan(60);
    expect(optional.filter(({ docs }) => (docs?.default ?? '') === '').map(({ name }) => name)).toEqual([]);
  });

  it('writes behaviour as "- ..." and values as values', () => {
    const defaults = types.flatMap((type) => (type.properties ?? []).flatMap(({ name, docs }) => (docs?.default === undefined ? [] : [[`${type.name}.${name}`, docs.default] as const])));
    const value = /^(- \S.*|true|false|\d+|'[^']*'|[A-Z]\w*(\.\w+)*(\([^)]*\))?)$/s;
    expect(defaults.filter(([, text]) => !value.test(text))).toEqual([]);
  });
});

describe('the types of the public API', () => {
  it('never leave open what something is', () => {
    const parts = types.flatMap((type) => [
      ...(type.properties ?? []).map((property) => [`${type.name}.${property.name}`, property.type] as const),
      ...[...(type.methods ?? []), ...(type.initializer === undefined ? [] : [type.initializer])].flatMap((method) => [
        [`${type.name}.${method.name ?? 'constructor'}()`, method.returns?.type] as const,
        ...(method.parameters ?? []).map((parameter) => [`${type.name}.${method.name ?? 'constructor'}(${parameter.name})`, parameter.type] as const),
      ]),
    ]);
    expect(parts.filter(([, type]) => holdsAny(type)).map(([name]) => name)).toEqual([]);
  });

  it('can be changed by nobody but their owner: every property of values is read-only', () => {
    const open = types.filter(({ datatype }) => datatype).flatMap((type) => (type.properties ?? []).filter(({ immutable }) => immutable !== true).map(({ name }) => `${type.name}.${name}`));
    expect(open).toEqual([]);
  });
});
