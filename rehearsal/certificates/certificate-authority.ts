import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate and its key, PEM files. */
export interface IssuedCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** From when to when a certificate is valid. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MILLIS = 86_400_000;
/** Small and quick to make. */
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];

const CONFIGURATION = `[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** An authority of our own, made by openssl: nobody trusts it who was not told to. */
export class CertificateAuthority {
  private issued = 0;
  /** openssl keeps its book in files: one certificate after the other. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly directory: string) {}

  /** Makes the key and the certificate of the authority in a directory that is there and empty. */
  public static async create(directory: string): Promise<CertificateAuthority> {
    writeFileSync(join(directory, 'openssl.cnf'), CONFIGURATION);
    writeFileSync(join(directory, 'index.txt'), '');
    writeFileSync(join(directory, 'serial'), '01\n');
    await openssl(directory, ['req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', '-subj', '/CN=Authority of the offline AWS']);
    return new CertificateAuthority(directory);
  }

  /** PEM of its own certificate: whoever trusts it, trusts what it issues. */
  public get certificateFile(): string {
    return join(this.directory, 'ca.pem');
  }

  public get pem(): string {
    return readFileSync(this.certificateFile, 'utf8');
  }

  /** A certificate for names (wildcards too) and addresses. By default it is valid from yesterday until next month. */
  public issue(names: readonly string[], validity: Validity = usualValidity()): Promise<IssuedCertificate> {
    const certificate = this.last.then(() => this.issueNext(names, validity));
    this.last = certificate.catch(() => undefined);
    return certificate;
  }

  private async issueNext(names: readonly string[], { from, to }: Validity): Promise<IssuedCertificate> {
    this.issued += 1;
    const [key, request, certificate] = ['key', 'csr', 'pem'].map((extension) => `${this.issued}.${extension}`) as [string, string, string];
    const alternatives = names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`).join(',');
    const subject = ['-subj', `/CN=certificate ${this.issued}`, '-addext', `subjectAltName=${alternatives}`];
    await openssl(this.directory, ['req', '-new', ...NEW_KEY, '-keyout', key, '-out', request, ...subject]);
    const dates = ['-startdate', asn1(from), '-enddate', asn1(to)];
    const authority = ['-config', 'openssl.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key'];
    await openssl(this.directory, ['ca', '-batch', '-notext', ...authority, '-in', request, '-out', certificate, ...dates]);
    return { certificateFile: join(this.directory, certificate), keyFile: join(this.directory, key) };
  }
}

function usualValidity(): Validity {
  const now = Date.now();
  return { from: new Date(now - DAY_MILLIS), to: new Date(now + 29 * DAY_MILLIS) };
}

/** `20261126015328Z`. */
function asn1(date: Date): string {
  return `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}

async function openssl(directory: string, words: readonly string[]): Promise<void> {
  try {
    await run('openssl', words, { cwd: directory });
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`openssl ${words[0] ?? ''} failed: ${said || String(error)}; TLS nodes need the program openssl`, { cause: error });
  }
}
