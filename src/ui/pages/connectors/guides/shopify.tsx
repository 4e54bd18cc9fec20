import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Drawing, DrawnField } from './drawing.tsx'

export function ShopifyGuide() {
  const { t } = useTranslation()
  return (
    <>
      <ol className="steps">
        <li>{t('connectors.shopify.one')}</li>
        <li>{t('connectors.shopify.two')}</li>
        <li>{t('connectors.shopify.three')}</li>
        <li>{t('connectors.shopify.four')}</li>
      </ol>
      <CredentialsPicture />
      <Text fz="sm" mt="sm">
        {t('connectors.shopify.five')}
      </Text>
    </>
  )
}

/** As the Dev Dashboard says them, whatever language it is described in. */
function CredentialsPicture() {
  const { t } = useTranslation()
  return (
    <Drawing label={t('connectors.shopify.picture')} title="Koppla › Settings › Credentials" height={92}>
      <DrawnField y={30} label="Client ID" value="…………………………" />
      <DrawnField y={60} label="Client secret" value="shpss_…………………" />
    </Drawing>
  )
}
