import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Drawing, DrawnField } from './drawing.tsx'

export function WooCommerceGuide() {
  const { t } = useTranslation()
  return (
    <>
      <ol className="steps">
        <li>{t('connectors.woocommerce.one')}</li>
        <li>{t('connectors.woocommerce.two')}</li>
        <li>{t('connectors.woocommerce.three')}</li>
        <li>{t('connectors.woocommerce.four')}</li>
      </ol>
      <KeyFormPicture />
      <Text fz="sm" mt="sm">
        {t('connectors.woocommerce.five')}
      </Text>
    </>
  )
}

function KeyFormPicture() {
  const { t } = useTranslation()
  return (
    <Drawing label={t('connectors.woocommerce.picture')} height={132}>
      <DrawnField y={34} label={t('connectors.woocommerce.description')} value="Koppla" />
      <DrawnField
        y={64}
        label={t('connectors.woocommerce.permissions')}
        value={t('connectors.woocommerce.readWrite')}
      />
      <rect x="126" y="98" width="120" height="22" rx="4" fill="var(--mantine-color-accent-7)" />
      <text x="186" y="112" fontSize="10" fontWeight="600" textAnchor="middle" fill="#fff">
        {t('connectors.woocommerce.generate')}
      </text>
    </Drawing>
  )
}
