import type { Answer } from '../../../src/sdk/testing/index.ts'

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json', server: 'Fortnox' },
  body,
})

/** The two spellings that error bodies come in; the message is Swedish. */
const small = (status: number, code: number, message: string): Answer =>
  json(status, { ErrorInformation: { error: 1, message, code } })
const capital = (status: number, code: number, message: string): Answer =>
  json(status, { ErrorInformation: { Error: 1, Message: message, Code: code } })

/** A token that has ended. */
export const unauthorized = json(401, { message: 'unauthorized' })
/** Plain text, as it was once recorded. */
export const noToken: Answer = {
  status: 403,
  headers: { 'content-type': 'text/plain', server: 'Fortnox' },
  body: 'Kan inte logga in, access-token eller client-secret saknas(2000311).',
}
/** Status inferred: the documentation calls 403 "failed authentication". */
export const withdrawn = small(403, 2000310, 'Ogiltig inloggning')
/** Seen as a 400. */
export const lacksScope = small(400, 2000663, 'Har inte behörighet för scope.')
/** Status inferred. */
export const lacksLicence = small(403, 2001101, 'Det finns ingen aktiv licens för önskat scope.')
export const lacksApiLicence = small(403, 2001103, 'Api-licens saknas.')
/** Neither its body nor a Retry-After was ever recorded: this body is inferred, and there is no header. */
export const tooMany = json(429, { message: 'Too many requests' })
export const badAccept = small(400, 1000030, 'Ogiltig Accept-header.')
export const badContentType = small(400, 1000031, 'Ogiltig Content-Type-header.')
export const badFilter = small(400, 2000587, 'Ett ogiltigt filter har använts.')
export const badParameter = small(400, 2000588, 'En ogiltig parameter har använts.')
/** `<` and `>` were refused; the code is inferred. */
export const badCharacters = small(400, 2000359, 'Otillåtna tecken i parameter.')
export const noIdentifier = small(400, 2000729, 'Ingen giltig identifierare angiven.')
/** Inferred: what the API does not have. */
export const noRoute = capital(404, 2000729, 'Kan inte hitta resursen.')
/** Inferred: this store is only read. */
export const onlyRead = capital(405, 2001392, 'Övningsföretaget tar inte emot ändringar.')

export const systemException = capital(500, 1000003, 'Ett systemfel har inträffat.')

export const notFound = {
  article: capital(404, 2000428, 'Kan inte hitta artikeln.'),
  customer: capital(404, 2000433, 'Kan inte hitta kunden.'),
  invoice: capital(404, 2000434, 'Kan inte hitta fakturan.'),
  order: capital(404, 2000439, 'Kan inte hitta ordern.'),
  account: capital(404, 2000423, 'Kan inte hitta kontot.'),
  currency: capital(404, 2000427, 'Kan inte hitta valutan.'),
  project: capital(404, 2001161, 'Kan inte hitta projektet.'),
  /** Inferred, as for what else has no code that is known. */
  other: capital(404, 2000729, 'Kan inte hitta objektet.'),
}

export const ok = (body: unknown): Answer => json(200, body)
