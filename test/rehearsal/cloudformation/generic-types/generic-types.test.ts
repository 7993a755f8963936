import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { GENERIC_TYPES } from '../../../../rehearsal/cloudformation/generic-types';
import { GenericResource } from '../../../../rehearsal/cloudformation/generic-types/generic-resource';
import { TemplateValidator } from '../../../../rehearsal/cloudformation/template-validator/template-validator';

/** Of the CDK alone; CloudFormation takes it, but no registry describes it. */
const UNDESCRIBED = ['AWS::CDK::Metadata'];

const described = Object.keys(GENERIC_TYPES).filter((type) => !UNDESCRIBED.includes(type));
const context = (resourceType: string) => ({ stackId: 'arn', stackName: 'S', logicalId: 'Thing', resourceType, region: 'us-east-1', account: '123456789012' });

// what is pretended of a type must be what the registry of CloudFormation says of it
describe('the facts about resource types that exist in name only', () => {
  const validator = new TemplateValidator();
  afterAll(() => validator.close());

  it.each(described)('%s: CloudFormation knows the type and every attribute', async (type) => {
    const { attributes } = await new GenericResource(type).create({}, context(type));
    const outputs = Object.keys(attributes).map((name, index) => [`O${index}`, { Value: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Thing', name] }]] } }]);
    const template = { Resources: { Thing: { Type: type } }, Outputs: Object.fromEntries(outputs) as object };
    const findings = await validator.findings(JSON.stringify(template));

    expect(findings.filter((finding) => /Unknown resource type|GetAtt.*is not one of/.test(finding))).toEqual([]);
  });

  it.each(described.flatMap((type) => new GenericResource(type).createOnly.map((property) => [type, property])))('%s: a change of %s replaces', (type, property) => {
    const template = (value: string) => ({ Resources: { Thing: { Type: type, Properties: { PolicyDocument: { Statement: [] }, [property]: value } } } });
    const { changeImpact } = fullDiff(template('before'), template('after')).resources.get('Thing');

    expect([ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE]).toContain(changeImpact);
  });
});

describe('TemplateValidator', () => {
  const validator = new TemplateValidator();
  afterAll(() => validator.close());
  const findingsOf = (template: object): Promise<readonly string[]> => validator.findings(JSON.stringify(template));

  it.each([
    ['a type that there is not', { Resources: { A: { Type: 'AWS::Made::Up' } } }, /Unknown resource type/],
    ['a property that there is not', { Resources: { A: { Type: 'AWS::SNS::Topic', Properties: { Bogus: 1 } } } }, /'Bogus' was unexpected/],
    ['an attribute that there is not', { Resources: { A: { Type: 'AWS::SNS::Topic' } }, Outputs: { O: { Value: { 'Fn::GetAtt': ['A', 'Nope'] } } } }, /'Nope' is not one of/],
    ['a number out of range', { Resources: { A: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { ReplicasPerNodeGroup: 9 } } } }, /maximum of 5/],
  ])('finds %s', async (_, template, finding) => {
    expect((await findingsOf(template)).join('\n')).toMatch(finding);
  });

  it('finds nothing in a good template, nor in what is only unusual', async () => {
    const group = { ReplicationGroupDescription: 'cache', Engine: 'valkey', TransitEncryptionEnabled: true };

    expect(await findingsOf({ Resources: { A: { Type: 'Custom::Gate', Properties: { ServiceToken: 'arn', X: 1 } }, B: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: group } } })).toEqual([]);
  });

  it('finds text that is no template', async () => {
    expect(await validator.findings('{')).toEqual([expect.stringContaining('parse error')]);
  });

  it('answers nobody after its end', async () => {
    const ended = new TemplateValidator();
    const unanswered = expect(ended.findings('{}')).rejects.toThrow('was ended');
    await ended.close();

    await unanswered;
  });
});
