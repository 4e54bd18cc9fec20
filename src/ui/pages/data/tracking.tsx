import type { ShipmentItem } from '../../api/types.ts'

/** A store may name anything as the address of a parcel; only one of the web is made a link. */
const isWebAddress = (url: string | null): url is string => /^https?:\/\//i.test(url ?? '')

/** Where a parcel can be followed. */
export function Tracking({ of }: { of: Pick<ShipmentItem, 'trackingNumber' | 'trackingUrl'> }) {
  const { trackingNumber, trackingUrl } = of
  if (!isWebAddress(trackingUrl)) return trackingNumber ?? '–'
  return (
    <a className="text-link" href={trackingUrl} target="_blank" rel="noreferrer">
      {trackingNumber ?? trackingUrl}
    </a>
  )
}
