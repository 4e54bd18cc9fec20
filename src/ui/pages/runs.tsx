import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page-states.tsx'
import { RunTable } from '../parts/run-table.tsx'

export function RunsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.runs')}>
      <RunTable path="/runs" />
    </Page>
  )
}
