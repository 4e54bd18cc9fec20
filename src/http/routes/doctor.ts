import { z } from 'zod'
import { examine } from '../doctor.ts'
import type { AddRoutes } from '../server.ts'

const Finding = z
  .object({
    title: z.string().describe('What is true when it passes.'),
    status: z.enum(['passed', 'warning', 'failed']),
    diagnosis: z.string().optional(),
    remedy: z.string().optional(),
  })
  .meta({ id: 'Finding' })

export const addDoctorRoutes: AddRoutes = (app, { seenBy }) => {
  const schema = {
    summary: 'What keeps imports from working, and what to do',
    response: { 200: z.object({ items: z.array(Finding) }) },
  }
  app.get('/doctor', { config: { role: 'support', installation: true }, schema }, async request => ({
    items: await examine(seenBy(request)),
  }))
}
