import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function FortnoxGuide() {
  const { t } = useTranslation()
  return (
    <>
      <ol className="steps">
        <li>{t('connectors.fortnox.one')}</li>
        <li>{t('connectors.fortnox.two')}</li>
        <li>{t('connectors.fortnox.three')}</li>
        <li>{t('connectors.fortnox.four')}</li>
      </ol>
      <Text fz="sm" mt="sm">
        {t('connectors.fortnox.five')}
      </Text>
    </>
  )
}
