import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function MagentoGuide() {
  const { t } = useTranslation()
  return (
    <>
      <ol className="steps">
        <li>{t('connectors.magento.one')}</li>
        <li>{t('connectors.magento.two')}</li>
        <li>{t('connectors.magento.three')}</li>
        <li>{t('connectors.magento.four')}</li>
      </ol>
      <Text fz="sm" mt="sm">
        {t('connectors.magento.five')}
      </Text>
    </>
  )
}
