import { useTranslation } from 'react-i18next'
import type { Texts } from '../texts/en.ts'

type Parts = keyof Texts['settings']['audit']['actors']

/** Who did something, where it was a part of Koppla in words; a person or a key by its name. */
export function useActorName() {
  const { t } = useTranslation()
  return (actor: string) => t(`settings.audit.actors.${actor as Parts}`, { defaultValue: actor })
}
