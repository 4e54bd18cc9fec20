import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDeadlock, isLost } from '../db.ts'
import { type FieldProblem, Problem } from '../errors.ts'
import { BadPlaceError } from '../records/list.ts'
import { ConnectorError } from '../sdk/index.ts'
import type { ProblemAnswer } from './api/common.ts'
import { explainIssue } from './explain-issue.ts'
import { safeHeaders } from './headers.ts'

export type Answer = Omit<ProblemAnswer, 'type' | 'title' | 'requestId'> & { readonly status: number }

/** Answers an error as RFC 9457. What is our own fault is logged whole and told in one plain sentence. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = explain(error)
  const left = reply.raw.destroyed
  // That the database is away is told once, not by each who asks.
  const level = isLost(error) ? 'debug' : 'error'
  if (answer.status >= 500 && !left) request.log[level]({ err: error, requestId: request.id }, 'a request failed')
  sendAnswer(answer, request, reply)
}

export function sendAnswer({ status, ...answer }: Answer, request: FastifyRequest, reply: FastifyReply): void {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, ...answer }
  void reply
    .code(status)
    .headers(safeHeaders(request))
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...problem, requestId: request.id })
}

/** What an error is told as. */
export function explain(error: unknown): Answer {
  if (error instanceof Problem) return fromProblem(error)
  if (hasZodFastifySchemaValidationErrors(error)) return badInput(error.validation.flatMap(explainIssue(error)))
  if (error instanceof BadPlaceError) return badInput([{ path: 'after', message: error.message }])
  if (error instanceof ConnectorError) return fromStore(error)
  if (isLost(error)) return lostDatabase
  if (isDeadlock(error)) return crossed
  return fromFastify(error as Partial<FastifyError>)
}

function fromProblem({ status, message, remedy, fields, more }: Problem): Answer {
  return {
    status,
    detail: message,
    ...(remedy !== undefined && { remedy }),
    ...(fields.length > 0 && { errors: fields.map(toFieldError) }),
    ...more,
  }
}

/** The other system, or what we know of it, is in the way. */
const fromStore = ({ message, remedy, code }: ConnectorError): Answer => ({
  status: 502,
  detail: message,
  remedy,
  ...(code !== undefined && { code }),
})

function badInput(fields: readonly FieldProblem[]): Answer {
  const words = fields.map(({ path, message }) => `${path}: ${message}`)
  return { status: 400, detail: words.join(' '), errors: fields.map(toFieldError) }
}

const toFieldError = ({ path, message }: FieldProblem) => ({ field: path, message })

const lostDatabase: Answer = {
  status: 503,
  detail: 'The database does not answer.',
  remedy: 'Try again in a moment. If it stays away, the operator must look at the database.',
}

const crossed: Answer = {
  status: 503,
  detail: 'Something else was changing the same at this very moment, and went first.',
  remedy: 'Nothing was changed by this. Try again.',
}

const ownFault: Answer = {
  status: 500,
  detail: 'Koppla made a mistake of its own. It is in the log under this request id.',
  remedy: 'Try again. If it happens again, tell the operator the request id.',
}

/** What Fastify itself refuses, by its code. */
const refusals: Readonly<Record<string, Answer>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, detail: 'The body is too large: at most 1 MB is allowed.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    detail: 'The body must be JSON.',
    remedy: 'Send it with the header `Content-Type: application/json`.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, detail: 'The body is not valid JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, detail: 'The body is not as long as its header says.' },
  FST_ERR_BAD_URL: { status: 400, detail: 'The address is not well formed: a percent sign must start an escape.' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, detail: 'There is nothing at this address.' },
}

function fromFastify({ code = '', statusCode = 500 }: Partial<FastifyError>): Answer {
  const known = refusals[code]
  if (known !== undefined) return known
  if (statusCode >= 400 && statusCode < 500) return { status: statusCode, detail: 'The request is not well formed.' }
  return ownFault
}
