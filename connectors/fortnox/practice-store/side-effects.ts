import type { Answer } from '../../../src/sdk/testing/index.ts'
import { notFound, ok } from './refusals.ts'
import type { Call } from './resource.ts'
import { save } from './state.ts'

/** These are GETs, and they send the document or mark it as sent. A preview does neither. */
const sending = /^(email|print|einvoice|eprint|printreminder)$/

const pdf: Answer = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF\n' }

/** `GET /3/invoices/5/email`: what nobody who only reads may ask for. It is done, and written down. */
export const sendDocument = {
  knows: ([name = '', , what = '', ...more]: readonly string[]): boolean =>
    more.length === 0 && (name === 'invoices' || name === 'orders') && (sending.test(what) || what === 'preview'),

  answer({ state }: Call, keys: readonly string[]): Answer {
    const [name = '', number, what = ''] = keys
    const documents = name === 'invoices' ? state.invoices : state.orders
    const document = documents.find(one => String(one.number) === number)
    if (sending.test(what)) state.sideEffects.push(`GET /3/${keys.join('/')}`)
    if (!document) return name === 'invoices' ? notFound.invoice : notFound.order
    if (what === 'preview') return pdf
    document.sent = true
    save(state, document)
    return what === 'print' || what === 'printreminder'
      ? pdf
      : ok({ [name === 'invoices' ? 'Invoice' : 'Order']: { DocumentNumber: number, Sent: true } })
  },
}
