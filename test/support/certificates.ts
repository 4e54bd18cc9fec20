import { generate } from 'selfsigned'

export interface Pair {
  readonly key: string
  readonly cert: string
}

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)

async function issue(
  name: string,
  { by, from = -1, to = 30 }: { by?: Pair; from?: number; to?: number } = {},
): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: inDays(from),
    notAfterDate: inDays(to),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
    ...(by && { ca: by }),
  })
  return { key: made.private, cert: made.cert }
}

async function makeAuthority(name: string): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: inDays(-2),
    notAfterDate: inDays(60),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** One authority, and a certificate of each kind for `localhost`; made now, so that none is stored and none runs out. */
export async function makeCertificates() {
  const authority = await makeAuthority('Practice Authority')
  const unknown = await makeAuthority('Unknown Authority')
  const orphan = await issue('localhost', { by: unknown })
  return {
    ca: authority.cert,
    good: await issue('localhost', { by: authority }),
    endsSoon: await issue('localhost', { by: authority, to: 3 }),
    expired: await issue('localhost', { by: authority, from: -20, to: -10 }),
    notYetValid: await issue('localhost', { by: authority, from: 5 }),
    wrongHost: await issue('shop.example', { by: authority }),
    selfSigned: await issue('localhost'),
    /** Signed by an authority that nobody knows, and sent without it. */
    incompleteChain: orphan,
    /** The same with its authority. */
    unknownAuthority: { key: orphan.key, cert: `${orphan.cert}\n${unknown.cert}` },
  }
}
