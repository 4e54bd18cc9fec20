import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/queries.ts'
import type { Role } from '../api/types.ts'
import { Go } from './go.tsx'
import { Empty, Page } from './page-states.tsx'

/** What only some may see or do. The API refuses the others all the same. */
export function OnlyFor({ least, children }: { least: Role; children: ReactNode }) {
  const { t } = useTranslation()
  const title = t('common.tryAs', { role: t(`roles.${least}`) })
  if (useMay(least)) return children
  return (
    <Page title={title}>
      <Empty title={t('common.tryAsWhy')} action={<Go to="/">{t('errors.toStart')}</Go>} />
    </Page>
  )
}
