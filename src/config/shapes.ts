import { z } from 'zod'

// What several settings are made of.

export const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max))

/** Separated by commas. */
export const list = z.string().transform(text => text.split(',').flatMap(part => part.trim() || []))
