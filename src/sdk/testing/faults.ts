import type { ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Answer, Asked } from './practice-server.ts'

/**
 * What can be made to go wrong with the next request:
 *
 * - an `Answer`: given in place of the real one
 * - `reset`:     the real answer breaks off in mid-body, the connection is reset
 * - `refuse`:    the connection is dropped without one byte of an answer (for a port that refuses, close the server)
 * - `truncate`:  half of the body arrives, then the connection ends early but politely
 * - `cut`:       half of the body, told as if it were whole
 * - `delayMs`:   the real answer, late
 * - `when`:      waits in the queue for the first request that it fits; others pass it by
 */
export type Fault = AppliedFault | AwaitedFault
export type AppliedFault = Answer | Late | 'reset' | 'refuse' | 'truncate' | 'cut'
interface Late {
  readonly delayMs: number
}
interface AwaitedFault {
  readonly when: (asked: Asked) => boolean
  readonly fault: Fault
}

/** Takes the first fault of the queue that applies to this request; `when` has then done its work. */
export function takeFault(queue: Fault[], asked: Asked): AppliedFault | undefined {
  const at = queue.findIndex(fault => applies(fault, asked))
  if (at === -1) return undefined
  let [fault] = queue.splice(at, 1) as [Fault]
  while (isAwaited(fault)) fault = fault.fault
  return fault
}

function applies(fault: Fault, asked: Asked): boolean {
  return !isAwaited(fault) || (fault.when(asked) && applies(fault.fault, asked))
}

const isAwaited = (fault: Fault): fault is AwaitedFault => typeof fault === 'object' && 'when' in fault

export const isLate = (fault: AppliedFault | undefined): fault is Late =>
  typeof fault === 'object' && 'delayMs' in fault

export const isAnswer = (fault: AppliedFault | undefined): fault is Answer =>
  typeof fault === 'object' && !('delayMs' in fault)

/** Sends the body as the fault would have it. The head is already written into `response`, not yet sent. */
export function sendBody(response: ServerResponse, body: Buffer, fault: AppliedFault | undefined): void {
  const half = body.subarray(0, Math.ceil(body.length / 2))
  if (fault === 'cut') return void response.end(half)
  if (fault !== 'reset' && fault !== 'truncate') return void response.end(body)
  response.setHeader('content-length', body.length + 1)
  response.write(half, () => (fault === 'reset' ? reset(response.socket) : response.socket?.end()))
}

/** Node can reset a plain connection only; one over TLS ends without the goodbye that it owes. */
function reset(socket: ServerResponse['socket']): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket?.resetAndDestroy()
}
