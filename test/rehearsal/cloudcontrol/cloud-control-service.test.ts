import { cloudControlService } from '../../../rehearsal/cloudcontrol/cloud-control-service';
import { type ServiceRequest } from '../../../rehearsal/http/service';
import { Iam } from '../../../rehearsal/iam/iam';

const things = Array.from({ length: 150 }, (_, index) => ({ identifier: `thing-${index}`, properties: { Size: index, Absent: undefined } }));
const service = cloudControlService({ 'Some::Thing': { all: () => things } }, new Iam(() => undefined));

async function ask(operation: string, input: object, caller?: ServiceRequest['caller']): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'x-amz-target': `CloudApiService.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
  const { body } = await service.handle({ method: 'POST', url: new URL('http://localhost/'), headers, body: Buffer.from(JSON.stringify(input)), caller });
  return JSON.parse(String(body)) as Readonly<Record<string, unknown>>;
}

describe('Cloud Control', () => {
  it('reads a resource: its properties are JSON within JSON, and hold only what there is', async () => {
    expect(await ask('GetResource', { TypeName: 'Some::Thing', Identifier: 'thing-7' })).toEqual({
      TypeName: 'Some::Thing',
      ResourceDescription: { Identifier: 'thing-7', Properties: '{"Size":7}' },
    });
  });

  it('lists resources, a hundred at a time', async () => {
    const first = await ask('ListResources', { TypeName: 'Some::Thing' });
    const second = await ask('ListResources', { TypeName: 'Some::Thing', NextToken: first['NextToken'] });

    expect([first, second].map(({ ResourceDescriptions }) => (ResourceDescriptions as object[]).length)).toEqual([100, 50]);
    expect(second['NextToken']).toBeUndefined();
  });

  it.each([
    ['a resource that is not there', { TypeName: 'Some::Thing', Identifier: 'gone' }, 'ResourceNotFoundException'],
    ['a type that it can not read', { TypeName: 'Other::Thing', Identifier: 'x' }, 'UnsupportedActionException'],
  ])('refuses %s', async (_, input, name) => {
    await expect(ask('GetResource', input)).rejects.toMatchObject({ name });
  });

  it('refuses callers without the right', async () => {
    const caller = { roleArn: 'arn:aws:iam::123456789012:role/nobody' };

    await expect(ask('GetResource', { TypeName: 'Some::Thing', Identifier: 'thing-7' }, caller)).rejects.toThrow('cloudformation:GetResource');
  });
});
