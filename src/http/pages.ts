import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pageHeaders } from './headers.ts'
import type { App } from './server.ts'

/** Answers with a file or a page of the web interface; false when the request is for neither. */
export type AnswerPage = (request: FastifyRequest, reply: FastifyReply) => boolean

const start = 'index.html'
/** Named by what is in them, so that they never change. */
const isHashed = (file: string) => file.startsWith('assets/')

/** The web interface, as it was built into a folder. Every address that is no file is a page: the browser finds it. */
export async function servePages(app: App, folder: string): Promise<AnswerPage> {
  if (!existsSync(path.join(folder, start))) return (request, reply) => wantsPage(request) && tellUnbuilt(reply)
  const options = { root: folder, serve: false, index: false, cacheControl: false, preCompressed: true } as const
  await app.register(fastifyStatic, options)
  const files = listFiles(folder)
  return (request, reply) => {
    const asked = pathOf(request).slice(1)
    const file = files.has(asked) && asked !== start ? asked : undefined
    if (file === undefined && !wantsPage(request)) return false
    const caching = file !== undefined && isHashed(file) ? 'public, max-age=31536000, immutable' : 'no-cache'
    reply.code(200).headers({ 'cache-control': caching, ...(file === undefined && pageHeaders) })
    void reply.sendFile(file ?? start)
    return true
  }
}

function listFiles(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return new Set(
    entries.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)).replaceAll('\\', '/')),
  )
}

const pathOf = ({ url }: FastifyRequest) => url.split('?')[0] ?? ''

/** Programs accept anything: only who asks for a page by name gets one. A file that is missing stays missing. */
const wantsPage = (request: FastifyRequest) =>
  /\btext\/html\b/.test(request.headers.accept ?? '') && !isHashed(pathOf(request).slice(1))

function tellUnbuilt(reply: FastifyReply): boolean {
  const words = 'The web interface has not been built. Build it with `npm run postinstall`, then start Koppla again.\n'
  void reply.code(503).type('text/plain; charset=utf-8').send(`${words}The API is there: /api/docs\n`)
  return true
}
