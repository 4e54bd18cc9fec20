import type { OrderDetail } from '../../api/types.ts'
import { Go } from '../../parts/go.tsx'

type Named = Pick<OrderDetail, 'connectionId' | 'customerExternalId' | 'customerName' | 'email'>

/** Of an order or an invoice, leading to the customer; a guest is none. */
export function CustomerName({ record: { connectionId, customerExternalId, customerName, email } }: { record: Named }) {
  const name = customerName ?? '–'
  if (customerExternalId === null) return name
  return (
    <Go to="/customers" search={{ connectionId, externalId: customerExternalId }} className="text-link">
      {customerName ?? email ?? customerExternalId}
    </Go>
  )
}
