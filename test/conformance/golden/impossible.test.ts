import { App, Stack } from 'aws-cdk-lib';
import { buildGroup } from './build-group';
import { IMPOSSIBLE, USUAL } from './matrix';

describe('what the matrix leaves out', () => {
  it.each(IMPOSSIBLE)('is refused at synth: $pair', ({ pair, code }) => {
    // without what the pair itself does not say but the usual does
    const authentication = pair.auth === undefined && pair.tls !== undefined ? { auth: 'none' as const } : {};
    const engine = pair.engine === 'redis-6.2' && pair.auth === undefined ? { auth: 'none' as const } : {};
    const make = (): unknown => buildGroup(new Stack(new App(), 'Stack'), { ...USUAL, ...authentication, ...engine, ...pair });

    expect(make).toThrow(new RegExp(`\\[${code}\\]`));
  });
});
