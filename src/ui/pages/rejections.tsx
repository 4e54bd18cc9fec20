import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page-states.tsx'
import { RejectionTable } from '../parts/rejection-table.tsx'

export function RejectionsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.rejections')}>
      <RejectionTable path="/rejections" />
    </Page>
  )
}
