import { useTranslation } from 'react-i18next'

const tags: Readonly<Record<string, string>> = { en: 'en-GB', sv: 'sv-SE' }

export const localeOf = (language: string): string => tags[language] ?? language

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const safely = <T>(build: () => T, otherwise: T): T => {
  try {
    return build()
  } catch {
    return otherwise
  }
}

/** How dates, numbers and money are written in a language. */
export function formatsOf(language: string) {
  const locale = localeOf(language)
  const date = (at: string, options: Intl.DateTimeFormatOptions, timeZone?: string) => {
    const write = (timeZone?: string) => new Intl.DateTimeFormat(locale, { ...options, timeZone })
    return safely(() => write(timeZone), write('UTC')).format(new Date(at))
  }
  return {
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    money: (amount: string, currency: string) =>
      safely(
        () => writeAmount(locale, amount, { style: 'currency', currency, currencyDisplay: 'code' }),
        `${amount} ${currency}`,
      ),
    /** Where its currency is told once for many. */
    amount: (amount: string) => writeAmount(locale, amount, {}),
    quantity: (amount: string) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(amount as Intl.StringNumericLiteral),
    /** `2026-03` */
    month: (month: string) => date(`${month}-01`, { month: 'long', year: 'numeric' }, 'UTC'),
    day: (at: string, timeZone?: string) => date(at, { dateStyle: 'medium' }, timeZone),
    /** Date and time, as short as they can be told. */
    moment: (at: string, timeZone?: string) => date(at, { dateStyle: 'medium', timeStyle: 'short' }, timeZone),
    time: (at: string, timeZone?: string) => date(at, { timeStyle: 'short' }, timeZone),
    /** With the zone it is told in: the given one, else that of this browser. */
    exact: (at: string, timeZone = browserZone()) =>
      `${date(at, { dateStyle: 'medium', timeStyle: 'medium' }, timeZone)} ${timeZone}`,
    ago: (at: string, now = Date.now()) => relative(locale, Date.parse(at) - now),
    duration: (ms: number) => writeDuration(locale, ms),
  }
}

export function useFormats() {
  return formatsOf(useTranslation().i18n.language)
}

/** Exactly the decimals that are given, at least two. */
function writeAmount(locale: string, amount: string, options: Intl.NumberFormatOptions): string {
  const digits = Math.min(Math.max(2, (amount.split('.')[1] ?? '').replace(/0+$/, '').length), 8)
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { ...options, ...decimals }).format(amount as Intl.StringNumericLiteral)
}

/** A financial year, from its first day to its last. */
export function useYearName() {
  const { day } = useFormats()
  return ({ from, to }: { readonly from: string; readonly to: string }) => `${day(from, 'UTC')} – ${day(to, 'UTC')}`
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

function relative(locale: string, ms: number): string {
  const seconds = Math.round(ms / 1_000)
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(
    Math.round(seconds / size),
    unit,
  )
}

function writeDuration(locale: string, ms: number): string {
  const write = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(
      value,
    )
  const seconds = ms / 1_000
  if (seconds < 10) return write(seconds, 'second', 1)
  if (seconds < 60) return write(Math.round(seconds), 'second')
  if (seconds < 3_600)
    return `${write(Math.floor(seconds / 60), 'minute')} ${write(Math.round(seconds % 60), 'second')}`
  return `${write(Math.floor(seconds / 3_600), 'hour')} ${write(Math.round((seconds % 3_600) / 60), 'minute')}`
}
