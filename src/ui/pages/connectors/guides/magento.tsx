import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Drawing, DrawnField } from './drawing.tsx'

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
      <AccessPicture />
      <TokensPicture />
      <Text fz="sm" mt="sm">
        {t('connectors.magento.five')}
      </Text>
    </>
  )
}

/** As the admin of Magento says them, whatever language it is described in. */
const rights = { Sales: 14, Catalog: 74, Customers: 144, Stores: 228 }
const values = ['Consumer Key', 'Consumer Secret', 'Access Token', 'Access Token Secret']

function AccessPicture() {
  const { t } = useTranslation()
  return (
    <Drawing label={t('connectors.magento.accessPicture')} title="New Integration › API" height={92}>
      <DrawnField y={30} label="Resource Access" value="Custom" />
      {Object.entries(rights).map(([right, x]) => (
        <g key={right} transform={`translate(${x} 64)`} fontSize="10" fill="currentColor">
          <rect width="11" height="11" rx="2" fill="var(--mantine-color-accent-7)" />
          <path d="M2.5 5.5 4.8 8 8.5 3.2" fill="none" stroke="#fff" strokeWidth="1.5" />
          <text x="16" y="9.5">
            {right}
          </text>
        </g>
      ))}
    </Drawing>
  )
}

function TokensPicture() {
  const { t } = useTranslation()
  return (
    <Drawing label={t('connectors.magento.tokensPicture')} title="Integration Tokens for Extensions" height={144}>
      {values.map((value, row) => (
        <DrawnField key={value} y={28 + row * 28} label={value} value="…………………………" />
      ))}
    </Drawing>
  )
}
