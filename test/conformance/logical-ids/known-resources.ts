import { type App, CfnResource, Stack } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type KnownResource, type KnownResources } from './consequences';
import { SURROUNDINGS } from './representative-app';

/** What the last release promised; `write.ts` writes it. */
export const KNOWN_FILE = path.join(__dirname, 'known-ids.json');

export function knownResources(): KnownResources {
  return JSON.parse(readFileSync(KNOWN_FILE, 'utf8')) as KnownResources;
}

/** Every resource that the library adds to an app, by construct path. */
export function resourcesIn(app: App): KnownResources {
  app.synth();
  const resources = app.node.findAll().filter((each): each is CfnResource => CfnResource.isCfnResource(each));
  const entries = resources
    .filter(({ node, cfnResourceType }) => !isSurrounding(node.path) && cfnResourceType !== 'AWS::CDK::Metadata')
    .map((each): [string, KnownResource] => [each.node.path, { id: String(Stack.of(each).resolve(each.logicalId)), type: each.cfnResourceType }]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isSurrounding(constructPath: string): boolean {
  const [, id = '', ...below] = constructPath.split('/');
  return SURROUNDINGS.includes(id) && !below.some((each) => /^(Elasti|Replacement)/.test(each));
}
