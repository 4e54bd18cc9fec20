import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connector } from '../../../api/types.ts'

/** The operator has made the integration already where it is lent. */
export function FortnoxGuide({ connector }: { connector: Connector }) {
  const { t } = useTranslation()
  const isLent = connector.fields.some(({ lent }) => lent)
  return (
    <>
      <ol className="steps">
        {!isLent && (
          <>
            <li>{t('connectors.fortnox.one')}</li>
            <li>{t('connectors.fortnox.two')}</li>
            <li>{t('connectors.fortnox.three')}</li>
          </>
        )}
        <li>{t('connectors.fortnox.four')}</li>
      </ol>
      <Text fz="sm" mt="sm">
        {t('connectors.fortnox.five')}
      </Text>
    </>
  )
}
