/** The midnight with which a day begins here; with which a later one does. An instant is given back as it is. */
export function startOfDay(day: string | undefined, daysLater = 0): string | undefined {
  if (!day || day.includes('T')) return day || undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The day of an instant by the calendar here; a day is given back as it is. */
export function dayOf(day: string | undefined): string {
  if (!day?.includes('T')) return day ?? ''
  const at = new Date(day)
  const two = (value: number) => String(value).padStart(2, '0')
  return Number.isNaN(at.getTime()) ? '' : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
