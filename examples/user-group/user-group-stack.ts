import { Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AccessString, Authentication, CacheNodeType, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/** A cache for a client with a password and one with an AWS identity. */
export class UserGroupStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const shop = this.newShopUser();
    const reports = new CfnUser(this, 'Reports', {
      engine: 'valkey',
      userId: 'reports',
      userName: 'reports',
      authenticationMode: { Type: 'iam' },
      accessString: AccessString.readOnly().keys('orders:*', 'carts:*').withClientCommands().text,
    });
    const userGroup = new CfnUserGroup(this, 'Users', { engine: 'valkey', userGroupId: 'orders-users', userIds: [shop.ref, reports.ref] });

    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      authentication: Authentication.userGroup(userGroup),
    });
    const role = new Role(this, 'ReportsRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    cache.grants.connect(role, { existingUserId: 'reports' });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  /** The password is in the secret, and only a reference to it in the template. */
  private newShopUser(): CfnUser {
    const password = new Secret(this, 'ShopPassword', { generateSecretString: { passwordLength: 64, excludePunctuation: true } });
    return new CfnUser(this, 'Shop', {
      engine: 'valkey',
      userId: 'shop',
      userName: 'shop',
      authenticationMode: { Type: 'password', Passwords: [password.secretValue.unsafeUnwrap()] },
      accessString: AccessString.readWrite().keys('orders:*', 'carts:*').channels('orders').withClientCommands().text,
    });
  }
}
