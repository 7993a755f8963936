import { publicTypes } from '../public-api';
import { type KnownResources, losses } from './consequences';
import { knownResources, resourcesIn } from './known-resources';
import { representativeApp } from './representative-app';

describe('logical ids', () => {
  const app = representativeApp();
  const known = knownResources();
  const now = resourcesIn(app);

  it('are what they were: where one changes, CloudFormation replaces the resource of every user', () => {
    expect(losses(known, now)).toEqual([]);
  });

  // `npx tsx test/conformance/logical-ids/write.ts` writes them down
  it('are written down, also of what is new', () => {
    expect(Object.keys(now).filter((path) => known[path] === undefined)).toEqual([]);
  });

  it('are those of an app with every construct of the library', () => {
    const constructs = publicTypes().filter(({ kind, base }) => kind === 'class' && /^(constructs\.Construct|aws-cdk-lib\.Resource)$/.test(base ?? ''));
    const used = new Set(app.node.findAll().map(({ constructor }) => constructor.name));

    expect(constructs.length).toBeGreaterThanOrEqual(13);
    expect(constructs.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('have default children behind them, which escape hatches reach', () => {
    const names = publicTypes().map(({ name }) => name);
    const ours = app.node.findAll().filter(({ constructor, node }) => names.includes(constructor.name) && node.tryFindChild('Resource') !== undefined);
    const defaults = ours.map(({ node }) => node.defaultChild?.node.path);

    expect(ours.length).toBeGreaterThanOrEqual(10);
    expect(defaults).toEqual(ours.map(({ node }) => `${node.path}/Resource`));
  });
});

describe('a logical id that changes', () => {
  const before: KnownResources = {
    'Stack/Cache/Resource': { id: 'Cache18F6EE16', type: 'AWS::ElastiCache::ReplicationGroup' },
    'Stack/Cache/Provider/Resource': { id: 'CacheProvider1', type: 'AWS::Lambda::Function' },
  };

  it('is told with what it costs whom', () => {
    const now = { ...before, 'Stack/Cache/Resource': { id: 'CacheGroup4711', type: 'AWS::ElastiCache::ReplicationGroup' } };
    expect(losses(before, now)).toEqual([
      'Stack/Cache/Resource: was Cache18F6EE16 (AWS::ElastiCache::ReplicationGroup), is CacheGroup4711 (AWS::ElastiCache::ReplicationGroup). For everybody who upgrades: an empty cache takes the place of theirs, which is deleted with its data',
    ]);
  });

  it('is told of resources that moved in the tree, too', () => {
    const { 'Stack/Cache/Resource': group } = before;
    expect(losses(before, group === undefined ? {} : { 'Stack/Cache/Resource': group })).toEqual([
      'Stack/Cache/Provider/Resource: was CacheProvider1 (AWS::Lambda::Function), is gone, or elsewhere. For everybody who upgrades: it is deleted and made anew',
    ]);
  });

  it('is not what is new', () => {
    expect(losses({}, before)).toEqual([]);
  });
});
