import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = { en: 'English', sv: 'Svenska' } as const
export type Language = keyof typeof languages

const stored = 'koppla.language'

const isLanguage = (name: string | null | undefined): name is Language => name !== null && (name ?? '') in languages

/** What was chosen here before, else the browser's. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(stored)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map(tag => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

/** A catalogue is loaded when its language is first used. */
const catalogues: Record<Language, () => Promise<object>> = {
  en: async () => (await import('./en.ts')).en,
  sv: async () => (await import('./sv.ts')).sv,
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({ resources: {}, fallbackLng: false, interpolation: { escapeValue: false } })
  await chooseLanguage(preferredLanguage())
}

export async function chooseLanguage(language: string | null | undefined): Promise<void> {
  if (!isLanguage(language)) return
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await catalogues[language]())
  }
  await i18next.changeLanguage(language)
  localStorage.setItem(stored, language)
  document.documentElement.lang = language
}
