import { benchEngine, templateOf, thing } from './bench-engine';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf';

describe('dynamic references', () => {
  const values = new Map([[ARN, 'first']]);
  const asked: unknown[] = [];
  const bench = () =>
    benchEngine({
      readSecret: (reference) => {
        asked.push(reference);
        const value = values.get(reference.secretId);
        if (value === undefined) throw new Error(`no secret ${reference.secretId}`);
        return value;
      },
    });
  beforeEach(() => {
    values.clear();
    values.set(ARN, 'first');
    asked.length = 0;
  });

  it.each([
    [`{{resolve:secretsmanager:${ARN}}}`, {}],
    [`{{resolve:secretsmanager:${ARN}:SecretString:::}}`, {}],
    [`{{resolve:secretsmanager:${ARN}:SecretString:password::}}`, { jsonKey: 'password' }],
    [`{{resolve:secretsmanager:${ARN}:SecretString::AWSPREVIOUS:}}`, { versionStage: 'AWSPREVIOUS' }],
    [`{{resolve:secretsmanager:${ARN}:SecretString:::some-id}}`, { versionId: 'some-id' }],
  ])('are looked up when the resource is made: %s', async (reference, fields) => {
    const { engine, things } = bench();
    const seen: unknown[] = [];
    things.script = (_call, properties) => void seen.push(properties);

    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: reference, List: [`<${reference}>`] }) }));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(seen).toEqual([{ Value: 'first', List: ['<first>'] }]);
    expect(asked[0]).toEqual({ secretId: ARN, ...fields });
  });

  it('change nothing when the secret changes; what else changes takes the new value along', async () => {
    const { engine, things } = bench();
    const template = (other: string) => templateOf({ A: thing({ Value: `{{resolve:secretsmanager:${ARN}}}`, Other: other }) });
    await engine.deploy('S', template('1'));
    values.set(ARN, 'second');

    await engine.deploy('S', template('1'));
    expect(things.calls).toEqual(['create A']);

    await engine.deploy('S', template('2'));
    expect(things.calls).toEqual(['create A', 'update A second->second']);
  });

  it('leave the secret out of what CloudFormation keeps and tells', async () => {
    const { engine, lines } = bench();
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: `{{resolve:secretsmanager:${ARN}}}` }) }));

    expect(JSON.stringify([[...stack.resources.values()].map(({ properties }) => properties), stack.events, lines])).not.toContain('first');
  });

  it.each([
    ['of a secret that is not there', '{{resolve:secretsmanager:none}}', 'no secret none'],
    ['of another service', '{{resolve:ssm-secure:name:1}}', 'the offline AWS can not resolve {{resolve:ssm-secure:name:1}}'],
  ])('%s fail the resource', async (_, reference, reason) => {
    const { engine } = bench();
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: reference }) }));

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(reason);
  });

  it('find no secret where there is no Secrets Manager', async () => {
    const { engine } = benchEngine();
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: `{{resolve:secretsmanager:${ARN}}}` }) }));

    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(`Secrets Manager can't find the specified secret ${ARN}.`);
  });
});
