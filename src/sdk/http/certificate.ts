import type { PeerCertificate } from 'node:tls'
import type { ConnectorError } from '../errors.ts'
import type { Certificate } from '../http-types.ts'
import { failureCodeOf, failWith, type Told } from './failures.ts'

export function certificateOf({ subject, subjectaltname, valid_from, valid_to }: PeerCertificate): Certificate {
  const names = (subjectaltname ?? '').split(', ').flatMap(name => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? [])
  return {
    names: names.length > 0 ? names : [subject?.CN ?? []].flat(),
    validFrom: new Date(valid_from).toISOString(),
    validTo: new Date(valid_to).toISOString(),
  }
}

/** Says what is wrong with a certificate, from the code that TLS gives, in words that can be acted on. */
export function refuseCertificate(code: string, certificate: Certificate, host: string): ConnectorError {
  const failure = failureCodeOf(Object.assign(new Error(code), { code }))
  const known = failure.startsWith('tls_') ? failure : 'tls_untrusted'
  const words = { ...chainWords(code, host), ...datedWords(code, certificate, host) }
  return failWith(known, { host, timeoutMs: 0 }, words)
}

function datedWords(code: string, { names, validFrom, validTo }: Certificate, host: string): Partial<Told> {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return { message: `The TLS certificate of ${host} expired on ${validTo.slice(0, 10)}.` }
    case 'CERT_NOT_YET_VALID':
      return {
        message: `The TLS certificate of ${host} is valid only from ${validFrom.slice(0, 10)}.`,
        remedy: 'Wait until then, or ask the web host for a certificate that is valid today.',
      }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { message: `The TLS certificate was issued for ${names.slice(0, 5).join(', ')}, not for ${host}.` }
    default:
      return {}
  }
}

/** What the code tells although the certificate itself is not at hand. */
export function chainWords(code: string, host: string): Partial<Told> {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return {
        message: `${host} has a self-signed TLS certificate, which proves to nobody who answers.`,
        remedy:
          'In the web host’s control panel, install a certificate of a public authority; most hosts offer one for free.',
      }
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        message: `The TLS certificate of ${host} is signed by an authority of its own, which we do not know.`,
        remedy:
          'Install a certificate of a public authority, or have the operator add that authority to what Koppla trusts.',
      }
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return {
        message: `${host} sends its TLS certificate without the certificates that link it to a known authority.`,
        remedy:
          'Ask the web host to install the full chain (often a file called fullchain or ca-bundle), not the certificate alone.',
      }
    default:
      return {}
  }
}
