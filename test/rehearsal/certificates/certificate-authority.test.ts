import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CertificateAuthority } from '../../../rehearsal/certificates/certificate-authority';
import { makeDirectory, removeDirectory } from '../../../rehearsal/processes/ownership';

describe('an authority of our own', () => {
  let directory: string;
  let authority: CertificateAuthority;
  beforeAll(async () => {
    directory = makeDirectory('authority-');
    authority = await CertificateAuthority.create(directory);
  });
  afterAll(() => {
    removeDirectory(directory);
  });

  const read = (file: string): X509Certificate => new X509Certificate(readFileSync(file));

  test('issues certificates for names, wildcards and addresses, and signs them', async () => {
    const { certificateFile } = await authority.issue(['*.cache.test', '127.0.0.1', '::1']);
    const certificate = read(certificateFile);
    expect(certificate.checkHost('cache-0001-001.cache.test')).toBe('*.cache.test');
    expect(certificate.checkHost('cache.test')).toBeUndefined();
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.verify(new X509Certificate(authority.pem).publicKey)).toBe(true);
    const now = Date.now();
    expect(Date.parse(certificate.validFrom)).toBeLessThan(now);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(now);
  });

  test('issues several at once, each with a key of its own', async () => {
    const issued = await Promise.all(['a.test', 'b.test', 'c.test'].map((name) => authority.issue([name])));
    const keys = issued.map(({ keyFile }) => readFileSync(keyFile, 'utf8'));
    expect(new Set(keys).size).toBe(3);
    expect(issued.map(({ certificateFile }, index) => read(certificateFile).checkHost(['a.test', 'b.test', 'c.test'][index] ?? ''))).toEqual(['a.test', 'b.test', 'c.test']);
  });

  test('issues one that is no longer valid', async () => {
    const { certificateFile } = await authority.issue(['old.test'], { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-01-01T00:00:00Z') });
    expect(read(certificateFile).validTo).toBe('Jan  1 00:00:00 2021 GMT');
  });

  test('says what openssl says if that fails, and goes on', async () => {
    await expect(authority.issue(['not a name, at all'])).rejects.toThrow(/openssl req failed: .+TLS nodes need the program openssl/s);
    await expect(authority.issue(['fine.test'])).resolves.toBeDefined();
  });
});
