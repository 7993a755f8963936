import * as path from 'node:path';
import { CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { type Construct } from 'constructs';
import { buildSync } from 'esbuild';

/** What somebody writes who waits without this library: a group, and a `Provider` that asks it every 5 s. */
export class PlainProviderStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const ipDiscovery = String(this.node.tryGetContext('ipDiscovery'));
    const group = new CfnReplicationGroup(this, 'Cache', {
      replicationGroupDescription: 'waited for by a plain Provider',
      engine: 'valkey',
      cacheNodeType: 'cache.t4g.small',
      cacheParameterGroupName: 'default.valkey8.cluster.on',
      numNodeGroups: 3,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      networkType: 'dual_stack',
      ipDiscovery,
      transitEncryptionEnabled: false,
    });
    const environment = { HOST: group.attrConfigurationEndPointAddress, PORT: group.attrConfigurationEndPointPort };
    // on AWS both would be in the VPC, which costs nothing
    const handler = (name: string): Function => new Function(this, name, { code, runtime: Runtime.NODEJS_24_X, handler: `index.${name}`, environment, timeout: Duration.seconds(30) });
    const code = Code.fromAsset(this.bundled());
    const provider = new Provider(this, 'Provider', {
      onEventHandler: handler('onEvent'),
      isCompleteHandler: handler('isComplete'),
      queryInterval: Duration.seconds(5),
      totalTimeout: Duration.hours(1),
    });
    new CustomResource(this, 'Wait', { serviceToken: provider.serviceToken, resourceType: 'Custom::PlainWait', properties: { Family: ipDiscovery } });
  }

  private bundled(): string {
    const outdir = path.join(process.env['TMPDIR'] ?? '/tmp', 'plain-provider');
    buildSync({ entryPoints: [path.join(__dirname, 'index.ts')], outdir, bundle: true, platform: 'node', target: 'node22', format: 'cjs', minify: true, logLevel: 'error' });
    return outdir;
  }
}
