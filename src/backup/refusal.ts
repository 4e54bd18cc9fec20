/** Why a backup is not made or not restored: what, and what to do. Nothing has been changed. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal'
  readonly remedy: string
  /** The file is at fault, not what it is to be put into. */
  readonly ofFile: boolean

  constructor(
    message: string,
    { remedy, ofFile = false, cause }: { remedy: string; ofFile?: boolean; cause?: unknown },
  ) {
    super(message, { cause })
    this.remedy = remedy
    this.ofFile = ofFile
  }
}

export const damaged = (why: string, cause?: unknown) =>
  new BackupRefusal(`This backup is damaged: ${why}. Nothing was changed.`, {
    remedy: 'Use another copy of it, or an earlier backup.',
    ofFile: true,
    cause,
  })
