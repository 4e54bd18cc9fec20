import { useTranslation } from 'react-i18next'
import type { ConnectionDetail } from '../../api/types.ts'
import { Go } from '../../parts/go.tsx'

const lists = ['orders', 'products', 'customers'] as const

/** What came through this connection. */
export default function DataTab({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  return (
    <div className="card">
      {lists.map(list => (
        <div key={list} className="card-pad row">
          <Go to={`/${list}`} search={{ connectionId: connection.id }}>
            {t(`nav.${list}`)}
          </Go>
        </div>
      ))}
    </div>
  )
}
