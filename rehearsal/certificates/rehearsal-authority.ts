import { makeDirectory, removeDirectory } from '../processes/ownership';
import { CertificateAuthority } from './certificate-authority';

/** The authority of one offline AWS, in a directory of its own. Without openssl there is none, which only nodes with TLS miss. */
export class RehearsalAuthority {
  private readonly directory = makeDirectory('authority-');
  private created: CertificateAuthority | undefined;
  private trouble: unknown = new Error('the authority was not created yet');

  /** Never rejects. */
  public async create(): Promise<void> {
    try {
      this.created = await CertificateAuthority.create(this.directory);
    } catch (error) {
      this.trouble = error;
    }
  }

  /** PEM file of its certificate, if there is an authority. */
  public get certificateFile(): string | undefined {
    return this.created?.certificateFile;
  }

  /** The authority; rejects with why there is none. */
  public async require(): Promise<CertificateAuthority> {
    if (this.created === undefined) throw this.trouble;
    return Promise.resolve(this.created);
  }

  /** Removes the files. Safe to call twice. */
  public close(): void {
    removeDirectory(this.directory);
  }
}
