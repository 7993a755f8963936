import { CodedError } from '../../../lib/private/coded-error';
import { REPLICATION_GROUP_ERRORS } from '../../../lib/private/error-catalogue';
import { parameterGroupFamilyOf } from '../../../lib/private/parameter-group-family';
import { REPLICATION_GROUP_WARNINGS } from '../../../lib/private/warning';

describe('the catalogue of errors', () => {
  it('has every code once, with one line on what it refuses', () => {
    const codes = REPLICATION_GROUP_ERRORS.map(({ code }) => code);

    expect(new Set(codes).size).toBe(codes.length);
    REPLICATION_GROUP_ERRORS.forEach(({ refuses }) => {
      expect(refuses).toMatch(/^[^\n]*[^.\n]$/);
    });
  });

  it('has the codes of errors that no rule reports', () => {
    const error = (): unknown => {
      try {
        return parameterGroupFamilyOf('valkey', 'latest');
      } catch (thrown) {
        return thrown;
      }
    };

    const thrown = error();
    expect(thrown).toBeInstanceOf(CodedError);
    expect(REPLICATION_GROUP_ERRORS.map(({ code }) => code)).toContain((thrown as CodedError).code);
  });
});

describe('the catalogue of warnings', () => {
  it.each(REPLICATION_GROUP_WARNINGS)('has a stable id and the house style: $id', ({ id, message }) => {
    expect(id).toMatch(/^cdk-elasticache-dual-stack:[a-z][a-zA-Z0-9]+$/);
    expect(message).toMatch(/^[a-z].*[^.]$/);
    expect(message).not.toContain('${');
  });
});
