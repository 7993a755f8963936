import { childEnvironment } from '../../../rehearsal/http/child-environment';

describe('the environment of a child', () => {
  const parent = { PATH: '/bin', AWS_PROFILE: 'production', AWS_ROLE_ARN: 'x', AWS_ENDPOINT_URL_S3: 'https://real', CDK_DEFAULT_ACCOUNT: '1', https_proxy: 'http://proxy', HTTP_PROXY: 'http://proxy' };
  const made = childEnvironment({ endpointUrl: 'http://127.0.0.1:1', region: 'us-east-1', cdkHome: 'home', parent });

  it('keeps nothing of the parent that leads to a real account or out of the machine', () => {
    expect(JSON.stringify(made)).not.toMatch(/production|real|proxy"?:?"http/);
    expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['AWS_PROFILE']));
    expect(made).toMatchObject({ PATH: '/bin' });
  });

  it('leads every AWS call to the front door', () => {
    expect(made).toMatchObject({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_HOME: 'home' });
  });
});
