/** A message that was not taken. Without secrets. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}
